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

/** Text and HTML stand beside each other where both fit, as on a desk, and below each other on a phone. */
const STYLE = `
  :root { color-scheme: light dark; --line: light-dark(#ccc, #555); --name: light-dark(#3a3a9f, #b4b4ff); }
  body { font: 15px/1.45 system-ui, sans-serif; margin: 0 auto; padding: 1rem; max-width: 54rem; }
  h1 { font-size: 1.5rem; }
  nav { font-size: .9rem; line-height: 1.7; }
  nav h2 { font-size: inherit; margin: 0; }
  nav ul { margin: 0 0 .6rem; padding: 0; }
  nav li { display: inline; }
  nav li + li::before { content: "· "; }
  section { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: .5rem 1rem; align-items: start; margin-top: 2rem; }
  section > h3, section > details { grid-column: 1 / -1; }
  h3 { font-size: 1rem; margin: 0; color: var(--name); }
  figure { margin: 0; min-width: 0; }
  figcaption, summary { font-size: .8rem; opacity: .75; }
  pre, .html { margin: 0; padding: .6rem .8rem; border: 1px solid var(--line); border-radius: .4rem; overflow-wrap: anywhere; }
  pre { font: inherit; white-space: pre-wrap; }
  .html p { margin: 0 0 .6em; }
  .html > :last-child { margin-bottom: 0; }
  code { background: light-dark(#eee, #333); padding: 0 .2em; }
  details pre { font: .8rem/1.4 ui-monospace, monospace; }`;

/**
 * Makes a page, fit for a phone and a desk, with a list of the messages, and each of them as plain text, as a client
 * draws its HTML, and as an event.
 */
export function toPage(samples: readonly Sample[]): string {
  return `<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Crieur : tous les messages</title>
<style>${STYLE}
</style>
<h1>Tous les messages de Crieur</h1>
<nav lang="en">
${listed(samples)}
</nav>
${samples.map(onPage).join("\n")}
</html>
`;
}

/** Lists the samples by what stands before the first colon of their names. */
function listed(samples: readonly Sample[]): string {
  const groups = new Map<string, string[]>();
  for (const [place, { name }] of samples.entries()) {
    const [group = "", ...rest] = name.split(": ");
    const link = `<li><a href="#${idOf(place)}">${escapeHtml(rest.join(": "))}</a>`;
    groups.set(group, [...(groups.get(group) ?? []), link]);
  }
  return [...groups]
    .map(([group, links]) => `<h2>${escapeHtml(group)}</h2>\n<ul>\n${links.join("\n")}\n</ul>`)
    .join("\n");
}

function onPage({ name, message, content }: Sample, place: number): string {
  const event =
    content === null
      ? ""
      : `<details><summary>Événement (${content.msgtype})</summary>${eventOf(content)}</details>`;
  return `<section id="${idOf(place)}">
<h3 lang="en">${escapeHtml(name)}</h3>
<figure><figcaption>Texte</figcaption><pre>${escapeHtml(message.text)}</pre></figure>
<figure><figcaption>HTML</figcaption><div class="html">${message.html}</div></figure>
${event}
</section>`;
}

function idOf(place: number): string {
  return `message-${place + 1}`;
}

function eventOf(content: object): string {
  return `<pre>${escapeHtml(JSON.stringify(content, null, 2))}</pre>`;
}
