/**
 * The same text, in memory of its own. V8 keeps the whole of a text for as long as a cut of it is kept: one line of an
 * offer would keep its file.
 */
export function own(text: string): string {
  // What is put together of two pieces is copied into one when it is cut, and the cut keeps that copy alone.
  return ` ${text}`.slice(1);
}
