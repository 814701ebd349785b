/**
 * What a sentence denies. A denial reaches over its clause, before and after: « le télétravail n'est pas autorisé »,
 * « pas de CDI », « stage exclu », « temps partiel : non ». What is denied is no fact, and no fact looks at it.
 */
import { anyOf } from "../../text/patterns.ts";
import { clausesOf } from "./clauses.ts";

/** From and to, in characters. */
type Span = readonly [number, number];

/** Stands where something was denied: neither a letter nor a space, so that no phrase reaches across. */
const BLANK = ";";

/** A quick look: most sentences deny nothing. */
const MAY_DENY =
  /\b(?:pas|plus|jamais|rien|aucune?s?|sans|ni|non|nullement|hors|hormis|inutile|exclu\w{0,3}|impossible|interdite?s?|proscrite?s?|incompatibles?|abstenir|ferme\w{0,2}|no|not|without|excluded)\b/;

/** « Télétravail impossible », « stage et alternance exclus » : the whole clause is denied. */
const REFUSED = anyOf`
  \b(?:exclu(?:e|s|es|ant|t|ent)?|impossibles?|interdite?s?|proscrite?s?|inenvisageables?|incompatibles?|inaccessibles?|excluded|forbidden)\b
  \bnon[ -](?:autorise|possible|prevu|envisage|ouvert|eligible|compatible|accepte|propose|permis|admis|pratique|accessible|concerne|souhaite)
  \bnot (?:possible|allowed|available|offered|permitted|an option|eligible)
  \bs'abstenir\b
`;
/** « Le télétravail n'est pas exclu » grants it. */
const NOT_REFUSED = anyOf`
  \b(?:pas|non|rien|jamais|not) (?:\w{1,12} )?(?:exclu|impossible|interdit|incompatible|excluded)
  \bexclu(?:sif|sive)
`;

/** A denial with its verb. `grant`: what is before it is denied too (« les CDD ne sont pas proposés »). */
const VERBAL = /\b(?:ne |n')[^;]{0,60}?\b(?:pas|plus|jamais|rien|aucune?|ni|nullement)\b ?/;
/** Verbs whose denial denies what is before them: « le télétravail n'entre pas dans l'organisation du service ». */
const GRANT_DENIED =
  /^(?:ne |n')(?:entr|rentr|figur|fait|font|exist|s'appliqu|concern|a cours|est pas? pratiqu)/;
const GRANT =
  /^(?:\w{1,14}ment |encore |etre |a ce jour )?(?:possib|prevu|autoris|envisag|accept|propos|perm[ie]|offert|compatib|eligib|retenu|recrut|recherch|souhait|attendu|admis|accueilli|concern|vise|pratiqu|accord|applicab|d'actualite|releve|utilis|adapt|necess|requis|demand|exig|disponib|accessib|ouvert\w{0,2}$)/;
const BARE = anyOf`
  \b(?:pas|jamais) (?:de |d'|en |a |au |aux |dans |sur |un |une |pour |le |la )
  \baucune?s? (?!probleme|souci|frein|obstacle)
  \bni (?=\w)
  \bhors (?!taxes?\b|taxe\b|norme|du commun|cadre)
  \binutile (?:de |d')
  \bno (?!problem|matter|later)(?=[a-z])
  \bnot (?!only|just|necessarily|to mention)(?=[a-z])
  \bexcept (?=[a-z])
  ^(?: ?(?:et|mais) )?(?:et |surtout |et surtout )?(?:non|pas) (?=[a-z])
`;
/** Without something: only the few words after it. */
const WITHOUT = /\b(?:sans|without) (?:[\w'-]{1,24} ?){1,4}/g;
/** « 3 ans non renouvelable » : the word alone. */
const NON = /\bnon[ -](?!loin|seulement|plus\b|titulaire|complet\b)[a-z]{3,20}/g;

/** Words of refusal that refuse nothing. */
const HARMLESS = anyOf`
  \bpas (?:qu[e']|seulement|uniquement|forcement|necessairement|obligat|toujours|juste|que\b|(?:un|une|de) (?:probleme|souci|frein|obstacle|prerequis|condition)|besoin|hesit|attendre|trop tard|mal\b)
  \bn'?(?:hesite\w*|attend\w*|attends|tarde\w*|oublie\w*|manque\w*) pas\b
  \bne (?:tarde|manque|vous gene|te gene|soyez|sois|passe|perd|hesite|craign|crains|vous reten|te reti)\w* pas\b
  \bpourquoi pas\b
  \bou (?:pas|non)\b
  \bpas a pas\b
  \bn'est pas (?:exclu|interdit|impossible|obligatoire)
  ^ ?(?:si|meme si|que|quand|lorsqu|bien que|parce que|puisqu)\b
  \b(?:tu|vous|on) (?:n'etes|n'es|n'avez|n'as|ne \w{2,14}) pas\b.{0,60}\?
`;

/** « Stage : non » : the clause only refuses what is before it. */
const ONLY_REFUSES =
  /^ ?(?:non|pas|aucune?|no|none|not (?:possible|allowed)|pas (?:possible|prevu|autorise)\w*|impossible|exclue?s?|interdite?|non (?:autorise|prevu|possible)\w*|neant|sans objet)[ .!;]*$/;
const GRANTED = /\bpossible|\bouvert|\bautoris|\baccept|\benvisag|\bexcept/;

/**
 * A folded text with `;` in place of what it denies, of the same length. Linear: every pattern looks at one clause,
 * and repetitions are bounded.
 */
export function affirmedIn(folded: string): string {
  if (!MAY_DENY.test(folded)) return folded;
  const clauses = clausesOf(folded);
  const denied: Span[] = [];
  let isBeforeDenied = false;
  for (const [index, clause] of clauses.entries()) {
    const said = folded.slice(clause.start, clause.end);
    const goesOn = isBeforeDenied && folded.charAt(clause.start - 1) === "(" && saysMoreOfIt(said);
    const spans: readonly Span[] = goesOn ? [[0, said.length]] : deniedIn(said);
    for (const [from, to] of spans) denied.push([clause.start + from, clause.start + to]);
    const before = clauses[index - 1];
    if (before !== undefined && ONLY_REFUSES.test(said) && folded.charAt(before.end) !== ".")
      denied.push([before.start, before.end]);
    isBeforeDenied = spans.some(([from, to]) => from === 0 || to === said.length);
  }
  return denied.length === 0 ? folded : blanked(folded, denied);
}

/** Brackets say more of what is denied before them, unless they grant something themselves. */
function saysMoreOfIt(aside: string): boolean {
  return !GRANTED.test(aside) && !HARMLESS.test(aside);
}

function deniedIn(said: string): Span[] {
  if (!MAY_DENY.test(said) || HARMLESS.test(said)) return [];
  if (REFUSED.test(said) && !NOT_REFUSED.test(said)) return [[0, said.length]];
  const verbal = VERBAL.exec(said);
  if (verbal) {
    const rest = said.slice(verbal.index + verbal[0].length);
    const isWhole = verbal.index === 0 || GRANT.test(rest) || GRANT_DENIED.test(verbal[0]);
    return [[isWhole ? 0 : verbal.index, said.length]];
  }
  const bare = BARE.exec(said);
  if (bare) return [[bare.index, said.length]];
  return [...said.matchAll(WITHOUT), ...said.matchAll(NON)].map(({ 0: words, index }) => [
    index,
    index + words.length,
  ]);
}

function blanked(text: string, spans: readonly Span[]): string {
  let result = text;
  for (const [from, to] of spans) result = result.slice(0, from) + BLANK.repeat(to - from) + result.slice(to);
  return result;
}
