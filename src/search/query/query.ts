import type { Day } from "../../offers/offer.ts";
import { stem } from "../language/inflection.ts";
import type { Lexicon } from "../language/lexicon.ts";
import { holdsWords, stemsOf } from "../language/normalise.ts";
import { type Choice, kindOf, mergedByKind } from "./choice.ts";
import { clausesOf } from "./clauses.ts";
import type { Facet } from "./facets.ts";
import { fieldValue } from "./fieldValues.ts";
import { type Item, itemsOf } from "./items.ts";
import { type Lexeme, lexemesOf } from "./lexemes.ts";
import type { Refusal } from "./refusal.ts";
import { isSameUnit, Structure } from "./structure.ts";
import type { Unit } from "./unit.ts";
import { rawUnit } from "./writtenUnit.ts";

/**
 * A typed query, understood. Built by `readQuery` only; depends on the words and the day, not on any index.
 */
export interface Query {
  readonly text: string;
  readonly today: Day;
  /** What an offer has to answer, every one of them. */
  readonly choices: readonly Choice[];
  /** Words that an offer must not say. */
  readonly unwanted: readonly Unit[];
  /** Facts that an offer must not have; each is `excluded`. */
  readonly shunned: readonly Facet[];
  /** Parts that were passed over, as typed, because no fact of an offer says them: « 5 ans d'expérience ». */
  readonly unread: readonly string[];
  /** Whether the text was longer than a query is read. */
  readonly truncated: boolean;
  /** Why it cannot be searched; null when it can. */
  readonly refusal: Refusal | null;
  /** Whether every offer was asked for: by nothing typed, or in words (« toutes les offres »). */
  readonly everything: boolean;
}

export interface QueryContext {
  readonly lexicon: Lexicon;
  /** The day that `depuis:7j` counts from. */
  readonly today: Day;
}

/** Limits on what is read of a query, in characters and demands. A person's question stays below them. */
export const LONGEST_QUERY = 240;
export const MOST_CHOICES = 12;

/**
 * Reads what was typed: quotes, field words, facets in plain words, and units to search. Never fails,
 * whatever the text is. Typos are not corrected here, because that takes an index (`ranking/correction.ts`).
 */
export function readQuery(text: string, context: QueryContext): Query {
  const structure = new Structure(context.lexicon);
  let refusal: Refusal | null = null;
  const parts = lexemesOf(text.slice(0, LONGEST_QUERY)).map((lexeme) => readLexeme(lexeme, context));
  for (const part of parts) if (part.refusal) refusal ??= part.refusal;
  const items = parts.flatMap((part) => part.items);
  const clauses = parts.some(({ excluded }) => excluded) ? [items] : clausesOf(items, context.lexicon);
  if (clauses.length > 1) structure.takeClauses(clauses);
  else for (const part of parts) structure.take(part.items, part.excluded);
  structure.end();
  const choices = joinedAsOne(ofContracts(mergedByKind(withoutDoubles(structure.choices))));
  const [unread] = structure.unread;
  const demands = choices.length + structure.unwanted.length + structure.shunned.length;
  const isEmpty = demands === 0 && text.trim() !== "" && !structure.everything;
  return {
    text,
    today: context.today,
    choices: choices.slice(0, MOST_CHOICES),
    unwanted: structure.unwanted.slice(0, MOST_CHOICES),
    shunned: structure.shunned.slice(0, MOST_CHOICES),
    unread: structure.unread,
    truncated:
      text.length > LONGEST_QUERY ||
      structure.isOverfull ||
      Math.max(choices.length, structure.unwanted.length, structure.shunned.length) > MOST_CHOICES,
    refusal: refusal ?? contradictionIn(choices, structure) ?? (isEmpty ? emptyRefusal(unread) : null),
    everything: demands === 0 && (text.trim() === "" || structure.everything),
  };
}

function emptyRefusal(unread: string | undefined): Refusal {
  return unread === undefined ? { kind: "nothing" } : { kind: "unread", text: unread };
}

interface LexemeReading {
  readonly items: readonly Item[];
  readonly excluded: boolean;
  readonly refusal?: Refusal;
}

function readLexeme(lexeme: Lexeme, context: QueryContext): LexemeReading {
  switch (lexeme.kind) {
    case "or":
      return { items: [lexeme], excluded: false };
    case "plain":
      return { items: itemsOf(lexeme.text, context), excluded: false };
    case "excluded":
      return { items: itemsOf(lexeme.text, context), excluded: true };
    case "quoted":
      return { items: quotedItems(lexeme, context), excluded: lexeme.excluded };
    case "field":
      return readField(lexeme, context);
  }
}

function quotedItems(
  { value, text }: Extract<Lexeme, { kind: "quoted" }>,
  { lexicon }: QueryContext,
): Item[] {
  const terms = lexicon.spell(stemsOf(value)).map((word) => word.term);
  if (terms.length === 0) return [];
  return [{ kind: "unit", unit: { text, terms, typed: "", quoted: true, joined: [] }, linked: false }];
}

function readField(lexeme: Extract<Lexeme, { kind: "field" }>, context: QueryContext): LexemeReading {
  const { field, values, excluded, text } = lexeme;
  const items: Item[] = [];
  let refusal: Refusal | undefined;
  for (const value of values) {
    if (items.length > 0) items.push({ kind: "or", weak: false, tight: true });
    if (field === "mot" || field === "mots") {
      const unit = rawUnit(field, value, text, context.lexicon);
      if (unit === null) refusal ??= { kind: "value", field, value, nearest: null };
      else items.push({ kind: "unit", unit, linked: false });
      continue;
    }
    const read = fieldValue(field, value, context);
    if (read.ok) items.push({ kind: "facet", value: read.value, text, firm: true });
    else refusal ??= read.refusal;
  }
  return { items, excluded, ...(refusal === undefined ? {} : { refusal }) };
}

/**
 * Lets each word also be found as one with any other, whatever their order: « pass culture dev » finds `passculture`, and
 * so does the same query sorted.
 */
function joinedAsOne(choices: readonly Choice[]): Choice[] {
  const single = choices.flatMap(({ units }) =>
    units.filter((unit) => !unit.quoted && !unit.terms[0]?.includes(" ")),
  );
  return choices.map((choice) => ({
    ...choice,
    units: choice.units.map((unit) => (unit.quoted ? unit : { ...unit, joined: joinedTerms(unit, single) })),
  }));
}

function joinedTerms(unit: Unit, others: readonly Unit[]): string[] {
  const [term = ""] = unit.terms;
  if (term.includes(" ")) return [...unit.joined, term.replaceAll(" ", "")];
  const pairs = others.slice(0, MOST_CHOICES).flatMap((other) => {
    if (other === unit) return [];
    const second = other.terms[0] ?? "";
    const pairs = [
      term + second,
      second + term,
      stem(unit.typed + other.typed),
      stem(other.typed + unit.typed),
    ];
    // « chauffeur » with an « e » is no word that both are found as: it is one of the two.
    return pairs.filter((pair) => pair !== term && pair !== second);
  });
  return [...new Set([...unit.joined, ...pairs.filter((pair) => !pair.includes(" "))])];
}

/** Lets a duration be that of the contracts that are asked for beside it: « freelance 6 mois » wants no CDD of six months. */
function ofContracts(choices: readonly Choice[]): Choice[] {
  const of = choices
    .filter((choice) => kindOf(choice) === "contract")
    .flatMap(({ facets }) => facets.flatMap((facet) => (facet.kind === "contract" ? [facet.contract] : [])));
  if (of.length === 0) return [...choices];
  return choices.map((choice) => ({
    ...choice,
    facets: choice.facets.map((facet) => (facet.kind === "duration" ? { ...facet, of } : facet)),
  }));
}

/** A word that is asked for twice counts once. */
function withoutDoubles(choices: readonly Choice[]): Choice[] {
  return choices.filter(({ units, facets }, at) => {
    const [unit] = units;
    if (unit === undefined || units.length > 1 || facets.length > 0) return true;
    return !choices
      .slice(0, at)
      .some(
        (other) =>
          other.units.length === 1 && other.facets.length === 0 && isSameUnit(unit, other.units[0] ?? unit),
      );
  });
}

/** The first part that is asked for and excluded, as typed. */
function contradictionIn(choices: readonly Choice[], { unwanted, shunned }: Structure): Refusal | null {
  for (const { units, facets } of choices) {
    if (units.length + facets.length > 1) continue;
    const unit = unwanted.find((other) => units.some((one) => isSameUnit(one, other)));
    if (unit !== undefined) return { kind: "contradiction", text: unit.text };
    const facet = shunned.find((other) => facets.some((one) => sameValue(one, other)));
    if (facet !== undefined) return { kind: "contradiction", text: facet.text };
  }
  return null;
}

function sameValue(one: Facet, other: Facet): boolean {
  const value = ({ text: _, firm: __, excluded: ___, ...rest }: Facet) => JSON.stringify(rest);
  return value(one) === value(other);
}

/** Whether a text holds nothing that could be a word: an emoji, a key of sixty letters. */
export function isUnreadable(text: string): boolean {
  return !holdsWords(text.slice(0, LONGEST_QUERY));
}
