/** Lays samples of messages out, plain text beside HTML. Pure: samples in, one text out. */
import { styleText } from "node:util";
import { escapeHtml } from "../src/messages/fragment.ts";
import type { Sample } from "../src/messages/samples/samples.ts";

const NARROW = 100;
const GAP = "  │  ";

/**
 * For a terminal `columns` wide: plain text on the left, the HTML's source on the right;
 * below each other if narrow.
 */
export function toTerminal(samples: readonly Sample[], columns: number): string {
  return samples.map((sample) => inTerminal(sample, columns)).join("\n");
}

function inTerminal({ name, message, content }: Sample, columns: number): string {
  const head = styleText("bold", `${name}${content === null ? "" : ` (${content.msgtype})`}`);
  const { text } = message;
  const html = message.html.replace(/(<br>|<\/p>|<\/li>|<ul>)/g, "$1\n").trimEnd();
  if (columns < NARROW)
    return [head, ...wrapped(text, columns), "", ...wrapped(html, columns), ""].join("\n");
  const width = Math.floor((columns - GAP.length) / 2);
  const left = wrapped(text, width);
  const right = wrapped(html, width);
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, row) => {
    const beside = left[row] ?? "";
    return `${beside}${" ".repeat(Math.max(0, width - beside.length))}${GAP}${right[row] ?? ""}`.trimEnd();
  });
  return [head, ...rows, ""].join("\n");
}

/** Lines of at most `width` characters, broken at spaces; no-break spaces are shown as « ~ ». */
function wrapped(text: string, width: number): string[] {
  return text
    .replaceAll("\u00a0", "~")
    .split("\n")
    .flatMap((line) => line.match(new RegExp(`.{1,${width}}(?= |$)|.{1,${width}}`, "gu")) ?? [""])
    .map((line) => line.replace(/^ (?! )/, ""));
}

/** Makes a page that shows each message as plain text, as a client draws its HTML, and as an event. */
export function toPage(samples: readonly Sample[]): string {
  return `<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<title>Crieur : tous les messages</title>
<style>
  body { font: 15px/1.45 system-ui, sans-serif; margin: 1.5rem; color: #1e1e1e; background: #fff; }
  section { display: grid; grid-template-columns: repeat(2, minmax(0, 24rem)) minmax(0, 1fr); gap: 0 1.5rem; margin: 0 0 2rem; }
  h2 { grid-column: 1 / -1; font-size: 1rem; margin: 0 0 .4rem; color: #3a3a9f; }
  pre, div { margin: 0; padding: .6rem .8rem; border: 1px solid #ccc; border-radius: .4rem; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
  div { white-space: normal; }
  div p { margin: 0 0 .6em; }
  code { background: #eee; padding: 0 .2em; }
  details { font-size: .8rem; overflow-wrap: anywhere; }
</style>
<h1>Tous les messages de Crieur</h1>
${samples.map(onPage).join("\n")}
</html>
`;
}

function onPage({ name, message, content }: Sample): string {
  const event =
    content === null ? "" : `<details><summary>${content.msgtype}</summary>${eventOf(content)}</details>`;
  return `<section>
<h2>${escapeHtml(name)}</h2>
<pre>${escapeHtml(message.text)}</pre>
<div>${message.html}</div>
${event}
</section>`;
}

function eventOf(content: object): string {
  return `<pre>${escapeHtml(JSON.stringify(content, null, 2))}</pre>`;
}
