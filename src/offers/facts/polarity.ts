/**
 * What a sentence denies. A denial reaches over its clause, before and after: « le télétravail n'est pas autorisé »,
 * « pas de CDI », « stage exclu », « temps partiel : non ». What is denied is no fact, and no fact looks at it.
 */
import { anyOf } from "../../text/patterns.ts";
import { clausesOf } from "./clauses.ts";
import { Cue, type Sight } from "./cue.ts";
import { mayBePast, pastOnes } from "./past.ts";

/** From and to, in characters. */
type Span = readonly [number, number];

/** Stands where something was denied: neither a letter nor a space, so that no phrase reaches across. */
export const BLANK = ";";

/** A quick look: most sentences deny nothing. */
const MAY_DENY = new Cue(
  /\b(?:pas|plus|jamais|rien|aucune?s?|sans|ni|non|nullement|hors|hormis|inutile|exclu\w{0,3}|impossible|interdite?s?|proscrite?s?|incompatibles?|abstenir|ferme\w{0,2}|quitte\w{0,2}|disparu|demenage|delaisse|guere|evite[rz]?|renonc\w{1,4}|refus\w{1,5}|ne (?:sau|peu|pour|puis)\w{1,6}|(?:est|sont|ete) (?:supprim|abandonn|annul|retir)\w{1,3}|faute|personne ne|nul ne|neant|zero|nul(?:le)?|no|chemin|not|neither|none|never|without|excluded|cannot|\w{2,6}n't)\b/,
);

/** « Télétravail impossible », « stage et alternance exclus » : the whole clause is denied. */
const REFUSED = anyOf`
  \b(?:exclu(?:e|s|es|ant|t|ent)?|impossibles?|interdite?s?|proscrite?s?|inenvisageables?|incompatibles?|inaccessibles?|excluded|forbidden)\b
  \bnon[ -](?:autorise|possible|prevu|envisage|ouvert|eligible|compatible|accepte|propose|permis|admis|pratique|accessible|concerne|souhaite)
  \bnot (?:possible|allowed|available|offered|permitted|an option|eligible)
  \bs'abstenir\b
  \bfermee?s? aux?\b
  \bprie\w{0,3} de ne (?:pas|plus)\b
  \b(?:est|sont|a ete|ont ete|seront?|etant) (?:supprime|abandonne|annule|retire)e?s?\b
  \b(?:a|est a|sont a) exclure\b
  \b(?:ayant|a|ont|avait) (?:\w{1,14}ment )?(?:ete )?(?:ferme|disparu|demenage|ete supprime)(?:e|s|es)?(?=$|[ ,.])(?! (?:a|au|en|pour|dans) )
`;
/** « Le télétravail n'est pas exclu » grants it. */
const NOT_REFUSED = anyOf`
  \b(?:pas|non|rien|jamais|not) (?:\w{1,12} )?(?:exclu|impossible|interdit|incompatible|excluded)
  \bexclu(?:sif|sive)
`;

/** A denial with its verb. `grant`: what is before it is denied too (« les CDD ne sont pas proposés »). */
const VERBAL = /\b(?:ne |n')[^;]{0,60}?\b(?:pas|plus|jamais|rien|aucune?|ni|nullement|guere)\b ?/;
/** « Ce n'est pas à Rouen que vous travaillerez » denies what stands before « que ». */
const CLEFT = /\bce n'(?:est|etait|sera) (?:pas|plus) [^;]{1,60}? (?=qu[ei'])/;
/** « Ne peut être confié à », « ne saurait convenir » deny without « pas » ; « ne peut … que » does not. */
const LITERARY = /\bne (?:sau\w{2,6}|peu\w{1,4}|pourr\w{1,6}|puiss\w{1,4}) (?!.{0,80}\bqu[e'])/;
const ENGLISH =
  /\b(?:cannot|can not|can't|will not|won't|is not|isn't|are not|aren't|does not|doesn't|do not|don't|should not|shouldn't|never|not) /;
const GRANT_IN_ENGLISH =
  /^(?:currently |yet |be |being )?(?:possible|allowed|available|offered|accepted|open|eligible|permitted|considered|an option|done|performed|carried|required|needed|expected|suitable|compatible|supported|provided|monitored|read)\b/;
/** « Les dossiers envoyés à … ne seront pas lus » : what is not done is denied with what it is not done to. */
const PASSIVE =
  /^(?:ne |n')(?:est|sont|sera|seront|etait|etaient|a|ont|etant|n'ayant|peu\w+|pourr\w+|doi\w+|saur\w+)\b/;
const DONE =
  /^(?:\w{1,14}ment |encore |etre |ete |a ce jour )?(?!(?:limit|reserv|impos|oblig|restre|born|plafonn|contraint|encadr|decompt|compt|pourvu|renouv|prolong|recond|cumul|oubli|ecart|exclu|interd|penalis|decourag|fig|arret|defini|fix|connu|soumis)\w*)\w{1,14}(?:e|es|ee|ees|i|is|ie|ies|u|us|ue|ues|it|its|ite|ites)\b/;
/** Verbs whose denial denies what is before them: « le télétravail n'entre pas dans l'organisation du service ». */
const GRANT_DENIED =
  /^(?:ne |n')(?:entr|rentr|figur|recrut|embauch|fait|font|exist|s'appliqu|concern|a cours|est pas? pratiqu)/;
const GRANT =
  /^(?:\w{1,14}ment |encore |etre |a ce jour )?(?:possib|prevu|autoris|envisag|accept|propos|perm[ie]|offert|compatib|eligib|retenu|recrut|recherch|souhait|attendu|admis|accueilli|concern|vise|pratiqu|accord|applicab|d'actualite|releve|utilis|adapt|necess|requis|demand|exig|disponib|accessib|candidater|postuler|ouvert\w{0,2}$)/;
/** « Le poste n'est pas basé à … » : the post itself is not denied, and what follows may go on with it. */
const SUBJECT = /^ ?(?:l[ae] |l'|ce |cet |cette |notre |votre )?(?:poste|emploi|equipe|service|bureau)(?= n)/;
const BARE = anyOf`
  \b(?:pas|jamais) (?:de |d'|en |a |au |aux |dans |sur |un |une |pour |le |la )
  \baucune?s? (?!probleme|souci|frein|obstacle)
  \bni (?=\w)
  \bhors (?!taxes?\b|taxe\b|norme|du commun|cadre)
  \binutile (?:de |d')
  \b(?:evite[rz]? d|renonc\w{1,4} a|refus\w{1,5} (?:de|les?|la|toute)|cess\w{1,4} d|arret\w{1,4} d)\w{0,3}(?= |')
  \bno (?!problem|matter|later)(?=[a-z])
  \bnot (?!only|just|necessarily|to mention)(?=[a-z])
  \bexcept (?=[a-z])
  \bneither (?=[a-z])
  \bfaute d[e']
  \b(?:personne|nul|nobody) ne?\b
  ^(?: ?(?:et|mais) )?(?:et |surtout |et surtout )?(?:non|pas) (?!seulement|moins|loin|que |besoin)(?=[a-z])
`;
/** Without something: only the few words after it. */
const WITHOUT =
  /\b(?:sans|without|(?<!\bde )zero) (?!delai\b|attendre\b|tarder\b|hesit)(?:[\w'-]{1,24} ?){1,4}/g;
/** « A quitté Nantes » denies where one has been. */
const LEFT =
  /\b(?:a|ont|avons|ayant) (?:\w{1,14}ment )?(?:quitte|delaisse|ferme)s? (?:(?!et\b|pour\b)[\w'-]{1,24} ?){1,4}/g;
/** « 3 ans non renouvelable » : the word alone. */
const NON = /\bnon[ -](?!loin|seulement|plus\b|titulaire|fonctionnaire|complet\b)[a-z]{3,20}/g;

/** Words of refusal that refuse nothing. */
const HARMLESS = anyOf`
  \bpas (?:qu[e']|seulement|uniquement|forcement|necessairement|obligat|toujours|juste|que\b|(?:un|une|de) (?:probleme|souci|frein|obstacle|prerequis|condition)|besoin|hesit|attendre|trop tard|mal\b)
  \bn'?(?:hesite\w*|attend\w*|tarde\w*|oublie\w*|manque\w*) (?:surtout |donc )?(?:pas|plus)\b
  \bnon seulement\b
  \bn(?:e |')[^;]{0,60}\b(?:plus|au-dela) d(?:e |')(?:\d|une?|deux|trois|quatre)\b
  \b(?:pas|jamais) (?:plus|moins) d[eu']
  \bpas tous les jours\b
  \bplus qu[e']
  \bn(?:e |')(?:\w{3,10} )?(?:depass|exced|etre (?:super|infer)ieur)
  \b(?:don't|do not|never) (?:hesitate|wait|worry|miss)
  \bn(?:ot|o) (?:only|just|a problem)\b
  \bne (?:tarde|manque|vous gene|te gene|soyez|sois|passe|perd|hesite|craign|crains|vous reten|te reti)\w* pas\b
  \bpourquoi (?:ne )?pas\b
  \bou (?:pas|non)\b
  \bpas a pas\b
  \bn'est pas (?:exclu|interdit|impossible|obligatoire)
  ^ ?(?:si|meme si|que|quand|lorsqu|bien que|parce que|puisqu)\b
  \b(?:tu|vous|on) (?:n'etes|n'es|n'avez|n'as|ne \w{2,14}) pas\b.{0,60}\?
  \b(?:rien|aucun\w*|pas|jamais) (?:ne |n')?(?:vous |t'|vous en )?(?:empech|oblig|interdi)
`;

/** « Stage : non » : the clause only refuses what is before it. */
const ONLY_REFUSES =
  /^ ?(?:non|pas|aucune?|no|none|(?:merci de |prie\w* de )?s'abstenir|not (?:possible|allowed)|pas (?:possible|prevu|autorise)\w*|impossible|exclue?s?|interdite?|zero|nul(?:le)?|0(?: jours?)?|non (?:autorise|prevu|possible|applicable)\w*|neant|sans objet|passez votre chemin.*|(?:ce n'est|ce ne sera|cela n'est|it is not|that's not) (?:pas |plus )?(?:pour nous|possible|prevu|envisag\w+|permis|au programme|an option))[ .!;]*$/;
const GRANTED = /\bpossible|\bouvert|\bautoris|\baccept|\benvisag|\bexcept/;

/**
 * A folded text, looked over, with `;` in place of what it denies, of the same length. Linear: every pattern looks at one
 * clause, and repetitions are bounded.
 */
export function affirmedIn(seen: { readonly whole: string; readonly wholeSight: Sight }): string {
  const folded = seen.whole;
  const mayDeny = MAY_DENY.isInWhole(seen);
  if (!mayDeny && !mayBePast(seen)) return folded;
  const clauses = clausesOf(folded);
  const past = pastOnes(seen, clauses);
  const denied: Span[] = clauses.filter((_, at) => past[at]).map(({ start, end }) => [start, end]);
  if (!mayDeny) return denied.length === 0 ? folded : blanked(folded, denied);
  let isBeforeDenied = false;
  for (const [index, clause] of clauses.entries()) {
    const said = folded.slice(clause.start, clause.end);
    const goesOn = isBeforeDenied && folded.charAt(clause.start - 1) === "(" && saysMoreOfIt(said);
    const spans: readonly Span[] = goesOn ? [[0, said.length]] : deniedIn(said);
    for (const [from, to] of spans) denied.push([clause.start + from, clause.start + to]);
    const before = clauses[index - 1];
    if (before !== undefined && ONLY_REFUSES.test(said) && folded.charAt(before.end) !== ".")
      denied.push([before.start, before.end]);
    // « Le mi-temps, hélas, est à exclure » : the denial goes on with what stands before the aside.
    const subject = clauses[index - 2];
    if (before && subject && spans[0]?.[0] === 0 && ASIDE.test(folded.slice(before.start, before.end)))
      denied.push([subject.start, subject.end]);
    isBeforeDenied = spans.some(([from, to]) => from === 0 || to === said.length);
  }
  return denied.length === 0 ? folded : blanked(folded, denied);
}

/** « Ce que nous n'offrons pas », « We don't offer » : a heading that denies its list. */
export function deniesWhatFollows(heading: string): boolean {
  return DENYING.test(heading) && !HARMLESS.test(heading);
}

const DENYING = anyOf`
  ^(?:ce (?:que|qui) |nous |on |le poste |cette offre |ce poste )[^?;]{0,24}\bn(?:e |')[^?;]{0,40}\b(?:pas|plus|jamais)\b[^?;]{0,24}$
  ^(?:what )?(?:we|this|it|you) (?:\w{2,10} )?(?:don't|do not|won't|will not|isn't|is not|cannot|can't)\b[^?;]{0,30}$
`;

const ASIDE =
  /^ ?(?:helas|malheureusement|en revanche|toutefois|cependant|a ce jour|pour l'instant|en l'etat|a priori|donc|par consequent|en consequence|actuellement|en effet|bien sur|evidemment|unfortunately|however) ?$/;

/** Brackets say more of what is denied before them, unless they grant something themselves. */
function saysMoreOfIt(aside: string): boolean {
  return !GRANTED.test(aside) && !HARMLESS.test(aside);
}

function deniedIn(said: string): Span[] {
  if (!MAY_DENY.pattern.test(said) || HARMLESS.test(said)) return [];
  if (REFUSED.test(said) && !NOT_REFUSED.test(said)) return [[0, said.length]];
  const cleft = CLEFT.exec(said);
  if (cleft) return [[cleft.index, cleft.index + cleft[0].length]];
  const verbal = VERBAL.exec(said);
  if (verbal) {
    const rest = said.slice(verbal.index + verbal[0].length);
    const isUndone = PASSIVE.test(verbal[0]) && DONE.test(rest);
    const isWhole = verbal.index === 0 || isUndone || GRANT.test(rest) || GRANT_DENIED.test(verbal[0]);
    return [[isWhole ? (SUBJECT.exec(said)?.[0].length ?? 0) : verbal.index, said.length]];
  }
  if (LITERARY.test(said)) return [[0, said.length]];
  const english = ENGLISH.exec(said);
  if (english && GRANT_IN_ENGLISH.test(said.slice(english.index + english[0].length)))
    return [[0, said.length]];
  if (english && english[0] !== "not ") return [[english.index, said.length]];
  const bare = BARE.exec(said);
  if (bare) return [[bare.index, said.length]];
  return [...said.matchAll(WITHOUT), ...said.matchAll(LEFT), ...said.matchAll(NON)].map(
    ({ 0: words, index }) => [index, index + words.length],
  );
}

function blanked(text: string, spans: readonly Span[]): string {
  let result = text;
  for (const [from, to] of spans) result = result.slice(0, from) + BLANK.repeat(to - from) + result.slice(to);
  return result;
}
