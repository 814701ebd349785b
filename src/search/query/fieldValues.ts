import { writtenDay } from "../../offers/day.ts";
import { CATEGORIES, type Day, STATUSES } from "../../offers/offer.ts";
import { fold, foldInPlace } from "../../text/fold.ts";
import { closestOf } from "../../text/typos.ts";
import type { Lexicon } from "../language/lexicon.ts";
import { plainStems, stemsOf } from "../language/normalise.ts";
import type { FacetValue } from "./facets.ts";
import type { FieldName } from "./fieldNames.ts";
import type { Refusal } from "./refusal.ts";
import { dayOf } from "./spans/days.ts";
import { durationSpans } from "./spans/duration.ts";
import { moneySpans } from "./spans/money.ts";
import type { Span } from "./spans/span.ts";
import { startSpans } from "./spans/start.ts";
import { workloadSpans } from "./spans/workload.ts";

/** Fields that ask for a fact; the others ask for words. */
type FactField = Exclude<FieldName, "mot" | "mots">;

interface ValueContext {
  readonly lexicon: Lexicon;
  readonly today: Day;
}

/** What `field:value` asks for, or why it cannot: a value that is none that is known, with the nearest that is. */
export type FieldReading =
  | { readonly ok: true; readonly value: FacetValue }
  | { readonly ok: false; readonly refusal: Refusal };

/** Reads the value of a field other than `mot`. Whether any startup is called so is not looked at. */
export function fieldValue(field: FactField, value: string, context: ValueContext): FieldReading {
  const read = readValue(field, value, context);
  if (read !== null) return { ok: true, value: read };
  return {
    ok: false,
    refusal: { kind: "value", field, value, nearest: nearestValue(field, value, context) },
  };
}

function readValue(field: FactField, value: string, { lexicon, today }: ValueContext): FacetValue | null {
  const folded = fold(value).trim();
  switch (field) {
    case "lieu":
      return placeNamed(value, lexicon);
    case "contrat": {
      const contract = lexicon.phrases.contractNamed(value);
      return contract === null ? null : { kind: "contract", contract };
    }
    case "statut": {
      const status = STATUSES.find((known) => lexicon.phrases.statusNamed(value) === known);
      return status === undefined ? null : { kind: "status", status };
    }
    case "catégorie": {
      const category = CATEGORIES.find((known) => known === value.trim().toUpperCase());
      return category === undefined ? null : { kind: "category", category };
    }
    case "startup": {
      const terms = startupTerms(value, lexicon);
      return terms.length === 0 ? null : { kind: "startup", name: value, terms };
    }
    case "temps":
      return only(workloadSpans(workloadText(folded)), "time");
    case "durée":
      return durationNamed(value, folded, lexicon);
    case "début":
      return startNamed(folded, today);
    case "paie":
      return only(moneySpans(`salaire ${foldInPlace(folded)}`), "pay");
    case "depuis": {
      const day = dayOf(folded, today);
      return day === null ? null : { kind: "since", day, until: null };
    }
  }
}

/** `3`, `2-3` and `2j` are days a week. */
function workloadText(folded: string): string {
  return /^[\d.,+\- aoujmsx]{1,20}$/.test(folded)
    ? folded.replace(
        /^([\d.,]+(?: ?(?:-|a|ou) ?[\d.,]+)?) ?j?(?:ours?)?( ?(?:\+|-|max|min))?$/,
        "$1 jours par semaine$2",
      )
    : folded;
}

function only(spans: readonly Pick<Span, "value">[], kind: FacetValue["kind"]): FacetValue | null {
  const value = spans[0]?.value ?? null;
  return value !== "unread" && value?.kind === kind ? value : null;
}

/** « 6 mois », « 6-12 mois », « courte », « cdd 6 mois »; a bare number is months. */
function durationNamed(value: string, folded: string, { phrases }: Lexicon): FacetValue | null {
  const phrase = phrases.at(plainStems(value), 0);
  const meaning = phrase?.meaning;
  if (meaning?.kind === "duration") return { ...meaning, of: [] };
  if (phrase !== undefined && meaning?.kind === "contract") {
    const rest = folded.split(/\s+/).slice(phrase.stems.length).join(" ");
    const found = only(durationSpans(rest), "duration");
    return found?.kind === "duration" ? { ...found, of: [meaning.contract] } : null;
  }
  return only(durationSpans(folded.replace(/^([\d ,.-]{1,9})([-+]?)$/, "$1 mois$2")), "duration");
}

/** « septembre », « dès que possible », `2026-09-01..2026-09-30`, `2026-09-01..`. */
function startNamed(folded: string, today: Day): FacetValue | null {
  const [, day = "", until = ""] = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)?$/.exec(folded) ?? [];
  if (day === "")
    return only(
      startSpans(/^(?:en|a|des|pour|le|au) /.test(folded) ? folded : `en ${folded}`, today),
      "start",
    );
  const days = [writtenDay(day), until === "" ? null : writtenDay(until)] as const;
  if (days[0] === null || (until !== "" && days[1] === null)) return null;
  return { kind: "start", day: days[0], until: days[1] };
}

/** The place that a value names, or that it holds (« Paris 12e »). */
function placeNamed(value: string, { gazetteer }: Lexicon): FacetValue | null {
  const name = gazetteer.named(value);
  return name === null ? null : { kind: "place", name: name.name, key: name.key };
}

/**
 * The terms of a startup's name, which are compared one by one: `startup:"pass culture"` finds
 * `pass-culture`.
 */
function startupTerms(name: string, lexicon: Lexicon): string[] {
  return lexicon.read(stemsOf(name)).terms;
}

function nearestValue(field: FieldName, value: string, { lexicon }: ValueContext): string | null {
  const word = fold(value).trim();
  switch (field) {
    case "lieu":
      return closestOf(word, lexicon.gazetteer.names);
    case "contrat":
      return closestOf(word, lexicon.phrases.contracts);
    case "statut":
      return closestOf(word, STATUSES);
    case "catégorie":
      return "A";
    case "temps":
      return "mi-temps";
    case "durée":
      return "6 mois";
    case "début":
      return "dès que possible";
    case "depuis":
      return "7j";
    default:
      return null;
  }
}
