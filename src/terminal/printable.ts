/** Everything that could steer a terminal, hide text or turn its direction, but for emoji's joiner and selector. */
const STEERING = /(?!\u200d|\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** What others wrote, fit for one line of a terminal. */
export function printable(text: string): string {
  return text.replace(/[\t\r\n]+/g, " ").replace(STEERING, "\ufffd");
}

/** The same for a text of several lines. */
export function printableText(text: string): string {
  return text.split(/\r?\n/).map(printable).join("\n");
}
