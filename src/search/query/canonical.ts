import { CONTRACTS, type Contract } from "../../offers/offer.ts";
import { type Choice, kindOf } from "./choice.ts";
import type { Facet } from "./facets.ts";
import { type Query, type QueryContext, readQuery } from "./query.ts";
import type { Unit } from "./unit.ts";
import { writtenRaw } from "./writtenUnit.ts";

/**
 * Writes a query as the one text that all queries of the same meaning share: « Développeuses à Lyon » and
 * « lieu:lyon dev » give `developpeur lieu:lyon`. Reading that text gives the same query, word for word: a word that
 * would be read otherwise where it stands (« données » begins as « donne ») is written `mot:donne`. It is a
 * subscription's identity. Of a query that is refused, it writes what could be read.
 */
export function canonical(query: Query, context: QueryContext): string {
  const meant = meaningOf(query);
  const plain = written(query, plainUnit);
  if (isSame(meaningOf(readQuery(plain, context)), meant)) return plain;
  const faithful = (unit: Unit): string => {
    const text = plainUnit(unit);
    const [choice, ...others] = readQuery(text, context).choices;
    const isRead =
      others.length === 0 && choice !== undefined && isSame([unitMeaning(unit)], choiceMeaning(choice));
    return isRead ? text : writtenRaw(unit);
  };
  const careful = written(query, faithful);
  // Words that mean themselves alone may still make a label of their neighbours: « data », « science ».
  return isSame(meaningOf(readQuery(careful, context)), meant) ? careful : written(query, writtenRaw);
}

/**
 * What a query demands, whatever it was typed as: two queries with the same list take the same offers. Words that are
 * tried as one with their neighbours are left out, because a filter tries all of them.
 */
export function meaningOf({ choices, unwanted, shunned }: Query): string[] {
  const facets = shunned.map((facet) => `-${valueText(facet)}`);
  return unique([
    ...choices.flatMap((choice) =>
      isChoiceOfFacets(choice) ? choice.facets.map(valueText) : [choiceMeaning(choice).join("|")],
    ),
    ...unwanted.map((unit) => `-${unitMeaning(unit)}`),
    ...facets,
  ]);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

function choiceMeaning({ units, facets }: Choice): string[] {
  return unique([...units.map(unitMeaning), ...facets.map(valueText)]);
}

function unitMeaning({ terms, quoted }: Unit): string {
  return JSON.stringify([quoted, ...terms]);
}

function written({ choices, unwanted, shunned }: Query, write: (unit: Unit) => string): string {
  return unique([
    ...choices.flatMap((choice) =>
      isChoiceOfFacets(choice)
        ? choice.facets.map(valueText)
        : [unique([...choice.units.map(write), ...choice.facets.map(valueText)]).join("|")],
    ),
    ...unwanted.map((unit) => `-${write(unit)}`),
    ...shunned.map((facet) => `-${valueText(facet)}`),
  ]).join(" ");
}

/** Facts of one kind are a choice wherever they stand. */
function isChoiceOfFacets(choice: Choice): boolean {
  return kindOf(choice) !== null;
}

function plainUnit({ terms, quoted }: Unit): string {
  if (quoted) return `"${terms.join(" ")}"`;
  // A label of several words stays one word, so that no neighbour joins it.
  return terms.join(" ").replaceAll(" ", "-");
}

function valueText(facet: Facet): string {
  switch (facet.kind) {
    case "place":
      return `lieu:${quoteIfNeeded(facet.key)}`;
    case "contract":
      return `contrat:${quoteIfNeeded(CONTRACT_VALUES.get(facet.contract) ?? facet.contract)}`;
    case "status":
      return `statut:${facet.status}`;
    case "category":
      return `catégorie:${facet.category}`;
    case "startup":
      return `startup:${quoteIfNeeded(facet.terms.join(" "))}`;
    case "remote":
      return facet.full ? "full-remote" : "télétravail";
    case "junior":
      return "junior";
    case "time":
      return `temps:"${amountText(facet)} jours par semaine${boundText(facet)}"`;
    case "pay":
      return `paie:"${amountText(facet)} euros${boundText(facet)}"`;
    case "duration":
      return `durée:"${ownerText(facet)}${amountText(facet)} mois${boundText(facet)}"`;
    case "start":
      return `début:${facet.day === null ? '"dès que possible"' : `${facet.day}..${facet.until ?? ""}`}`;
    case "since":
      return sinceText(facet);
  }
}

/** The contract whose duration is excluded. Of one that is asked for, it stands beside it. */
function ownerText({ excluded, of }: Extract<Facet, { kind: "duration" }>): string {
  const [contract] = of;
  return excluded && contract !== undefined ? `${contract.toLowerCase()} ` : "";
}

/** A filter holds no day, so this is for people: a last day cannot be read again. */
function sinceText({ day, until }: Extract<Facet, { kind: "since" }>): string {
  return `depuis:${day ?? ""}${until === null ? "" : `..${until}`}`;
}

const CONTRACT_VALUES: ReadonlyMap<Contract, string> = new Map(
  CONTRACTS.map((contract) => [contract, contract.toLowerCase()]),
);

function amountText({ least, most }: { readonly least: number; readonly most: number }): string {
  if (least === most || most === Number.POSITIVE_INFINITY) return numberText(least);
  return least === 0 ? numberText(most) : `${numberText(least)} à ${numberText(most)}`;
}

function boundText({ least, most }: { readonly least: number; readonly most: number }): string {
  if (most === Number.POSITIVE_INFINITY) return " ou plus";
  return least === 0 ? " ou moins" : "";
}

function numberText(value: number): string {
  return String(value).replace(".", ",");
}

function quoteIfNeeded(value: string): string {
  return value.includes(" ") ? `"${value}"` : value;
}
