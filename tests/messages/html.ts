const ALLOWED = new Set("a b strong i em u del code ul ol li pre blockquote p br".split(" "));
const VOID = new Set(["br"]);

/**
 * The faults of a piece of HTML by the rules of docs/design.md §6; empty when there are none. Shares no code with
 * `src`.
 */
export function faultsOf(html: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  let rest = html;
  for (;;) {
    const at = rest.indexOf("<");
    const text = at < 0 ? rest : rest.slice(0, at);
    if (text.includes(">")) faults.push(`a bare > in ${text}`);
    if (/&(?!amp;|lt;|gt;|quot;)/.test(text)) faults.push(`a bare & in ${text}`);
    if (at < 0) break;
    const tag = /^<(\/?)([a-z]+)( href="(?:https?:\/\/|mailto:)[^"<>\s]*")?>/.exec(rest.slice(at));
    if (tag === null) return [...faults, `no tag: ${rest.slice(at, at + 40)}`];
    const [whole, closing, name = "", attribute] = tag;
    if (!ALLOWED.has(name)) faults.push(`<${name}> is not allowed`);
    if ((attribute !== undefined) !== (name === "a" && closing === "")) faults.push(`attributes of ${whole}`);
    if (closing === "/" && open.pop() !== name) faults.push(`${whole} closes what is not open`);
    if (closing === "" && !VOID.has(name)) open.push(name);
    rest = rest.slice(at + whole.length);
  }
  return [...faults, ...open.map((name) => `<${name}> is never closed`)];
}

/** The words that a reader of the HTML sees. */
export function wordsOfHtml(html: string): string[] {
  const text = html
    .replace(/<(?:br|\/p|\/li|p|li|ul|\/ul)>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
  return wordsOfText(text);
}

export function wordsOfText(text: string): string[] {
  return text.split(/[\s•]+/).filter((word) => word !== "");
}

/** What would ping somebody in a text or in HTML: `@room`, a user id, a permalink to a person. */
export function pingsIn(said: string): string[] {
  // A tag ends what stands before it: no client reads a user id across one.
  const words = said.replace(/<[^>]*>/g, "\n");
  return [
    /(?:^|[^\p{L}\p{N}_.+-])@room(?![A-Za-z0-9_])/iu.exec(said),
    /(?:^|\s)@[^\s@:/]+:[a-z]/i.exec(words),
    /#\/(?:user\/)?(?:@|%40)/i.exec(said),
  ].flatMap((found) => (found === null ? [] : [`it pings by ${JSON.stringify(found[0])}`]));
}
