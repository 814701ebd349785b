import { fold } from "../../text/fold.ts";
import { stem } from "../language/inflection.ts";
import type { Lexicon } from "../language/lexicon.ts";
import type { Unit } from "./unit.ts";

/** Letters of a term: what `mot:` takes as it is, whatever else the word may mean. */
const PARTS = /[\p{L}\p{M}\p{N}+#]+/gu;

/**
 * The unit that `mot:value` asks for: the word alone, be it courtesy, a small word or a place elsewhere; hyphens tie a
 * label's words (`mot:product-owner`). `mots:"…"` asks for words side by side, as quotes do. Null without a word.
 */
export function rawUnit(field: "mot" | "mots", value: string, text: string, lexicon: Lexicon): Unit | null {
  const words = field === "mot" ? [value.replaceAll(/\s+/g, "-")] : value.split(/\s+/);
  const terms = words.map((word) => rawTerm(fold(word), lexicon)).filter((term) => term !== "");
  if (terms.length === 0) return null;
  const quoted = field === "mots";
  return { text, terms, typed: quoted ? "" : fold(value), quoted, joined: [] };
}

function rawTerm(word: string, lexicon: Lexicon): string {
  const stems = (word.match(PARTS) ?? []).map(stem);
  const spelled = lexicon.spell(stems).map(({ term }) => term);
  return spelled.join(" ");
}

/** The way to write a unit that is read back as this unit and nothing else, whatever stands around it. */
export function writtenRaw({ terms, quoted }: Unit): string {
  const words = terms.map((term) => term.replaceAll(" ", "-"));
  return quoted ? `mots:"${words.join(" ")}"` : `mot:${words.join("-")}`;
}
