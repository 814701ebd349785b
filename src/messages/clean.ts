import { withoutUnseen } from "../text/unseen.ts";

/**
 * Makes text that others wrote (offers, queries, names) fit to stand in a message: nothing invisible, nothing that
 * turns the reading direction, no line break, nothing that a client or a push rule takes for a mention.
 */
export function clean(text: string): string {
  return isClean(text) ? text : cleaned(text);
}

/**
 * Letters of French and English, digits and the usual signs, but for those with which a mention or a link begins; all
 * of them composed (NFC).
 */
const USUAL = /^[!"$-9;-?A-~¡-¬®-ÿŒœŸ€’–—… ]*$/;

/** Whether nothing can be to do, as with most titles and facts: patterns over all of Unicode take ten times as long. */
function isClean(text: string): boolean {
  return USUAL.test(text) && !text.includes("  ") && text.trim() === text;
}

function cleaned(text: string): string {
  return withoutMentions(
    withoutUnseen(text.toWellFormed().normalize("NFC"))
      .replace(/(\p{M}{4})\p{M}+/gu, "$1")
      .replace(/[\s\p{Cc}]+/gu, " ")
      .trim(),
  );
}

/** `@room` as the push rule reads it (word boundaries), and user ids. E-mail addresses stay as they are. */
const MENTION = /(?<![\p{L}\p{N}_.+-])@(?=room(?![A-Za-z0-9_])|[^\s@:/]{1,255}:[\p{L}\p{N}[])/giu;
/** Permalinks to a person: clients draw them as a mention, also from plain text. */
const PERSON_LINK = /(#\/(?:user\/)?)(?=@|%40)|(matrix:)(?=u\/)/gi;

function withoutMentions(text: string): string {
  return text.replace(PERSON_LINK, "$1$2 ").replace(MENTION, "@ ");
}

/**
 * Lets an address through that may stand in a link: http, https or mailto, printable ASCII, without a password, not a
 * permalink to a person. Null for anything else. `address` is hostile.
 */
export function safeUrl(address: string): string | null {
  if (address.length > 1_000 || /[\s\p{Cc}]/u.test(address.trim())) return null;
  const url = URL.parse(address.trim());
  if (url === null || !["http:", "https:", "mailto:"].includes(url.protocol)) return null;
  if (url.username !== "" || url.password !== "") return null;
  const shown = /^[\x21-\x7e]+$/.test(address) ? address : url.href;
  if (/#\/(?:user\/)?(?:@|%40)/i.test(decoded(shown))) return null;
  return url.protocol === "mailto:" ? shown : untracked(shown).replace(MENTION, "%40");
}

/** An address without the parameters by which campaigns follow people: they fill a telephone's lines, and tell on readers. */
function untracked(address: string): string {
  const [before = "", ...fragment] = address.split("#");
  const [page = "", ...query] = before.split("?");
  const kept = query
    .join("?")
    .split("&")
    .filter((part) => part !== "" && !TRACKING.test(part));
  const bare = kept.length === 0 ? page : `${page}?${kept.join("&")}`;
  return [bare, ...fragment].join("#");
}

const TRACKING =
  /^(?:utm_\w{1,20}|mtm_\w{1,20}|pk_\w{1,20}|at_\w{1,20}|fbclid|gclid|msclkid|mc_[ce]id)(?:=|$)/i;

function decoded(address: string): string {
  return address.replace(/%(?:40|2f|23)/gi, (code) => decodeURIComponent(code));
}
