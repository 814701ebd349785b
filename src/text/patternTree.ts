/** The source of a regular expression, read as far as tells what letters it consumes. */
export type Node =
  /** One of these: letters, `0` for any figure, `_`, a space for any other sign and for the edge of a word. */
  | { readonly kind: "signs"; readonly signs: readonly string[] }
  /** What only looks around, and consumes nothing. */
  | { readonly kind: "nothing" }
  | { readonly kind: "anything" }
  | { readonly kind: "either"; readonly ways: readonly (readonly Node[])[] }
  | { readonly kind: "repeated"; readonly node: Node; readonly least: number; readonly most: number };

/** Classes of more signs are anything. */
const MOST_SIGNS = 4;

const NOTHING: Node = { kind: "nothing" };
const ANYTHING: Node = { kind: "anything" };
const EDGE: Node = { kind: "signs", signs: [" "] };

/** The alternatives of a pattern without flags, each in its order. */
export function readPattern(source: string): Node[][] {
  return new Reader(source).alternatives();
}

class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Up to the end, or to the bracket that closes the group. */
  alternatives(): Node[][] {
    let way: Node[] = [];
    const ways = [way];
    while (this.#at < this.#source.length && this.#source[this.#at] !== ")") {
      if (this.#takes("|")) {
        way = [];
        ways.push(way);
      } else way.push(this.#quantified());
    }
    return ways;
  }

  #takes(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (match !== null) this.#at += match[0].length;
    return match;
  }

  #quantified(): Node {
    const node = this.#one();
    const next = this.#source[this.#at] ?? "";
    const match = "?*+{".includes(next) ? this.#match(QUANTIFIER) : null;
    if (match === null) return node;
    const [, sign, least, comma, upTo] = match;
    if (sign !== undefined)
      return {
        kind: "repeated",
        node,
        least: sign === "+" ? 1 : 0,
        most: sign === "?" ? 1 : Number.POSITIVE_INFINITY,
      };
    const from = Number(least);
    const most = comma === undefined ? from : upTo ? Number(upTo) : Number.POSITIVE_INFINITY;
    return { kind: "repeated", node, least: from, most };
  }

  #one(): Node {
    const first = this.#source[this.#at];
    if (first === "(") return this.#group();
    if (first === "[") return this.#class();
    if (first === "^" || first === "$" || first === ".") {
      this.#at += 1;
      return first === "." ? ANYTHING : NOTHING;
    }
    if (this.#takes("\\b")) return EDGE;
    const letters = this.#match(LETTERS)?.[0];
    if (letters !== undefined) return { kind: "signs", signs: [letters] };
    const signs = this.#signs();
    return signs === null ? ANYTHING : { kind: "signs", signs };
  }

  #group(): Node {
    const opening = this.#match(GROUP)?.[0] ?? "";
    const ways = this.alternatives();
    this.#takes(")");
    // What stands around a match is no part of it.
    return /[=!]$/.test(opening) ? NOTHING : { kind: "either", ways };
  }

  #class(): Node {
    this.#takes("[");
    let isKnown = !this.#takes("^");
    const found = new Set<string>();
    while (this.#at < this.#source.length && !this.#takes("]")) {
      const from = this.#source[this.#at] ?? "";
      const signs = this.#signs();
      if (this.#source[this.#at] === "-" && this.#source[this.#at + 1] !== "]") {
        this.#at += 1;
        const to = this.#source[this.#at] ?? "";
        this.#signs();
        // Only that of figures is a range of one sign.
        if (/\d/.test(from) && /\d/.test(to)) found.add("0");
        else isKnown = false;
      } else if (signs === null) isKnown = false;
      else for (const sign of signs) found.add(sign);
    }
    const isFew = found.size > 0 && found.size <= MOST_SIGNS;
    return isKnown && isFew ? { kind: "signs", signs: [...found] } : ANYTHING;
  }

  /** What the next sign stands for; null for what may be any of many. */
  #signs(): string[] | null {
    const sign = this.#source[this.#at] ?? "";
    if (sign !== "\\") {
      this.#at += 1;
      return [signOf(sign)];
    }
    const escaped = this.#match(ESCAPE)?.[0].slice(1) ?? "";
    if (escaped === "d") return ["0"];
    if (/^[sWnrtfv]$/.test(escaped)) return [" "];
    if (/^[ux][\da-f]+$/i.test(escaped))
      return [signOf(String.fromCharCode(Number.parseInt(escaped.slice(1), 16)))];
    return /^[A-Za-z\d]/.test(escaped) ? null : [signOf(escaped)];
  }
}

/** Letters each of which stands once, taken together: most of a pattern. */
const LETTERS = /[a-z]+(?![?*+{])/y;
const QUANTIFIER = /(?:([?*+])|\{(\d+)(?:(,)(\d*))?\})\??/y;
const GROUP = /\((?:\?(?::|<?[=!]|<\w+>))?/y;
const ESCAPE = /\\(?:u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|[pP]\{[^}]*\}|k<\w+>|\d+|.)/sy;

function signOf(sign: string): string {
  if ((sign >= "a" && sign <= "z") || sign === "_") return sign;
  if (sign >= "0" && sign <= "9") return "0";
  return sign >= "A" && sign <= "Z" ? sign.toLowerCase() : " ";
}
