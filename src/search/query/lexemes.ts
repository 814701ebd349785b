import { fold } from "../../text/fold.ts";
import { type FieldName, fieldNamed } from "./fieldNames.ts";

/** A piece of a typed query, before its meaning is read. `text` is as typed; a minus before it excludes it. */
export type Lexeme =
  | { readonly kind: "plain"; readonly text: string }
  | {
      readonly kind: "quoted";
      readonly value: string;
      readonly excluded: boolean;
      readonly text: string;
    }
  | {
      readonly kind: "field";
      readonly field: FieldName;
      /** The values between commas; one that is empty for `lieu:`. */
      readonly values: readonly string[];
      readonly excluded: boolean;
      readonly text: string;
    }
  /** A word with a minus. */
  | { readonly kind: "excluded"; readonly text: string }
  | Or;

/**
 * Alternatives. `weak` for a comma or « / », which between a word and a place only separate; `tight` for `|`, which takes the one
 * word on each side even where « ou » would take all that belongs to a job (« dev python ou designer figma »).
 */
export interface Or {
  readonly kind: "or";
  readonly weak: boolean;
  readonly tight: boolean;
}

const VALUE = String.raw`(?:["«“]\s?[^"»”]{0,240}["»”]?|[^\s"«“,|]{1,240})`;

/** After a comma: « devops, chez Tchap » asks for both; « chez Tchap, chez Pix » for either. */
const OF_ONE_TEAM = String.raw`(?<!chez\s[^,;]{1,60}[,;])\s?chez\s`;

/**
 * Pieces such as `-lieu:"saint denis"`, `lieu : lyon, paris`, `-"chargé de projet"`, `-php`. Linear, because each branch
 * starts differently and repetitions are bounded. A comma within a number (« 2,5 jours ») separates nothing.
 */
const PIECES = new RegExp(
  [
    String.raw`(?<counted>(?:depuis|dur[ée]es?)\s?:\s?\d{1,4}(?:\s?(?:-|à|a|ou)\s?\d{1,4})?\s?(?:jours?|semaines?|sem|mois|ans?|années?)(?:\s(?:ou|et) (?:plus|moins)|\s(?:min|max)(?:imum)?)?(?![\p{L}\p{N}]))`,
    String.raw`(?<![\p{L}\p{N}])(?<minus>[-−])?(?<field>\p{L}[\p{L}-]{2,14})\s?:(?!\/\/)(?:\s?(?<values>${VALUE}(?:,\s?${VALUE}){0,9}))?`,
    String.raw`(?<quote>[-−]?["«“]\s?[^"»”]{0,240}["»”]?)`,
    String.raw`(?<=^|[\s,|(])[-−](?<excluded>[\p{L}.][^\s"«»“”,|]{0,239})`,
    String.raw`(?<or>\|{1,2}|[,;](?!\d|${OF_ONE_TEAM})|\s\/\s)`,
    String.raw`(?<plain>[^\s"«»“”|,;]{1,240}|[,;])`,
  ].join("|"),
  "giu",
);

/** Cuts a typed query into pieces, in order; plain words side by side are one piece. Refuses no text. */
export function lexemesOf(text: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  const push = (lexeme: Lexeme): void => {
    const last = lexemes.at(-1);
    if (lexeme.kind === "plain" && last?.kind === "plain")
      lexemes[lexemes.length - 1] = { kind: "plain", text: `${last.text} ${lexeme.text}` };
    else lexemes.push(lexeme);
  };
  for (const { 0: all, groups = {} } of text.matchAll(PIECES))
    for (const one of lexemesIn(all, groups)) push(one);
  return lexemes;
}

function lexemesIn(all: string, groups: Readonly<Record<string, string | undefined>>): Lexeme[] {
  const { counted, minus, field, values = "", quote, excluded, or } = groups;
  if (counted !== undefined) {
    const [name = "", value = ""] = counted.split(":");
    const named = fieldNamed(fold(name.trim()));
    if (named !== null)
      return [{ kind: "field", field: named, values: [value.trim()], excluded: false, text: all }];
  }
  if (field !== undefined) {
    const name = fieldNamed(fold(field));
    // « techno:python » and « poste: dev » ask for words.
    if (name === null) return lexemesOf(`${minus ?? ""}${wordsOf(fold(field), field, values)}`);
    return [
      {
        kind: "field",
        field: name,
        values: valuesOf(values),
        excluded: minus !== undefined,
        text: all.trim(),
      },
    ];
  }
  if (quote !== undefined) {
    const isExcluded = /^[-−]/.test(quote);
    return [{ kind: "quoted", value: unquoted(quote.replace(/^[-−]/, "")), excluded: isExcluded, text: all }];
  }
  if (excluded !== undefined) return [{ kind: "excluded", text: excluded }];
  if (or !== undefined) return [{ kind: "or", weak: !or.includes("|"), tight: or.includes("|") }];
  return /^[,;]$/.test(all) ? [] : [{ kind: "plain", text: all }];
}

/** Names before a colon that only say of which kind the words after it are. */
const OF_WORDS: ReadonlySet<string> = new Set(
  "techno technos technologie competence competences skill skills titre poste metier".split(" "),
);
const YES = /^(?:oui|yes|true|ok|1|possible|partiel)$/;
const NO = /^(?:non|no|false|0|aucun|none)$/;
const FULL = /^(?:complet|total|full|100 ?%?|integral)$/;

/** The words that `field:values` means, where it is no field: `techno:python`, `junior:oui`, `remote:full`. */
function wordsOf(folded: string, field: string, values: string): string {
  if (OF_WORDS.has(folded)) return values;
  const value = fold(values).trim();
  if (/^(?:teletravail|remote)$/.test(folded) && FULL.test(value)) return "full-remote";
  if (/^(?:teletravail|remote|junior)$/.test(folded) && (YES.test(value) || NO.test(value)))
    return NO.test(value) ? `sans ${field}` : field;
  return `${field} ${values}`;
}

function valuesOf(values: string): string[] {
  const found = values.match(new RegExp(VALUE, "gu")) ?? [];
  return found.length === 0 ? [""] : found.map(unquoted);
}

function unquoted(text: string): string {
  return text
    .replace(/^["«“]\s?/, "")
    .replace(/["»”]$/, "")
    .trim();
}
