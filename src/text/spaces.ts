/**
 * Any white space but a single space, which needs no folding: most are, and to replace each of them by itself costs. It begins
 * with one class of characters, so that most are looked at once.
 */
const UNFOLDED = /\s(?:\s+|(?<! ))/g;

/** Each run of white space made one space. */
export function foldSpaces(text: string): string {
  return text.replace(UNFOLDED, " ");
}
