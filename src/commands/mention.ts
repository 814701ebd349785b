import { fold } from "../text/fold.ts";

/** The names by which people speak to the bot. */
export interface Names {
  /** Its user id. */
  readonly user: string;
  /** Its display name, as the homeserver has it; null when nobody gave it one. */
  readonly displayName: string | null;
}

/** Characters of the HTML that are read. */
const HTML = 16_000;
const QUOTE_END = "</mx-reply>";
const ANCHOR = /<a\s[^<>]{0,1000}?href="([^"<>]{1,600})"[^<>]{0,300}>([^<>]{0,300})<\/a>/gi;

/**
 * A message without what mentions the bot in it; null when nothing does. A mention is a permalink to the bot, as a pill
 * or in the text, its user id, or its name at the beginning, with the organisation that Tchap puts behind it or without.
 * `body` and `html` are hostile.
 */
export function withoutMention(body: string, html: string | null, names: Names): string | null {
  let text = body.replace(linkTo(names.user), " ");
  for (const shown of pillsIn(html ?? "", names.user)) text = text.replaceAll(shown, " ");
  if (text !== body) return withoutSigns(text);
  const length = nameAt(body.trimStart(), names);
  return length === null ? null : withoutSigns(body.trimStart().slice(length));
}

/** What the pills for this person show, which is also what the plain text has in their place. */
function pillsIn(html: string, user: string): string[] {
  return [...withoutQuote(html).slice(0, HTML).matchAll(ANCHOR)].flatMap(([, href = "", shown = ""]) =>
    leadsTo(href, user) && shown.trim() !== "" ? [decoded(shown)] : [],
  );
}

/** The HTML without the message replied to, which older clients quote before it, however long that is. */
function withoutQuote(html: string): string {
  const end = html.lastIndexOf(QUOTE_END);
  return end === -1 ? html : html.slice(end + QUOTE_END.length);
}

/** A permalink to a person: matrix.to, `https://tchap.gouv.fr/#/user/…`, any other web client, `matrix:u/…`. */
function leadsTo(href: string, user: string): boolean {
  const target = percentDecoded(decoded(href)).toLowerCase();
  const id = user.toLowerCase();
  return (
    [`#/${id}`, `#/user/${id}`].some((end) => target.split("?")[0]?.endsWith(end)) ||
    target.startsWith(`matrix:u/${id.slice(1)}`)
  );
}

/** Finds every spelling of a link to this person, or of the bare user id, in a text. */
function linkTo(user: string): RegExp {
  const id = `(?:${escaped(user)}|${escaped(encodeURIComponent(user))})`;
  const target = `(?:matrix:u\\/${escaped(user.slice(1))}|(?:https?:\\/\\/[^\\s()<>]{1,100}?#\\/(?:user\\/)?)?${id})(?![\\w.-]|:\\w)`;
  const label = "\\[(?:[^\\][]|\\[[^\\][]{0,60}\\]){0,200}\\]";
  return new RegExp(`${label}\\(<?${target}>?\\)|<?${target}>?`, "gi");
}

/** The length of a name of the bot with which a text begins, « @ » and organisation included; null for another text. */
function nameAt(text: string, { user, displayName }: Names): number | null {
  const at = text.startsWith("@") ? 1 : 0;
  for (const name of namesOf(user, displayName)) {
    const end = at + name.length;
    if (fold(text.slice(at, end)) !== fold(name)) continue;
    const organisation = /^ \[[^\][]{1,60}\]/.exec(text.slice(end))?.[0].length ?? 0;
    // « Crieurs » and « crieur:serveur » are other names.
    if (/^(?:$|\s|[:;,.!?]{1,5}(?:\s|$))/.test(text.slice(end + organisation))) return end + organisation;
  }
  return null;
}

function namesOf(user: string, displayName: string | null): string[] {
  const name = displayName?.trim() ?? "";
  const bare = name.replace(/ \[[^\][]{1,60}\]$/, "");
  const local = user.slice(1, user.indexOf(":"));
  return [...new Set([name, bare, local, "Crieur"])].filter((one) => one.length > 1);
}

/** What stood between a mention and the words: « Crieur : devops », « , devops ». */
function withoutSigns(text: string): string {
  return text.replace(/^[\s:;,–—-]{1,20}/, "").replace(/[\s,]{1,20}$/, "");
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["#39", "'"],
  ["nbsp", "\u00a0"],
]);

function decoded(html: string): string {
  return html.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (all, name: string) => ENTITIES.get(name) ?? all);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
