import type { Contract } from "../../offers/offer.ts";
import type { Facet } from "./facets.ts";
import type { Query, Unit } from "./query.ts";

/**
 * Writes a query as the one text that all queries of the same meaning share: « Développeuses à Lyon » and
 * « lieu:lyon dev » give `developpeur lieu:lyon`. Reading that text gives the same query. It is a
 * subscription's identity.
 */
export function canonical(query: Query): string {
  const parts = [
    ...query.wanted.map(unitText),
    ...query.unwanted.map((unit) => `-${unitText(unit)}`),
    ...query.facets.map(facetText),
  ];
  return [...new Set(parts)].sort().join(" ");
}

function unitText({ terms, quoted }: Unit): string {
  if (quoted) return `"${terms.join(" ")}"`;
  // A label of several words stays one word, so that no neighbour joins it.
  return terms.join(" ").replaceAll(" ", "-");
}

function facetText(facet: Facet): string {
  return (facet.excluded ? "-" : "") + valueText(facet);
}

function valueText(facet: Facet): string {
  switch (facet.kind) {
    case "place":
      return `lieu:${quoteIfNeeded(facet.key)}`;
    case "contract":
      return `contrat:${quoteIfNeeded(CONTRACT_VALUES[facet.contract])}`;
    case "startup":
      return `startup:${quoteIfNeeded(facet.terms.join(" "))}`;
    case "remote":
      return facet.full ? "full-remote" : "télétravail";
    case "junior":
      return "junior";
    case "since":
      return `depuis:${facet.day}`;
  }
}

const CONTRACT_VALUES: Readonly<Record<Contract, string>> = {
  CDI: "cdi",
  CDD: "cdd",
  freelance: "freelance",
  stage: "stage",
  alternance: "alternance",
  apprentissage: "apprentissage",
  vacation: "vacation",
  "mise à disposition": "mise à disposition",
  détachement: "détachement",
  PNA: "pna",
  "service civique": "service civique",
  VIE: "vie",
  bénévolat: "bénévolat",
  autre: "autre",
};

function quoteIfNeeded(value: string): string {
  return value.includes(" ") ? `"${value}"` : value;
}
