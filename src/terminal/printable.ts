/** Characters that could steer a terminal, hide text or turn its direction; emoji's joiner and selector are none. */
const STEERING = /(?!\u200d|\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * Makes text that others wrote fit for one line of a terminal: nothing in it steers the terminal or breaks the line.
 */
export function printable(text: string): string {
  return text.replace(/[\t\r\n]+/g, " ").replace(STEERING, "\ufffd");
}

/** Makes text that others wrote fit for a terminal, and keeps its lines. */
export function printableText(text: string): string {
  return text.split(/\r?\n/).map(printable).join("\n");
}
