/** Web and mail addresses in the text of a body: bare ones, those that links lead to, and those written in words. */

export interface Address {
  readonly kind: "url" | "email";
  /** An absolute http(s) URL, or an e-mail address in lower case. */
  readonly value: string;
  /** The text of the link that leads there; empty for a bare address. */
  readonly label: string;
  /** True when only the link's target says it: the reader sees another address. */
  readonly hidden: boolean;
  /** The address as it stands in its block's text; an empty span, at its label's end, for a link's target. */
  readonly start: number;
  readonly end: number;
}

const EMAIL = /[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]{0,190}\.[A-Za-z]{2,18}/g;
const WEB_ADDRESS = /https?:\/\/[^\s<>()[\]"'`*]{1,2000}/gi;

/** « phare [at] exemple [point] fr » */
const DOT = /\s?[[(]\s?(?:dot|point)\s?[\])]\s?/gi;
const AT_AND_DOT =
  /[A-Za-z0-9][\w.+-]{0,63} ?[[(] ?(?:at|arobase|[aà@]) ?[\])] ?[a-z0-9-]{1,60}(?:(?: ?[[(] ?(?:dot|point) ?[\])] ?|\.)[a-z0-9-]{1,60}){1,4}/gi;

/** « www.exemple.fr/offre/12 » : a page without its scheme, told by its path. A name alone (« exemple.fr ») is no address. */
const SCHEMELESS =
  /(?<![\w@./:-])(?:[a-z0-9-]{1,60}\.){1,5}(?:fr|org|com|net|eu|io|so|co)\/[^\s<>()[\]"'`*]{1,2000}/gi;

/** « phare (at) example.org »; « écrivez à : phare at example.org », announced as an address is. */
const AT_IN_BRACKETS =
  /[A-Za-z0-9][\w.+-]{0,63} ?[[(] ?(?:at|arobase|[aà]) ?[\])] ?[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,3}\.[a-z]{2,18}\b/gi;
/** « phare @ exemple.org » */
const AT_APART =
  /(?<=(?:^|[:,(]|\sà|\badresse|\bmail|\bet) ?)[\w.+-]{2,64} @ [a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,3}\.[a-z]{2,18}\b/gi;
const AT_IN_WORDS =
  /(?<=(?:[:,]|\sà|\badresse|\bmail|\bet) ?)[\w.+-]{2,64} (?:at|arobase) [a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,3}\.[a-z]{2,6}\b/gi;
const AT_SIGN = / ?[[(] ?(?:at|arobase|[aà@]) ?[\])] ?/i;
const AT = / (?:at|arobase|chez) /i;
/** « à : phare arobase exemple point fr » */
const ALL_IN_WORDS =
  /(?<=(?:[:,]|\sà|\badresse|\bmail|\bet) ?)[\w.+-]{2,64} (?:at|arobase|chez) [a-z0-9-]{1,60}(?: (?:dot|point) [a-z0-9-]{1,60}){1,3}\b/gi;
const DOT_IN_WORDS = / (?:dot|point) /gi;

/** All addresses of a text in the order of reading: the `known` ones, and bare ones beside them. */
export function addressesIn(text: string, known: readonly Address[]): Address[] {
  const all = [...known];
  const add = (kind: Address["kind"], start: number, written: string, value: string) =>
    void all.push({ kind, value, label: "", hidden: false, start, end: start + written.length });
  if (text.includes("://"))
    for (const { 0: match, index } of text.matchAll(WEB_ADDRESS)) {
      const url = withoutStops(match);
      add("url", index, url, url);
    }
  if (text.includes("/") && /\.[a-z]{2,3}\//i.test(text))
    for (const { 0: match, index } of text.matchAll(SCHEMELESS)) {
      const page = withoutStops(match);
      if (/\/./.test(page)) add("url", index, page, `https://${page}`);
    }
  if (text.includes("@"))
    for (const { 0: match, index } of text.matchAll(EMAIL)) add("email", index, match, match.toLowerCase());
  if (/[[(] ?(?:dot|point) ?[\])]/i.test(text))
    for (const { 0: match, index } of text.matchAll(AT_AND_DOT))
      add("email", index, match, match.replace(DOT, ".").replace(AT_SIGN, "@").toLowerCase());
  if (text.includes(" @ "))
    for (const { 0: match, index } of text.matchAll(AT_APART))
      add("email", index, match, match.replace(" @ ", "@").toLowerCase());
  if (/\bat\b|\barobase\b|[[(] ?[aà] ?[\])]/i.test(text)) {
    for (const { 0: match, index } of text.matchAll(AT_IN_BRACKETS))
      add("email", index, match, match.replace(AT_SIGN, "@").toLowerCase());
    for (const { 0: match, index } of text.matchAll(AT_IN_WORDS))
      add("email", index, match, match.replace(AT, "@").toLowerCase());
  }
  if (/ (?:dot|point) /i.test(text))
    for (const { 0: match, index } of text.matchAll(ALL_IN_WORDS))
      add("email", index, match, match.replace(AT, "@").replace(DOT_IN_WORDS, ".").toLowerCase());
  return withoutOverlaps(all);
}

/** Without the signs that end the sentence around an address. */
export function withoutStops(address: string): string {
  return address.replace(/[.,;:!?]{1,5}$/, "");
}

/** Keeps, of two addresses that share characters, the one that begins first: `https://a@b.fr/` is no mail address. */
function withoutOverlaps(addresses: readonly Address[]): Address[] {
  let end = 0;
  return addresses
    .toSorted((a, b) => a.start - b.start)
    .filter((address) => {
      if (address.start < end) return false;
      end = Math.max(end, address.end);
      return true;
    });
}

/** The addresses that a link leads to, standing at `end`, behind its label: none for `javascript:`, `data:` and relative ones. */
export function linkedAddresses(target: string, label: string, end: number): Address[] {
  const span = { label, start: end, end };
  if (/^https?:\/\/[^\s\p{Cc}\p{Cf}]{1,2000}$/iu.test(target))
    return [{ kind: "url", value: target, hidden: false, ...span }];
  if (!/^mailto:/i.test(target)) return [];
  const [main = "", query = ""] = target.slice("mailto:".length, 2000).split("?", 2);
  const also = [...query.matchAll(/(?:^|&)(?:to|b?cc)=([^&]{1,300})/gi)].map(([, list = ""]) => list);
  // « anne[@exemple.fr](mailto:…) » : the label is the end of the address that one reads.
  const isShown = label.search(EMAIL) !== -1 || /^@[a-z0-9-]/i.test(label);
  const emails = (list: string, hidden: boolean) =>
    (percentDecoded(list).match(EMAIL) ?? []).map(
      (email): Address => ({ kind: "email", value: email.toLowerCase(), hidden, ...span }),
    );
  return [...emails(main, isShown), ...also.flatMap((list) => emails(list, false))];
}

/** « anne%2Bcv%40exemple.fr » as the mail program that opens it writes it; as it stands where that is no UTF-8. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
