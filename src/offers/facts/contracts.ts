/**
 * Contracts offered: from `contrat`, the title, and sentences that speak of the post (« poste ouvert pour un·e
 * indépendant·e », « statut : freelance »). What the product is about (apprentissage, stages de 3e, La Bonne Alternance),
 * who is in the team and what the candidate did before are not contracts.
 */

import { foldInPlace } from "../../text/fold.ts";
import { anyOf } from "../../text/patterns.ts";
import type { Contract } from "../offer.ts";
import { CONTRACTS } from "../offer.ts";
import { CONTRACT_RULES, NAMES_A_CONTRACT } from "./contractRules.ts";
import { Cue } from "./cue.ts";
import { ownIn } from "./ownership.ts";
import type { Sentence } from "./sentences.ts";

/** The sentence is about the post itself. */
const ABOUT_THE_POST = anyOf`
  \bpostes? (?:est |sont |a pourvoir |propose |est propose )?(?:ouverts?|en\b|pour|a pourvoir)
  \bcontrat\b
  \b(?:contract|employment)(?: type)? ?:
  \bstatuts?\b
  \bouverte?s? (?:\w{1,14}ment |aussi |egalement )?(?:a|aux|pour)\b
  \breservee?s? (?:a|aux)\b
  \b(?:re)?cherch(?:e|ons|ent)\b
  \brecrut(?:e|ons|ent)\b
  \baccueill(?:e|ons|ent) (?:un|une)\b
  \bmission (?:de|d'|initiale?|proposee|ouverte|free|a)\b
  \bpremiere? (?:mission|contrat)\b
  \bmodalites?\b
  \bil s'agit d'un\b
  \bpropose (?:un|en)\b
  \bremuneration\b
  \btype de (?:poste|contrat)\b
  \bprendre la forme\b
  \bsous forme de\b
  \bdemarrage\b
  \brenouvelable
  \bpour un (?:cdd|cdi|stage)\b
`;

/** A sentence that begins with its contract: « Freelance, en portage ». */
const BEGINS =
  /(?:^|[|·] |^(?:conditions?|cadre|resume|en bref|summary|offre|nous (?:proposons|offrons)|on (?:propose|offre)|chez nous)[^:]{0,30}: ?)[^a-z]{0,6}(?:un |une |en |votre |ton |for |pour )?(?:fixed-term|portage salarial|free-?lance(?:rs?|s)?|contractors?|independante?s?|cdd|cdi|stage|alternance|prestation|prestataire|vacations?|apprentissage)\b/;

/** « Si vous êtes en CDI ailleurs », « un stage de découverte » : what one has, or meets with, and not what is offered. */
const NOT_OFFERED =
  /\bstages? d(?:e |')(?:decouverte|observation|immersion|integration)\b|\b(?:vous etes|tu es) (?:deja |actuellement |aujourd'hui )?en (?:cd[di]|stage|alternance)\b/g;

/** The words of a sentence that only names contracts: « détachement de 3 ans ou CDI, selon votre situation ». */
const LISTED =
  /\b(?:cd[di]|contrats?|contracts?|a duree (?:in)?determinee|de projet|free-?lance(?:rs?|s)?|independante?s?|stages?|alternance|apprentissage|detachement|mise a disposition|pna|vacations?|portage|salarial|prestation|service civique|fixed-term|permanent|internship|missions?|postes?|position|statut|agent|public|fonctionnaires?|titulaires?|contractuel\w*|(?:full|part)-time|temps (?:plein|complet|partiel)|mi-temps|une?|deux|trois|quatre|cinq|six|huit|neuf|dix|douze|dix-huit|one|two|three|four|mois|ans?|annees?|semaines?|months?|years?|renouvelables?|fois|for|of|a|or|ou|et|de|d|en|par|voie|soit|le|la|les|l|selon|votre|situation|profil|au choix|possibles?|minimum|maximum|duree)\b|[^a-z]+/g;

/** Sentences about colleagues, the candidate's past or the product: the contracts they name are not the post's. */
const NOT_THE_POST = anyOf`
  la bonne alternance
  labonnealternance
  \bcontrats? (?:en|d') ?(?:alternance|apprentissage)\b.{0,40}(?:non pourvu|chaque annee)
  stages? de (?:3e|3eme|troisieme)
  \bnombreux a etre\b
  \bfait l'experience\b
  \bhabitude de travailler avec\b.{0,40}(?:prestat|free|independ)
  (?<!(?:confiee?|ouverte?|destinee?|reservee?) a une )personne .{0,30}independant
  \bequipe\b.{0,60}\b(?:compos|constitu|compte)
  nous sommes (?:tous )?(?:free|independ)
  \bcollaborateurs\b.{0,40}contractuels
  precedents stagiaires
  \bencadr(?!ee?s? par\b)
  \bmanag
  \bpilot(?:er|age)\b.{0,40}\b(?:prestat|free-?lance|independ)
  \bstage inclus
  \banci?enn?e?s?\b[^;,.]{0,30}\b(?:stag|altern|apprenti|service civique|volontaire|vacat)
  \b(?:maitre(?:sse)?s?|tut(?:eur|rice)s?|responsables?|bureau|referente?s?) (?:de |d'|du |des |de l')(?:stages?|stagiaires?|apprenti\w+|alternan\w+)
  \ben agence\b
  societes? independ
  \bcandidats? (?:a l')apprentissage
  portail de recrutement
  \bintrapreneur\w* agent public
  \bagents? publics? (?:intrapreneur|qui|agissant)
  \btitulaires? d'un
  freins? a (?:votre|ta) candidature
  \bpeut poser un frein
  \bdispositif\b.{0,60}\bstages?
  \b(?:(?:les|des|aux|d'|nos|leurs|toutes) ?(?:\w+ )?)offres? de stages?
  \boffres de stages?
  \brecherche(?:r)? de stage
  \bsuivi\b.{0,20}prestation
  \bexperiences?\b.{0,30}(?:stage|en (?:tant qu')?(?:free|independ))
  \bstages?, (?:emploi|job)
  \bsuivre les prestations
  \bprestations? (?:sociales?|familiales?|de formation|de documentation)
  marche public de prestation
  \bvalide\b.{0,30}independ
  \bjeunes (?:qui|a la)\b
  \bqui (?:re)?cherchent\b
  \bautres? (?:devs?|membres|postes)\b.{0,20}\bfree-?lance
  \bprofil stagiaire
  ^(?!.{0,300}\b(?:recrut|recherch|cherch)).{0,300}\bsimulateurs?\b
  \bmissions? (?:futures?|ulterieures?)\b
  \bpoursuivre (?:une|la|notre|votre|ta) collaboration\b
`;

/** The address of an offer's page may name the contract that the prose calls « contrat de 3 ans ». */
const SLUG = /\/offres?[a-z-]{0,20}\/[^/]{0,200}[-_]cdd/i;

/** In a field of its own a name alone says it: « apprentissage ». */
const BY_NAME: ReadonlyMap<string, Contract> = new Map(
  CONTRACTS.filter((contract) => contract !== "autre").map((contract) => [foldInPlace(contract), contract]),
);

const CIVIL_SERVANT = new Cue(/\b(?:fonctionnaire|titulaire|contrat d'agent public)/);

/** Reads the contracts in the order of `CONTRACTS`. */
export function readContracts(
  written: Sentence | null,
  title: Sentence | null,
  sentences: readonly Sentence[],
): Contract[] {
  const found = new Set<Contract>();
  const stated = written?.folded ?? "";
  for (const name of stated.split(/ (?:ou|et) |[,;/|+]/)) {
    const contract = BY_NAME.get(name.trim());
    if (contract !== undefined) found.add(contract);
  }
  if (written) for (const rule of CONTRACT_RULES) if (rule.alone.isIn(written)) found.add(rule.contract);
  if (title && !/mission|apprentissage|alternance/.test(title.folded)) {
    for (const rule of CONTRACT_RULES)
      if (rule.contract !== "autre" && rule.alone.isIn(title)) found.add(rule.contract);
  } else if (title && /\b(?:en alternance|alternant|stagiaire|stage)\b/.test(title.folded)) {
    found.add(/stag/.test(title.folded) ? "stage" : "alternance");
  }
  for (const sentence of sentences) for (const contract of contractsOf(sentence)) found.add(contract);
  if (found.size === 0 && sentences.some(({ addresses }) => addresses.some(({ value }) => SLUG.test(value))))
    found.add("CDD");
  // A fixed-term post that names civil servants too is both; « contractuel » alone beside a CDD is that CDD.
  if (
    found.has("CDD") &&
    !sentences.some((sentence) => CIVIL_SERVANT.isIn(sentence)) &&
    !/fonction/.test(stated)
  ) {
    found.delete("autre");
  }
  return CONTRACTS.filter((contract) => found.has(contract));
}

/** A permanent contract that may follow upon the one that is offered. */
const LATER_PERMANENT = anyOf`
  \bcdi\b[^;,:]{0,24}\b(?:pourra|pourrait|peut|possible|envisage)\w*\b[^;,:]{0,40}\b(?:a l'issue|au terme|par la suite|a terme|ensuite|apres)\b
  \b(?:pouvant|pourra|pourrait|peut|possib\w+|perspectives?|vocation|susceptible|a terme|a l'issue)\b[^;,:]{0,40}\b(?:debouch\w+|evolu\w+|transform\w+|pere?n+is\w+|suivie?|passage|passer|embauche)\b[^;,:]{0,24}\bcdi\b
  \b(?:chances?|possibility|prospects?|opportunity|path|potential|view to|lead(?:s|ing)? to|convert\w*|become|hope)\b[^;]{0,40}\bpermanent\b
  \b(?:stage|cdd|alternance)\b[^;]{0,60}\b(?:perspective|chance|promesse|espoir|opportunite|possibilite)s? (?:\w{3,10} )?(?:d'embauche|de recrutement)\b[^;]{0,20}\bcdi\b
  \bpossibilite (?:de |d'un )cdi (?:ensuite|par la suite|a terme|a l'issue|apres)\b
  \bcdd\b[^;]{0,40}\bdevien(?:t|dra) un cdi\b
  \bcdi\b[^;,:]{0,30}\bpossible (?:ensuite|apres|a terme)\b
`;

/** « VIE » in capitals, where the sentence is not all in capitals. */
function isAbroad({ text, folded }: Sentence): boolean {
  return (
    text.includes("V") &&
    /\bV(?:IE\b|\.I\.E\.)/.test(text) &&
    /\p{Ll}/u.test(text) &&
    /\bmois\b|\bcontrat|\bmission|\bposte|\bvolontariat|\bstatut/.test(folded)
  );
}

function contractsOf(sentence: Sentence): Contract[] {
  const { topic, heading, bullet, isHeading, addresses } = sentence;
  const rules = CONTRACT_RULES.filter(
    ({ alone, named }) => alone.mayBeIn(sentence) || named?.mayBeIn(sentence) === true,
  );
  if (rules.length === 0 && !isAbroad(sentence)) return [];
  if (!NAMES_A_CONTRACT.isIn(sentence)) return isAbroad(sentence) ? ["VIE"] : [];
  const folded = ownIn(sentence.folded).replace(NOT_OFFERED, (words) => ";".repeat(words.length));
  if (
    !NAMES_A_CONTRACT.pattern.test(folded) ||
    NOT_THE_POST.test(folded) ||
    (topic === "apply" && addresses.length > 0)
  )
    return [];
  const terms = topic === "terms" || /^(?:statut|contrat|type de contrat|modalites)/.test(folded);
  const short = folded.length <= 60 && (bullet || /statut|contrat/.test(heading)) && terms;
  const about =
    (ABOUT_THE_POST.test(folded) || (!isHeading && (BEGINS.test(folded) || onlyNames(folded)))) &&
    topic !== "team";
  const contracts = rules
    .filter((rule) => {
      if (rule.contract === "CDI" && LATER_PERMANENT.test(folded)) return false;
      if (rule.contract === "autre" && /mise a disposition/.test(folded)) return false;
      if (rule.named?.pattern.test(folded) && !isHeading) return true;
      if (rule.contract === "autre" || rule.contract === "bénévolat")
        return rule.alone.pattern.test(folded) && (about || short) && terms;
      return (
        (about || short) &&
        rule.alone.pattern.test(folded) &&
        !(rule.contract === "freelance" && /^.{0,40}\btjm\b/.test(folded) && topic === "apply")
      );
    })
    .map((rule) => rule.contract);
  return about && isAbroad(sentence) ? [...contracts, "VIE"] : contracts;
}

function onlyNames(folded: string): boolean {
  return folded.length <= 120 && folded.replace(LISTED, "") === "";
}
