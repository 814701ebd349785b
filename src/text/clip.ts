/** White space folded, and whatever controls a terminal or a text's direction made a space. */
export function foldText(text: string): string {
  return text.replace(/[\s\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
}

/**
 * `text` cut to at most `limit` UTF-16 units, between words where a space is near, and ended with « … » when something
 * is left out. Linear in `limit`, whatever the text is: it may be hostile.
 */
export function clipWords(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const room = text.slice(0, limit - 1);
  const space = text[limit - 1] === " " ? room.length : room.lastIndexOf(" ");
  const cut = space > limit / 2 ? room.slice(0, space) : room.replace(/[\ud800-\udbff]$/, "");
  return `${cut.replace(/[\s,;:.·(«“"–—-]{1,20}$/u, "")}…`;
}
