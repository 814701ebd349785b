/**
 * To whom of the public service the post is open, and its category. A diploma that one holds (« titulaire d'un
 * master ») is no status; the staff whom the product serves, or whom one will lead, are others.
 */
import { anyOf } from "../../text/patterns.ts";
import { CATEGORIES, type Category, type Contract, STATUSES, type Status } from "../offer.ts";
import { clausesOf } from "./clauses.ts";
import { Cue } from "./cue.ts";
import { isOfOthers, ownIn } from "./ownership.ts";
import type { Sentence } from "./sentences.ts";

const NAMES: Readonly<Record<Status, RegExp>> = {
  titulaire: anyOf`
    (?<!non )(?<!non-)\bfonction+aires?\b
    (?<!non )(?<!non-)\btitulaires?\b(?! (?:d[eu]s? (?!categ|la fonction|cadre|corps|la fp|la territoriale)|d'|:))
    \bdetache(?:e|s|es|ment)s?\b(?! (?:aupres|dans|a (?!un|une)|d[e'] ?(?!\d|une?\b|deux|trois|cinq|droit|longue|courte|fonctionn)))
    \bposition normale d'activite\b
    \bpna\b
    \bpar (?:voie de )?mise a disposition\b
    \bmise a disposition d'un (?:agent|fonctionnaire)
    \bcivil servants?\b
    \b(?:recrutement|voie|agente?s?) statutaires?\b
  `,
  contractuel: anyOf`
    (?<!\b(?:conditions|modalites|dispositions|obligations|relations?|clauses?|engagements?|duree|cadre|documents?) )\bcontractuel(?:le)?s?\b
    \bagents? non[ -]titulaires?\b
    \bnon[ -](?:titulaires?|fonctionnaires?)\b
    \bcontrats? (?:en tant qu'|d'|de droit public (?:d')?)agents? pub
    \b(?:contrats?|cdd|cdi) de droit public\b
    \b(?:par voie )?contractuelle\b
    \brecrut\S{1,8} (?:sur|par) contrat\b
  `,
};
/** What makes the sentence one about the post. */
const ABOUT_THE_POST = anyOf`
  \bouvert
  \baccessible
  \breserve
  \bposte
  \bemploi\b
  \bstatut
  \brecrut
  \brecherch
  \bcontrat
  \bcandidat
  \bpostul
  \bprofil
  \bvous etes\b
  \btu es\b
  \bcategor
  \bcorps\b
  \bcadres? d'emplois?
  \bgrade\b
  ^ ?agente?s? public
  ^ ?(?:agents? |un |une )?(?:contractuel|fonctionnaire|titulaire|detachement|pna|position normale)
  \b(?:cdd|cdi)\b
  \bvoie (?:de|statutaire)\b
  \bwelcome\b
  \bcette offre\b
  \bpourvu
  ^ ?cat\b
  ^ ?mises? a disposition possible
`;
/** Colleagues, and work about staff: they have statuses of their own. */
const OTHER_STAFF = anyOf`
  \bnous sommes\b
  \b(?:nos|vos|des|les|ses|aux|de|d'|\d{1,3}|plusieurs|deux|trois|dix) collaborat\w+\b
  \b(?:gestion|dossiers?|carrieres?|paie|retraites?|situation|demandes|effectifs?|recrutement|formation|concours|suivi|statistiques|donnees) (?:des?|d'|du) \S{0,14} ?(?:contractuel|titulaire|fonctionnaire|agent|detache|mise)
  \bles? (?:detachement|mise)s? (?:a disposition )?(?:des|de) agents
  \bpour (?:les|des) fonctionnaires
  \b(?:equipe|composee|entouree?) (?:de|d') \S{0,14} ?(?:contractuel|titulaire|fonctionnaire)
  \b(?:jeune|haut|ancien)\w* fonctionnaire
`;
/** « catégorie A ou B », « cat. A+ », « Catégorie(s) : A/B », « fonctionnaire A/A+ », in the case of the text: 1 the letters. */
const CATEGORY = new RegExp(
  "\\b(?:[Cc]at[ée]gories?(?:\\(s\\))?|CAT[ÉE]GORIES?|[Cc]at\\.?|[Ff]onctionnaires?|[Tt]itulaires?|[Cc]adres?|[Aa]gents?)" +
    "(?: ?:)?(?: hiérarchiques?| statutaires?| d'emplois?)?(?: ?/ ?corps)? ?:? ?(?:de )?" +
    "((?:[AB]\\+|[ABC])(?![\\p{L}'’+.]\\p{L})(?: ?(?:,|/|-|ou|et|à) ?(?:(?:en |de )?catégorie )?(?:[AB]\\+|[ABC])(?![\\p{L}'’]))*)(?!\\p{L})",
  "gu",
);

/** « Permis de catégorie B », « établissement recevant du public de catégorie 3 » : things have categories, too. */
const OF_THINGS =
  /\b(?:zones?|communes?|aerodromes?|permis|habilit\w+|electrique|vehicules?|bateaux?|navires?|etablissements?|public|risques?|dechets?|installations?|logements?|appareils?|produits?|ouvrages?|drones?|donnees)(?: \S{1,12}){0,2} (?:de |en |\()?(?:la )?$/;

/** « Vous êtes titulaire : » : diplomas are listed below. */
const HOLDS_ONE_OF = /\b(?:etes|es|etre|est|sera|soyez) (?:deja )?titulaires? ?:$/;

const MAY_SAY = new Cue(
  /titulaire|fonction+aire|contractuel|sur contrat|par contrat|agents? pub|droit public|detache|mise a disp|\bpna\b|position normale|civil serv|statutaire/,
);
const MAY_SAY_CATEGORY = new Cue(/\bcat|\b(?:fonctionnaire|titulaire|agent|cadre)s? (?:de )?[abc]\b/);

const CIVIL_SERVANTS: readonly Contract[] = ["détachement", "PNA", "mise à disposition"];

/** Statuses in their order; a position of civil servants that the contracts name says `titulaire`. */
export function readStatuses(
  written: Sentence | null,
  title: Sentence | null,
  sentences: readonly Sentence[],
  contracts: readonly Contract[],
): Status[] {
  const found = new Set<Status>();
  for (const sentence of [written, title, ...sentences]) {
    if (sentence === null || !MAY_SAY.isInWhole(sentence)) continue;
    const isStated = sentence === written || sentence === title;
    const own = ownOf(sentence, isStated);
    const clauses = clausesOf(own).map(({ start, end }) => own.slice(start, end));
    for (const status of STATUSES)
      if (clauses.some((clause) => NAMES[status].test(clause))) found.add(status);
  }
  if (CIVIL_SERVANTS.some((position) => contracts.includes(position))) found.add("titulaire");
  return STATUSES.filter((status) => found.has(status));
}

/** Categories in their order. */
export function readCategories(title: Sentence | null, sentences: readonly Sentence[]): Category[] {
  const found = new Set<string>();
  for (const sentence of title ? [title, ...sentences] : sentences) {
    const { text, folded, whole } = sentence;
    if (!MAY_SAY_CATEGORY.isIn(sentence)) continue;
    const own = ownOf(sentence, true);
    for (const { 1: letters = "", index } of text.matchAll(CATEGORY))
      if (
        own.charAt(index) === whole.charAt(index) &&
        !OF_THINGS.test(folded.slice(Math.max(0, index - 40), index))
      )
        for (const [letter] of letters.matchAll(/A\+|[ABC]/g)) found.add(letter);
  }
  return CATEGORIES.filter((category) => found.has(category));
}

/** What the sentence says of the post; empty where it is of others. */
function ownOf({ folded, topic, isHeading }: Sentence, isStated: boolean): string {
  if (OTHER_STAFF.test(folded) || HOLDS_ONE_OF.test(folded) || (isHeading && folded.length < 24)) return "";
  if (!isStated && topic !== "terms" && !ABOUT_THE_POST.test(folded)) return "";
  return clausesOf(folded).some(({ start, end }) => isOfOthers(folded.slice(start, end)))
    ? ""
    : ownIn(folded);
}
