import type { Day } from "../../offers/offer.ts";
import { fold } from "../../text/fold.ts";
import { placeKey } from "../language/gazetteer.ts";
import type { Lexicon } from "../language/lexicon.ts";
import { stemsOf } from "../language/normalise.ts";
import type { FacetValue } from "./facets.ts";

/**
 * The facet that `field:value` asks for; null when the value is not understood, and so only words to search.
 */
export function fieldFacet(
  field: string,
  value: string,
  { lexicon, today }: { readonly lexicon: Lexicon; readonly today: Day },
): FacetValue | null {
  switch (field) {
    case "lieu":
    case "ville": {
      const key = placeKey(value);
      return key === "" ? null : { kind: "place", name: value, key };
    }
    case "contrat": {
      const contract = lexicon.phrases.contractNamed(value);
      return contract === null ? null : { kind: "contract", contract };
    }
    case "startup":
    case "start-up": {
      const terms = startupTerms(value, lexicon);
      return terms.length === 0 ? null : { kind: "startup", name: value, terms };
    }
    case "depuis": {
      const day = dayOf(value, today);
      return day === null ? null : { kind: "since", day };
    }
    default:
      return null;
  }
}

/**
 * The terms of a startup's name, which are compared one by one: `startup:"pass culture"` finds
 * `pass-culture`.
 */
export function startupTerms(name: string, lexicon: Lexicon): string[] {
  return lexicon.read(stemsOf(name)).terms;
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ["j", 1],
  ["jour", 1],
  ["s", 7],
  ["sem", 7],
  ["semaine", 7],
  ["m", 30],
  ["mois", 30],
]);
const LONGEST_DAYS = 3660;

/**
 * The day that a value of `depuis:` means: `7j`, `2 semaines`, `1mois`, `hier`,
 * `2022-05-01`; null for any other.
 */
function dayOf(value: string, today: Day): Day | null {
  const text = fold(value).trim();
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return Number.isNaN(Date.parse(text)) ? null : text;
  if (text === "aujourd'hui") return today;
  if (text === "hier") return daysBefore(today, 1);
  const found = /^(\d{1,4})\s?([a-z]{1,8})$/.exec(text);
  const days = UNITS.get(found?.[2] ?? "") ?? UNITS.get((found?.[2] ?? "").replace(/s$/, ""));
  return found === null || days === undefined
    ? null
    : daysBefore(today, Math.min(LONGEST_DAYS, Number(found[1]) * days));
}

function daysBefore(today: Day, days: number): Day {
  return new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
}
