/**
 * Tools and technologies that the offer names: title and `techno` first, then the order of the prose, twelve at most.
 * « Envoyez votre GitHub » asks for an account, not for a skill.
 */
import { AMBIGUOUS, SKILLS } from "./skillNames.ts";
import { fold, readSentences, type Sentence } from "./text.ts";

const MOST = 12;
const LONGEST_NAME = 5;

const BY_KEY: ReadonlyMap<string, string> = new Map(
  entriesOf(SKILLS).flatMap(([name, others]) => [name, ...others].map((written): [string, string] => [keyOf(written), name])),
);
const AMBIGUOUS_BY_WRITING: ReadonlyMap<string, string> = new Map(
  entriesOf(AMBIGUOUS).map(([written, [shown]]) => [written, shown ?? written]),
);

function entriesOf(list: string): [string, string[]][] {
  return list
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", others = ""] = line.split(" = ");
      return [name, others === "" ? [] : others.split(", ")];
    });
}

/** « Node.js », « node-js » and « NodeJS » share a key; `+` and `#` count, a leading dot too (« .NET »). */
function keyOf(written: string): string {
  return fold(written).replace(/(?<=.)[ .'/-]+/g, "");
}

interface Hit {
  readonly skill: string;
  readonly at: number;
  readonly sure: boolean;
}

const TOKEN = /\.net\b|[a-z0-9]{1,40}(?:\+\+|#)?/g;

function skillsIn({ folded, text }: Sentence): Hit[] {
  const tokens = [...folded.matchAll(TOKEN)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const hits: Hit[] = [];
  for (let first = 0; first < tokens.length; first += 1) {
    const start = tokens[first]?.start ?? 0;
    for (let last = reach(tokens, first, folded); last >= first; last -= 1) {
      const end = tokens[last]?.end ?? 0;
      const known = BY_KEY.get(keyOf(folded.slice(start, end)));
      const ambiguous = known === undefined ? AMBIGUOUS_BY_WRITING.get(text.slice(start, end)) : undefined;
      const skill = known ?? ambiguous;
      if (skill === undefined || isPartOfWord(folded, start, end)) continue;
      hits.push({ skill, at: start, sure: known !== undefined });
      first = last;
      break;
    }
  }
  return hits;
}

/** The last token that may belong to a name begun at `first`: only spaces, dots and hyphens stand between. */
function reach(tokens: readonly { start: number; end: number }[], first: number, folded: string): number {
  let last = first;
  while (last + 1 < tokens.length && last + 1 < first + LONGEST_NAME) {
    const gap = folded.slice(tokens[last]?.end, tokens[last + 1]?.start);
    if (!/^(?: |[.'/-]|)$/.test(gap)) break;
    last += 1;
  }
  return last;
}

/** « R&D », « C'est », « d'R », « e-Go » : a letter of something else. */
function isPartOfWord(folded: string, start: number, end: number): boolean {
  return /[a-z0-9&@_\u00b7]/.test(folded.charAt(start - 1)) || /^(?:['&@_\u00b7]|-[a-z])/.test(folded.slice(end, end + 2)) && end - start <= 2;
}

/** An account to be shown or sent, not a tool to be known. */
const SENT = /\b(?:envo(?:yez|ie|ies|ye|yer)|transmet\w*|joign\w+|adresse[rz]?|lien vers|profil|compte|votre|ton|vos|tes|cv)\b.{0,120}\b(?:github|gitlab)|\b(?:github|gitlab|linkedin)\b.{0,20}(?:\/|,|ou|et) ?(?:cv|linkedin|github)|references? \(/;
const ACCOUNTS = new Set(["GitHub", "GitLab", "Git", "Bitbucket"]);

export function readSkills(techno: unknown, title: Sentence | null, sentences: readonly Sentence[]): string[] {
  const found = new Set<string>();
  const take = (sentence: Sentence, technical: boolean) => {
    const hits = skillsIn(sentence);
    const sure = technical || hits.some((hit) => hit.sure && !ACCOUNTS.has(hit.skill)) || (sentence.topic === "technique" && !sentence.isHeading);
    for (const hit of hits) {
      if (found.size >= MOST) return;
      if (!hit.sure && !sure) continue;
      if (ACCOUNTS.has(hit.skill) && (sentence.topic === "apply" || SENT.test(sentence.folded))) continue;
      found.add(hit.skill);
    }
  };
  if (title) take(title, false);
  for (const written of technoOf(techno)) for (const sentence of readSentences(written)) take(sentence, true);
  for (const sentence of sentences) take(sentence, false);
  return [...found];
}

/** `techno: React, Go`, a list, or « React-Redux-Python » : one skill a hyphen. */
function technoOf(techno: unknown): string[] {
  const values = Array.isArray(techno) ? techno : [techno];
  return values
    .filter((value) => typeof value === "string")
    .slice(0, 50)
    .map((value) => value.slice(0, 500).replace(/-/g, ", "));
}
