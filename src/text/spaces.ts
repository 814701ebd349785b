/** Any white space but a single space, which needs no folding: most are, and to replace each of them by itself costs. */
const UNFOLDED = /\s{2,}|[^\S ]/g;

/** Each run of white space made one space. */
export function foldSpaces(text: string): string {
  return text.replace(UNFOLDED, " ");
}
