import { foldInPlace } from "../../text/fold.ts";
import { FirstWords } from "./words.ts";

/** A tool or technology, and how it is written. */
export interface Skill {
  /** The name as the card shows it. */
  readonly name: string;
  /** Writings that mean nothing else; the name is one of them, unless it is ambiguous. */
  readonly sure: readonly string[];
  /**
   * Writings that are also a word, a letter or a brand of something else (« Go », « Notion »): they count only in their
   * exact case and in a technical setting.
   */
  readonly ambiguous: readonly string[];
}

/** A token of a writing is a word with its `++` or `#`, and `.net` with its dot. */
export const TOKEN = /\.net\b|[a-z0-9]{1,40}(?:\+\+|#)?/g;

/** The key of a writing is one word: « Node.js », « node-js » and « NodeJS » are one; `+` and `#` count, a leading dot too (« .NET »). */
export function skillKey(written: string): string {
  return foldInPlace(written).replace(/(?<=.)[ .'/-]+/g, "");
}

/** The skills of `config/competences.txt`, arranged for reading text. Built once; costs a look-up a word. */
export class SkillNames {
  /** By the most tokens that a writing has. */
  readonly firstWords: FirstWords;
  readonly #sure: ReadonlyMap<string, string>;
  readonly #ambiguous: ReadonlyMap<string, string>;

  constructor(skills: readonly Skill[]) {
    this.firstWords = new FirstWords(
      lengthsOf(skills.flatMap(({ sure, ambiguous }) => [...sure, ...ambiguous])),
    );
    this.#sure = new Map(
      skills.flatMap(({ name, sure }) => sure.map((written): [string, string] => [skillKey(written), name])),
    );
    this.#ambiguous = new Map(skills.flatMap(ambiguousWritings));
  }

  /** The skill that is meant wherever this is written. */
  sure(written: string): string | undefined {
    return this.#sure.get(skillKey(written));
  }

  /** The skill that may be meant; `exact` keeps its case. In lower case only what stands in a list of tools is meant. */
  ambiguous(exact: string): string | undefined {
    return this.#ambiguous.get(exact);
  }
}

/** Lists ambiguous writings in their exact case, and in lower case for « (express ou koa) », where one or two letters would be too few. */
function ambiguousWritings({ name, ambiguous }: Skill): [string, string][] {
  return ambiguous.flatMap((written): [string, string][] => [
    [written, name],
    ...(written.length > 2 ? [[written.toLowerCase(), name] as [string, string]] : []),
  ]);
}

function lengthsOf(writings: readonly string[]): Map<string, number> {
  const lengths = new Map<string, number>();
  for (const written of writings) {
    const tokens = foldInPlace(written).match(TOKEN) ?? [];
    for (const [token, length] of [
      [tokens[0] ?? "", tokens.length],
      [skillKey(written), 1],
    ] as const) {
      const word = token.replace(/[.+#]/g, "");
      lengths.set(word, Math.max(length, lengths.get(word) ?? 0));
    }
  }
  return lengths;
}
