/**
 * How long the contract or the mission lasts, as written. Not a trial period, not the product's phase, not years of
 * experience.
 */

import { inFigures } from "../../text/figures.ts";
import { FOLDED_MONTHS, MONTHS } from "../../text/months.ts";
import { anyOf, oneOf } from "../../text/patterns.ts";
import type { Contract } from "../offer.ts";
import { Cue } from "./cue.ts";
import { dayIn, inWords } from "./dates.ts";
import { readable, type Sentence } from "./sentences.ts";

const NUMBER =
  "(?:\\d{1,2}(?:[.,]\\d)?|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|dix-huit|vingt|vingt-quatre|one|two|three|four|five|seven|eight|nine|ten|twelve|eighteen)";
const SPAN = new RegExp(
  `\\b${NUMBER}(?: ?(?:a|ou|-|et|to|or) ?${NUMBER})? ?-?(?:mois|ans?|annees?|semaines|months?|years?|weeks)(?! \\w{0,12} ?d'exp)\\b`,
  "g",
);
const UNIT = new Cue(/mois|\bans?\b|annee|semaine|month|year|week/);
const MONTH = `(?:${FOLDED_MONTHS.join("|")})`;
const UNTIL = new RegExp(
  `\\bjusqu'(?:(?:a|au|en|aux) )?(?:(?:au )?moins )?(?:(?:la )?fin |mi-|debut |mois d[e'] ?)?(?:\\d{1,2}(?:er)? )?(?:${MONTH}(?: 20\\d\\d)?|\\d{1,2}/\\d{1,2}/20\\d\\d)`,
  "g",
);
const PART_OF = "(?:(?:la )?fin |debut |mi-)?";
const BETWEEN = new Cue(
  new RegExp(
    `\\b(?:de |du )?${PART_OF}${MONTH}(?: 20\\d\\d)? (?:a|au|jusqu'a|jusqu'en) ${PART_OF}${MONTH}(?: 20\\d\\d)?`,
  ),
);
const RENEWABLE = /^[^.;:]{0,60}?\b(renouvel\w{0,8}|reconductibles?|prolongeables?)/;
/** « minimum 4 mois », « un contrat d'au moins un an », « 5 mois minimum » : it may last longer from the first. */
const LEAST_BEFORE = /\b(?:minimum|minimale?|au moins|at least)(?: de| d'| :)? ?$/;
const LEAST_AFTER = /^ ?\(?(?:au )?(?:minimum|au moins)\b/;
const DAYS_OVER = /\b\d{2,3} jours (?:de travail )?(?:sur|repartis sur) \d{1,2} mois/;
const DAYS = /\b(?:contrat|mission|representer) (?:de )?(?:au moins )?\d{2,3} jours\b/;
const NEXT_MONTHS =
  /\b(?:disponib|free-?lance|mission|contrat)[^.;]{0,80}\bpendant les (\d{1,2}) prochains mois\b/;
/** « Date de fin de la mission : jeudi 28 avril 2022 » */
const END = new Cue(
  /\b(?:date de )?fin(?: d[eu] (?:la )?(?:mission|contrat|stage))?(?: ?\([^()]{0,60}\))? ?: ?/,
);

/** The words before a span that make it the contract's: « contrat de », « pour une durée de », « CDD ». */
const CONTRACT = oneOf(`
  contrats? contracts? fixed-term contractuel\\w* missions? cdd stages? stagiaires? internships? volontariat\\w* civique vie independant\\w* free-?lances? periode engagement assignment appointment placement remplacement renfort intervention detachement disposition prestation vacat\\w+ alternance apprentissage apprentie? detachement portage
`);
const CONTRACT_BEFORE = anyOf`
  \b${CONTRACT}\b[^.;]{0,110}$
  \bv\.i\.e\.? (?:de |d')?$
  \bcombien de temps\b[^.;]{0,110}$
  \bdisponib(?:ilite|le)s? (?:(?:pour|pendant|sur|de|d'au moins|au moins|minimum|une periode|une duree) ?){0,4}$
  \bposte (?:ouvert|en|de)\b[^.;]{0,110}$
  (?:semaine\)?|teletravail) sur [^.;]{0,60}$
  \b(?:rejoi\w+|recrut\w+|embauch\w+|ouverte?s?|propose\w*|pourvu\w*|engag\w+|interv\w+|accueil\w+)\b[^.;]{0,50}\bpour (?:une? (?:duree|periode) (?:de |d'))?$
  ^pour (?:une? )?[^.;]{0,60}$
`;
/** « six-month internship », « 3 ans en CDD » */
const CONTRACT_AFTER =
  /^ ?(?:internship|contract|fixed-term|(?:de |en )(?:stage|mission|contrat|cdd|alternance|apprentissage)\b)/;
const NOT_THE_CONTRACT = anyOf`
  \bessai\b
  \bpreavis\b
  \bintegration\b
  \ba l'issue\b
  \btuilage\b
  \bprecede\w* d
  (?<!poste est )(?<!mission est )\bfinanc
  \banciennete\b
  \b(?:attendue?s?|prevue?s?|livree?s?|sortie|lancee?s?|publiee?s?)\b.{0,12}\bdans (?:les )?$
  \btele-? ?travail\b.{0,40}\b(?:a partir|apres)
  \bexperiences?\b
  \bexistence\b
  \bdepuis\b
  \bmise (?:en|sur le) marche
  \bmoins de (?:\d|six|deux|un)
  \bobjectifs?\b
  \bapres\b
  \bil y a\b
  \bau bout\b
  \btou(?:te)?s les\b
  \bphase\b
  \bpremiere version
  \bd'ici\b
  \bage\b
  \bproduits? (?:ont|a)\b
  \bprolongees? tous
  \biteration
  \bpremieres? ?(?:mois|semaines)
  \bengagement volontaire
  \bdelai
  \bune fois\b[^.]{0,12}\bmois
  \bformations? d(?:e|es|u)\b
  \bcontrats? (?:d'(?:hebergement|assurance|entretien)|de (?:maintenance|location|ville|filiere|partenariat|licence|sous-traitance))\b
  \bacceler
`;

const COUNTS_DAYS = new Cue(/jours|prochains/);

/** The first span of the title, then of the body's sentences, that is the contract's. */
export function readDuration(
  contract: Sentence | null,
  title: Sentence | null,
  sentences: readonly Sentence[],
  contracts: readonly Contract[],
): string | null {
  if (title && /\bcdd\b|\bstage\b|\bmission\b|\b\d{1,2} (?:mois|ans)\b/.test(title.folded)) {
    const inTitle = spanOf(title, contracts, () => true);
    if (inTitle) return inTitle;
  }
  const inContract = contract && spanOf(contract, contracts, () => true);
  if (inContract) return inContract;
  for (const sentence of sentences) {
    if (!COUNTS_DAYS.isIn(sentence)) continue;
    const found =
      DAYS_OVER.exec(sentence.folded) ?? (sentence.topic === "terms" ? DAYS.exec(sentence.folded) : null);
    if (found)
      return original(sentence, found.index, found.index + found[0].length).replace(
        /^(?:contrat|mission|repr\S+) (?:de )?/i,
        "",
      );
    const next = NEXT_MONTHS.exec(sentence.folded)?.[1];
    if (next !== undefined) return `${next} mois`;
  }
  for (const sentence of sentences) {
    if (!UNIT.isIn(sentence)) continue;
    const found = spanOf(sentence, contracts, (before, after) => isContract(sentence, before, after));
    if (found) return found;
  }
  const labelled = sentences.filter(({ folded }) => folded.startsWith("duree"));
  for (const sentence of [...labelled, ...sentences]) {
    const found = endOf(sentence) ?? untilOf(sentence);
    if (found) return found;
  }
  return null;
}

/** Straight before a span, in its own clause: nothing that stands in a clause before can make it another's. */
const NAMED_BEFORE =
  /, (?:un |une |en |puis )?(?:contrat|cdd|stage|mission|alternance|fixed-term contract) (?:en cdd )?(?:de |d'|of )?(?:une duree de )?$/;
/** « prolongé de 6 mois » : what is added to the contract. */
const ADDED =
  /\b(?:prolong\w+|reconduit\w*|renouvele\w*|extended|renewed) (?:de |d'|pour |for |by |une fois |(?:une )?(?:nouvelle )?(?:periode|duree) de |tous les ){0,3}$|\bmois en $/;

/** « Un parcours d'accueil de 2 mois » : the noun that the span is of, with what stands between. */
const OF_A_NOUN =
  /\b(?:une?|l[ae]|des|nos|notre|votre|cet?|cette|son|sa|du) ((?:(?!(?:une?|l[ae]s?|des|nos|notre|votre|en|pour|est|sera|dure)\b)[a-z'-]{1,20} ){1,4})(?:de |d')$/;
const CONTRACTS_NOUN = new RegExp(`\\b(?:${CONTRACT}|duree|postes?|cdi|mise|recrutement|remunerations?)\\b`);

function isContract({ heading, topic }: Sentence, before: string, after: string): boolean {
  const noun = OF_A_NOUN.exec(before.slice(-90))?.[1];
  if (noun !== undefined && !CONTRACTS_NOUN.test(noun)) return false;
  if (ADDED.test(before.slice(-70))) return false;
  if (!NAMED_BEFORE.test(before) && NOT_THE_CONTRACT.test(before.slice(-70))) return false;
  // Only a contract is renewed.
  if (/^,? ?\(?(?:renouvel|reconduct)/.test(after)) return true;
  if (CONTRACT_BEFORE.test(before.slice(-130)) || CONTRACT_AFTER.test(after)) return true;
  // « Sur une durée de 2 ans, l'État finance… » is no contract: the label stands first, or the terms speak.
  if (
    /\bdur(?:ee|ation)\b/.test(before) &&
    (topic === "terms" || /^.{0,24}\bdur(?:ee|ation)\b/.test(before)) &&
    !/^sur (?:une|la)/.test(before)
  )
    return true;
  return (
    /duree|combien de temps/.test(heading) || (topic === "terms" && /^(?:pour |premiere? )?$/.test(before))
  );
}

function spanOf(
  sentence: Sentence,
  contracts: readonly Contract[],
  accept: (before: string, after: string) => boolean,
): string | null {
  for (const match of sentence.folded.matchAll(SPAN)) {
    const end = match.index + match[0].length;
    const after = sentence.folded.slice(end, end + 80);
    if (!accept(sentence.folded.slice(0, match.index), after)) continue;
    if (
      /^ ?(?:minimum |min |maximum )?(?:d'|de |en )?exp|^ d'(?:existence|anciennete|age)|^ (?:et demi|maximum apres|apres|avant)/.test(
        after,
      )
    )
      continue;
    const renewable = RENEWABLE.exec(after)?.[1];
    const isLeast =
      LEAST_BEFORE.test(sentence.folded.slice(0, match.index).slice(-30)) || LEAST_AFTER.test(after);
    const span = `${onCard(original(sentence, match.index, end))}${isLeast ? " minimum" : ""}`;
    const owner = ownerOf(sentence.folded, match.index, end, contracts);
    return `${owner === null ? "" : `${owner} `}${span}${renewable ? `${isLeast ? "," : ""} ${plural(renewable, span)}` : ""}`;
  }
  return null;
}

/** « trois ans » reads « 3 ans » on a card, and « six-month » « 6 mois ». */
function onCard(span: string): string {
  return inFigures(span)
    .replace(/ to /i, " à ")
    .replace(/ or /i, " ou ")
    .replace(/-(?=[a-z]{4})/i, " ")
    .replace(/ ?months?$/i, " mois")
    .replace(/^1 years?$/i, "1 an")
    .replace(/ ?years?$/i, " ans")
    .replace(/ ?weeks?$/i, " semaines");
}

/** The contracts that a duration may be of, as sentences name them. */
const NAMES: readonly (readonly [Contract, RegExp])[] = [
  ["CDD", /\bcdd\b|duree determinee|fixed-term/g],
  ["CDI", /\bcdi\b|duree indeterminee|permanent/g],
  ["freelance", /\bfree-?lances?\b|\bindepend\w+|\bprestat\w+|\bportage\b|\bauto-?entrep\w+/g],
  ["stage", /\bstag\w+|\binternships?\b/g],
  ["alternance", /\balternan\w+/g],
  ["apprentissage", /\bapprenti\w*/g],
  ["détachement", /\bdetachement\b/g],
  ["mise à disposition", /\bmise a disposition\b/g],
  ["service civique", /\bservice civique\b/g],
];
/** Nothing but words of a list: « CDD ou freelance de 6 mois » is how long both last. */
const LISTED = /^[ ,/]{0,2}(?:(?:ou|et|en|un|une|de|a|mission|contrat|poste|statut|l'|d')[ ,/]{0,2}){0,5}$/;

/** Whose the duration is, where the offer has several contracts and the sentence gives it to one of them. */
function ownerOf(
  folded: string,
  start: number,
  end: number,
  contracts: readonly Contract[],
): Contract | null {
  const several = contracts.filter((contract) => contract !== "autre" && contract !== "vacation").length > 1;
  // A civil servant's post has no end; beside it, three years are the contract's.
  if (!several && !/\b(?:fonctionnaire|titulaire)s?\b.{0,30}\bou\b/.test(folded)) return null;
  const named = NAMES.flatMap(([contract, pattern]) =>
    [...folded.matchAll(pattern)].map(({ 0: word, index }) => ({
      contract,
      start: index,
      end: index + word.length,
    })),
  ).toSorted((a, b) => a.start - b.start);
  const before = named.filter((name) => name.end <= start);
  const last = before.at(-1);
  if (last === undefined) {
    const next = named.find((name) => name.start >= end);
    return next && next.start - end < 12 && named.length === 1 ? next.contract : null;
  }
  const other = before.findLast(({ contract }) => contract !== last.contract);
  // A permanent contract has no duration to share.
  if (other?.contract === "CDI") return last.contract;
  // « freelance ou CDD 1 an » : it stands at the one.
  if (/^ ?(?:\(|de |d'|d'une duree de )?$/.test(folded.slice(last.end, start))) return last.contract;
  return other && LISTED.test(folded.slice(other.end, last.start)) ? null : last.contract;
}

function plural(word: string, span: string): string {
  const stem = word.startsWith("reconduct") ? "reconductible" : "renouvelable";
  return /^(?:1|une?) /.test(span) ? stem : `${stem}s`;
}

function endOf(sentence: Sentence): string | null {
  const { folded } = sentence;
  const end = END.in(sentence);
  // A day without its year may be any year's.
  const written = end && folded.slice(end.index + end[0].length).slice(0, 30);
  const last = written && dayIn(written, null);
  if (last) return `jusqu'au ${inWords(last.day)}`;
  const month = written && MONTH_WITH_YEAR.exec(written);
  return month
    ? `jusqu'à ${month[1] ?? ""}${MONTHS[FOLDED_MONTHS.indexOf(month[2] ?? "")]} ${month[3]}`
    : null;
}

/** « fin avril 2026 » : 1 the part, 2 the month, 3 the year. */
const MONTH_WITH_YEAR = new RegExp(`^ ?((?:fin|mi-|debut)? ?)(${FOLDED_MONTHS.join("|")}) (20\\d\\d)\\b`);

/** « Le marché court jusqu'en … », « la convention … » */
const OTHERS_END =
  /^(?:le|la|l'|ce|cette|notre|un|une) ?(?:marche|convention|accord-cadre|accord|programme|plan|projet|produit|dispositif|experimentation|subvention)\b/;

const ABOUT_THE_CONTRACT = new Cue(
  /\b(?:contrat|mission|cdd|duree|free-?lance|independant|financement|poste|stage|demarrage|combien de temps|temps (?:plein|partiel)|rythme)\b/,
);

function untilOf(sentence: Sentence): string | null {
  const { folded, topic } = sentence;
  const about = ABOUT_THE_CONTRACT.isIn(sentence);
  if (!about && topic !== "terms") return null;
  const between = BETWEEN.in(sentence);
  const before = between === null ? "" : folded.slice(0, between.index).slice(-40);
  if (between && (!/demarrage|debut/.test(before) || /duree/.test(before)))
    return original(sentence, between.index, between.index + between[0].length).replace(/^d[eu] /, "");
  if (/candidat|postul/.test(folded) || OTHERS_END.test(folded)) return null;
  for (const match of folded.matchAll(UNTIL)) {
    return original(sentence, match.index, match.index + match[0].length);
  }
  return null;
}

function original({ text }: Sentence, start: number, end: number): string {
  return readable(text.slice(start, end));
}
