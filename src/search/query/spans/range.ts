/** Bounds of an amount, both included; infinite where it is open. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** Sources of patterns for words that bound an amount, folded: before it, and after it. « 3 ans minimum 600 € » bounds the years. */
export const BEFORE =
  "(?:pas (?:plus|moins) de|plus de|plus que|superieure? a|au[ -]dessus de|au moins|(?<!(?:ans?|mois|semaines?|jours?|euros?|[k€]) )(?:minimum|maximum|max|mini|min)|a partir de|>=?|moins de|inferieure? a|au[ -]dessous de|jusqu'a|<=?|environ|entre|de|a)";
export const AFTER = String.raw`(?:ou plus|et plus|minimum|mini|min|au moins|ou moins|et moins|maximum|maxi|max|au plus|\+|-(?=$|\s))`;

/** `least` up to `most` as asked, opened to the side that the words around it open. */
export function bounded(least: number, most: number, before: string, after: string): Range {
  const words = `${before} ${after}`;
  if (/pas plus de/.test(words)) return { least: 0, most };
  if (/pas moins de/.test(words)) return { least, most: Number.POSITIVE_INFINITY };
  if (
    /plus (?:de|que)|superieur|dessus|au moins|minimum|mini|\bmin\b|a partir|>|(?:ou|et) plus|\+/.test(words)
  )
    return { least, most: Number.POSITIVE_INFINITY };
  if (/moins|inferieur|dessous|jusqu|max|au plus|<|-/.test(words)) return { least: 0, most };
  return { least, most };
}

/** How an offer's range answers the asked one: within it, reaching into it, or apart. */
export function rangeFit(asked: Range, held: Range): "yes" | "partly" | "no" {
  if (held.least >= asked.least && held.most <= asked.most) return "yes";
  return held.most >= asked.least && held.least <= asked.most ? "partly" : "no";
}
