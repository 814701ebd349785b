/** Texts that a pattern may match, made from its source. What it looks at around them is left out: most match, some do not. */

/** `random`: numbers in [0, 1). */
export function textFor({ source }: RegExp, random: () => number): string {
  let at = 0;

  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new RangeError("nothing to pick from");
    return item;
  };
  const takes = (text: string): boolean => {
    if (!source.startsWith(text, at)) return false;
    at += text.length;
    return true;
  };

  const alternatives = (): (() => string) => {
    const ways: (() => string)[][] = [[]];
    while (at < source.length && source[at] !== ")") {
      if (takes("|")) ways.push([]);
      else ways.at(-1)?.push(repeated());
    }
    return () =>
      pick(ways)
        .map((make) => make())
        .join("");
  };

  const repeated = (): (() => string) => {
    const make = one();
    const found = /^(?:([?*+])|\{(\d+)(,?)(\d*)\})\??/.exec(source.slice(at));
    if (found === null) return make;
    at += found[0].length;
    const [, sign, least, comma, most] = found;
    const from = sign === undefined ? Number(least) : sign === "+" ? 1 : 0;
    const upTo = sign === "?" ? 1 : comma === "" ? from : Number(most || from + 3);
    return () => {
      const times = from + Math.floor(random() * (Math.min(upTo, from + 3) - from + 1));
      return Array.from({ length: times }, make).join("");
    };
  };

  const one = (): (() => string) => {
    const opening = /^\((?:\?(?::|<?[=!]|<\w+>))?/.exec(source.slice(at))?.[0];
    if (opening !== undefined) {
      at += opening.length;
      const make = alternatives();
      at += 1;
      return /[=!]$/.test(opening) ? () => "" : make;
    }
    if (takes("^") || takes("$") || takes("\\b")) return () => "";
    if (takes(".")) return () => pick([..." aez,'é·4"]);
    if (takes("[")) return oneOfClass();
    return sign();
  };

  /** By trial: a class is asked which characters it holds. */
  const oneOfClass = (): (() => string) => {
    const start = at - 1;
    while (source[at] !== "]") at += source[at] === "\\" ? 2 : 1;
    at += 1;
    const pattern = new RegExp(source.slice(start, at));
    const held = [...CHARACTERS].filter((character) => pattern.test(character));
    return () => pick(held);
  };

  const sign = (): (() => string) => {
    const escaped = /^\\(?:u[\da-f]{4}|.)/.exec(source.slice(at))?.[0];
    if (escaped === undefined) {
      const character = source[at] ?? "";
      at += 1;
      return () => character;
    }
    at += escaped.length;
    const pattern = new RegExp(escaped);
    const held = [...CHARACTERS].filter((character) => pattern.test(character));
    return () => pick(held);
  };

  return alternatives()();
}

const CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789 '-,.;:!?()/+%€\"&@_éœ·\ufffc$*[]{}|=#~\n";
