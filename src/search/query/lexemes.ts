/** A piece of a typed query, before its meaning is read. */
export interface Lexeme {
  readonly kind: "word" | "quoted" | "field";
  /** The piece without its minus, field name and quotes. */
  readonly value: string;
  /** The field's name, folded; empty elsewhere. */
  readonly field: string;
  readonly excluded: boolean;
  readonly text: string;
}

/**
 * Pieces such as `-lieu:"saint denis"`, `lieu : lyon`, `-"chargé de projet"`, `-php`, `mot`. Linear, because
 * each branch starts differently.
 */
const PIECES =
  /(?<minus>[-−])?(?:(?<field>start-?up|lieu|ville|contrat|depuis)\s?:\s?(?:["«“]\s?(?<quotedValue>[^"»”]{0,240})["»”]?|(?<plainValue>[^\s"«“]{1,240}))|depuis\s(?:les\s)?(?<since>\d{1,4}\s?(?:jours?|semaines?|mois))|["«“]\s?(?<quoted>[^"»”]{0,240})["»”]?)|(?<word>[^\s"«»“”]{1,240})/giu;

/** Cuts a typed query into pieces, in order. Looks no word up, and refuses no text. */
export function lexemesOf(text: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  for (const { 0: all, groups = {} } of text.matchAll(PIECES)) {
    const { minus, field, quotedValue, plainValue, since, quoted, word } = groups;
    if (word !== undefined) lexemes.push(wordLexeme(word));
    else if (since !== undefined) {
      lexemes.push({
        kind: "field",
        value: since,
        field: "depuis",
        excluded: minus !== undefined,
        text: all,
      });
    } else if (field !== undefined) {
      const value = (quotedValue ?? plainValue ?? "").trim();
      lexemes.push({
        kind: "field",
        value,
        field: field.toLowerCase(),
        excluded: minus !== undefined,
        text: all,
      });
    } else if (quoted !== undefined) {
      lexemes.push({
        kind: "quoted",
        value: quoted.trim(),
        field: "",
        excluded: minus !== undefined,
        text: all,
      });
    }
  }
  return lexemes;
}

/** A plain word. A minus before a letter excludes it; a dash on its own is punctuation. */
function wordLexeme(word: string): Lexeme {
  const excluded = /^[-−][\p{L}.]/u.test(word);
  return { kind: "word", value: excluded ? word.slice(1) : word, field: "", excluded, text: word };
}
