/**
 * Tools and technologies that the offer names: title and `techno` first, then the order of the prose, twelve at most.
 * « Envoyez votre GitHub » asks for an account, not for a skill.
 */

import { anyOf } from "../../text/patterns.ts";
import { outlineOf } from "../body/outline.ts";
import { type Sentence, sentencesOf } from "./sentences.ts";
import { type SkillNames, skillKey, TOKEN } from "./skillNames.ts";
import { scanNames } from "./words.ts";

const MOST = 12;
interface Hit {
  readonly skill: string;
  /** Named by a writing that means nothing else. */
  readonly sure: boolean;
  readonly end: number;
}

/** The tokens from a name's beginning on, as many as the longest name has. */
const TOKENS = /\.?[a-z0-9]{1,40}(?:\+\+|#)?(?:[ .'/-]?[a-z0-9]{1,40}(?:\+\+|#)?){0,5}/y;

function skillsIn(sentence: Sentence, names: SkillNames): Hit[] {
  const { folded, text } = sentence;
  return scanNames(sentence, names.firstWords, (wordStart, longest) => {
    const start = folded.startsWith(".net", wordStart - 1) ? wordStart - 1 : wordStart;
    TOKENS.lastIndex = start;
    const tokens = [...(TOKENS.exec(folded)?.[0] ?? "").matchAll(TOKEN)];
    for (let count = Math.min(longest, tokens.length); count > 0; count -= 1) {
      const last = tokens[count - 1];
      const end = start + (last?.index ?? 0) + (last?.[0].length ?? 0);
      const hit = skillAt(folded, text, start, end, names);
      if (hit !== null) return hit;
    }
    return null;
  });
}

function skillAt(folded: string, text: string, start: number, end: number, names: SkillNames): Hit | null {
  const written = folded.slice(start, end);
  if (/[^a-z0-9+# .'/-]| {2}/.test(written) || isPartOfWord(folded, start, end)) return null;
  const known = names.sure(written);
  if (known !== undefined) return { skill: known, sure: true, end };
  const exact = text.slice(start, end);
  const ambiguous = names.ambiguous(exact);
  if (ambiguous === undefined || (exact === exact.toLowerCase() && !isListItem(folded, start, end)))
    return null;
  const used = exact !== exact.toLowerCase() && USED.test(folded.slice(Math.max(0, start - 24), start));
  return { skill: ambiguous, sure: used, end };
}

/** « le support est sous Crisp », « des outils comme Notion », « maîtrise de Sketch » : no other word of French stands there. */
const USED =
  /\b(?:(?:developp|ecri|cod|programm|reecri)\w+ [^.;]{0,14}en|sous|via|(?:outils?|logiciels?) (?:comme|tels? que|de type|type)|(?:maitris\w{1,4}|pratique) (?:de |d')?) ?$/;

function isListItem(folded: string, start: number, end: number): boolean {
  return (
    /[(,/+] ?$/.test(folded.slice(Math.max(0, start - 2), start)) &&
    /^ ?(?:[),/+]|(?:ou|et|and) )/.test(folded.slice(end, end + 4))
  );
}

/** « R&D », « C'est », « chart.js », « e-Go » : a part of something else. */
function isPartOfWord(folded: string, start: number, end: number): boolean {
  if (/[a-z0-9&@_\u00b7]/.test(folded.charAt(start - 1))) return true;
  if (/\.\w/.test(folded.slice(start - 1, start + 1))) return true;
  if (end - start > 2) return false;
  return (
    /[a-z]-$/.test(folded.slice(Math.max(0, start - 2), start)) ||
    /^(?:['&@_\u00b7]|-[a-z])/.test(folded.slice(end, end + 2))
  );
}

/** An account to be shown or sent, not a tool to be known. */
const SENT = anyOf`
  \b(?:envo(?:yez|ie|ies|ye|yer)|transmet\w*|joign\w+|adresse[rz]?|lien vers|profil|compte|votre|ton|vos|tes|cv)\b.{0,120}\b(?:github|gitlab)
  \b(?:github|gitlab|linkedin)\b.{0,20}(?:/|,|ou|et) ?(?:cv|linkedin|github)
  references? \(
`;
const ACCOUNTS = new Set(["GitHub", "GitLab", "Git", "Bitbucket"]);

/** « [notre git](https://…) » leads to the code. */
const REPOSITORY = /^(?:(?:le|notre|son|ce|sur|dépôt|code) ){0,3}git$/i;

/** « disponible sur Android et iOS » : where the product runs. */
const MOBILE = new Set(["Android", "iOS"]);
const AVAILABLE = /\b(?:disponible|telecharg\w+|accessible|store|utilisateurs)\b/;

/** « Nos utilisateurs viennent d'Excel », « our customers run SAP » : their tools. */
const OTHERS_USE =
  /\b(?:(?:nos|les|leurs) (?:\w{1,14} )?(?:utilisat\w+|usage\w+|clients?|partenaires|agents|adherents)|our (?:\w{1,14} )?(?:users|customers|clients|partners)) (?:\w{1,14} ){0,2}?(?:viennent|utilisent|emploient|travaillent|saisissent|gerent|use|run|come|work)\b[^;.:]{0,80}$/;

function isOfOthers(folded: string, end: number): boolean {
  return OTHERS_USE.test(folded.slice(Math.max(0, end - 140), end));
}

export function readSkills(
  techno: unknown,
  startup: string | null,
  title: Sentence | null,
  sentences: readonly Sentence[],
  names: SkillNames,
): string[] {
  const found = new Set<string>();
  // The product that hires is no tool (an offer of OpenFisca, of France Connect).
  const own = skillKey(startup ?? "");
  const take = (sentence: Sentence, technical: boolean) => {
    const hits = skillsIn(sentence, names).filter(({ end }) => !isOfOthers(sentence.folded, end));
    const sure =
      technical ||
      hits.some((hit) => hit.sure && !ACCOUNTS.has(hit.skill)) ||
      (sentence.topic === "technique" && !sentence.isHeading);
    for (const hit of hits) {
      if (found.size >= MOST) return;
      if (!hit.sure && !sure) continue;
      if (ACCOUNTS.has(hit.skill) && (sentence.topic === "apply" || SENT.test(sentence.folded))) continue;
      if (hit.skill === "Git" && sentence.addresses.some(({ label }) => REPOSITORY.test(label))) continue;
      if (skillKey(hit.skill) === own || (MOBILE.has(hit.skill) && AVAILABLE.test(sentence.folded))) continue;
      found.add(hit.skill);
    }
  };
  if (title) take(title, false);
  for (const written of technoOf(techno))
    for (const sentence of sentencesOf(outlineOf(written))) take(sentence, true);
  for (const sentence of sentences) take(sentence, false);
  return [...found];
}

/** `techno: React, Go`, a list, or « React-Redux-Python » : one skill a hyphen. */
function technoOf(techno: unknown): string[] {
  const values = Array.isArray(techno) ? techno : [techno];
  return values
    .filter((value) => typeof value === "string")
    .slice(0, 50)
    .map((value) => value.slice(0, 500).replace(/-/g, " "));
}
