/** A sentence cut into clauses, each of which says one thing: what a denial or a number reaches ends with its clause. */

import { anyOf } from "../../text/patterns.ts";

export interface Clause {
  readonly start: number;
  readonly end: number;
}

/** What stands between two clauses. A comma before « d'… », « ni … », « au … » goes on with a list. */
const BETWEEN = new RegExp(
  anyOf`
    [()]
    [;:!?.](?= |$)
    ,(?= )(?! (?:d'|de |ni |ou (?!(?:se trouv\w+|est|sont|sera|vous|tu|nous|l'equipe) )|aux? (?!moins|plus\b|minimum|maximum)))
    [ ]-[ ]
    [ ][+|·][ ]
    [ ]/ (?=\d)
    [ ](?=(?:mais|puis|sauf|toutefois|cependant|en revanche|par contre|ensuite|but|then|except|dont) )
    [ ]et (?=(?:l[ae]s?|l'|ils?|elles?|vous|nous|on|se|s'|c'est|est|sera|tu|(?!chez\b|assez\b|nez\b|rendez\b)[a-z]{2,14}ez\b|ven(?:ez|ir|ue)|viens|pas|non|surtout)\b)
  `,
  "g",
);

/** The clauses of a folded text in order; empty ones left out. Positions are those of the text. */
export function clausesOf(folded: string): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  const add = (end: number) => {
    if (folded.slice(start, end).trim() !== "") clauses.push({ start, end });
  };
  for (const { 0: sign, index } of folded.matchAll(BETWEEN)) {
    add(index);
    start = index + sign.length;
  }
  add(folded.length);
  return clauses;
}
