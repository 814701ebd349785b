/**
 * Contracts offered: from `contrat`, the title, and sentences that speak of the post (« poste ouvert pour un·e
 * indépendant·e », « statut : freelance »). What the product is about (apprentissage, stages de 3e, La Bonne Alternance),
 * who is in the team and what the candidate did before are not contracts.
 */

import { anyOf } from "../../text/patterns.ts";
import type { Contract } from "../offer.ts";
import { CONTRACTS } from "../offer.ts";
import { ownIn } from "./ownership.ts";
import type { Sentence } from "./sentences.ts";

/** A contract's names. `alone`: enough wherever the sentence is about the post; `named`: enough anywhere. */
interface ContractRule {
  readonly contract: Contract;
  readonly alone: RegExp;
  readonly named: RegExp | null;
}

const RULES: readonly ContractRule[] = [
  {
    contract: "CDI",
    alone: /\bcdi\b|contrat a duree indeterminee|\bpermanent (?:contract|position|role|job)\b/,
    named: /\b(?:en|un|postes?) cdi\b|\bcdi (?:a pourvoir|temps|de droit)|\bpermanent contract\b/,
  },
  {
    contract: "CDD",
    alone:
      /\bcdd\b|contrat a duree determinee|\bfixed-term\b|contractuel\w* .{0,20}\b3 ans|\bvacat(?:aire|ion)s?\b/,
    named: anyOf`
      \b(?:en|un|pour un|poste) cdd\b
      \bcdd (?:de |\()?(?:\d|un|deux|trois|six)
      \bcontrat de vacataire
      \bfixed-term (?:contract|position)
    `,
  },
  {
    contract: "freelance",
    alone: anyOf`
      free-?lances?\b
      \bindepend[ae]nt
      auto-?entrep
      micro-?entrep
      \bportage\b(?! (?:politique|institutionnel|du|de la|de l'))
      \bprestataires?\b
      \bprestation\b(?! sociale)
      \bfacturation\b
      \btjm\b
      taux journalier
      tarif journalier
    `,
    named: anyOf`
      \bpostes? (?:est |sont )?ouverts? (?:pour|a|aux|en|au)\b.{0,50}(?:\bindepend|free-?lance)
      \ben (?:tant qu'? ?)?(?:free-?lance|independant)\b(?!.{0,4}(?:a distance|depuis))
      statut (?:d')?(?:independant|auto)
      contrat (?:d')?(?:independant|free-?lance)
      \bmission (?:en )?free-?lance
      \b(?:remuneration|salaire|tjm|taux journalier)\b.{0,6}:? ?.{0,30}(?:\btjm\b|taux journalier|tarif journalier)
      \btjm (?:a (?:definir|discuter|negocier)|selon|envisage|adapte|entre|max|de \d|: ?\d)
      taux journalier (?:entre|moyen de|adapte|selon|a definir|: ?\d|de \d)
      calculee a partir d'un taux journalier
      \bsi (?:tu es|vous etes) (?:independant|free-?lance|en free-?lance|prestataire)
    `,
  },
  {
    contract: "stage",
    alone: /\bstages?\b(?! de (?:3|trois))|\bstagiaires?\b|\binternships?\b/,
    named: anyOf`
      \binternship\b
      \bstage de (?:fin d'etudes|cesure|[4-9]|1\d|[23] (?:a|mois))
      \bduree (?:du|de) stage
      \b(?:debut|fin) du stage
      \bconvention de stage
      \b(?:recrut|cherch)\w+ (?:un|une|son|sa|des|un\.e|un·e|un ou une|\d)? ?stagiaires?
      \ble stage (?:se|est|dure|debute)
    `,
  },
  {
    contract: "alternance",
    alone: /\b(?:une |en |, |\/ ?|ou (?:une |en )?|contrat d')alternance\b|^alternance\b/,
    named: anyOf`
      \b(?:stage|cdd|freelance) (?:\(?ou|/) (?:une |en )?alternance
      \bcontrat (?:en |d')alternance (?:de|d'une)
      \b(?:recrut|cherch)\w+ (?:un|une|des|son|sa)\S* (?:ou une )?alternant
    `,
  },
  {
    contract: "apprentissage",
    alone:
      /contrat d'apprentissage|\bapprentie?\b|\ben apprentissage\b|^ ?apprentissage\b|\bapprenticeship\b/,
    named: /\b(?:poste|offre|contrat|recrut\w+|ouvert) (?:\w+ )?(?:en |d')apprentissage\b/,
  },
  {
    contract: "vacation",
    alone: /\bvacat(?:aire|ion)s?\b/,
    named: /\bcontrat de vacataire|\bcdd (?:\w+ ){0,2}vacataire/,
  },
  {
    contract: "mise à disposition",
    alone: anyOf`
      (?<!\bvoie )\bmise?s? a (?:la )?disposition\b(?! (?:de[s ]|d'(?!un agent|un fonctionnaire)|du|sous|par|aupres))
      \bvoie de mise a disposition\b
    `,
    named: anyOf`
      \b(?:convention|modalites de compensation|agent public|fonctionnaire)\b.{0,60}\bmise a disposition
      \b(?:par|en|voie de) mise a disposition\b
      ^ ?mise a disposition ?[.!;]?$
      mise a disposition (?:contre|entre la|par (?:votre|son)|de votre (?:administration|ministere))
    `,
  },
  {
    contract: "détachement",
    alone: /\bdetachement\b(?! (?:d'office|aupres))/,
    named: /\b(?:par|en|voie de|sur|ou|position de) detachement\b/,
  },
  {
    contract: "PNA",
    alone: /\bpna\b|\bposition normale d'activite\b/,
    named: /\bpna\b|\bposition normale d'activite\b/,
  },
  {
    contract: "service civique",
    alone: /\bservice civique\b|\bvolontariat civique\b/,
    named:
      /\b(?:mission|volontariat|contrat|poste|engagement|offre|en) (?:de |d'|en )?service civique\b|^ ?service civique\b/,
  },
  {
    contract: "VIE",
    alone: /\bvolontariat international\b|\bv\.i\.e\b/,
    named: /\bvolontariat international en\b|\bv\.i\.e\b/,
  },
  {
    contract: "bénévolat",
    alone: /\b(?:poste|mission|engagement)s? benevoles?|\bbenevolat\b|^benevole\b/,
    named:
      /\b(?:poste|mission|engagement)s? benevoles?\b|\b(?:nous|on) (?:re)?(?:recrut|cherch)\w+ (?:un|une|des|\d+) benevoles?\b/,
  },
  {
    contract: "autre",
    alone: anyOf`
      \bfonction+aires?\b
      \bagents? (?:public|titulaire)s?\b(?! (?:qui|pour))
      \btitulaires?\b(?! (?:d'|de|du)\b)
      \bcontractuels?\b(?! de la fonction)
      \bagent public\b
    `,
    named: anyOf`
      ouvert(?:e|s)? (?:aux?|a :|a) (?:fonctionnaire|titulaire|contractuel)
      contrat (?:en tant qu'|d')agent pub
    `,
  },
];

/** A quick look, before the rules: the sentence may name a contract. */
const NAMES_A_CONTRACT = anyOf`
  cd[di]
  contrat
  lance
  independ
  entrep
  portage
  prestat
  factur
  tjm
  taux
  tarif
  stag
  altern
  apprenti
  vacat
  dispos
  detach
  benev
  civique
  pna\b
  position normale
  volontariat
  internship
  apprentice
  permanent
  fixed
  fonction
  titul
  agent
`;

/** The sentence is about the post itself. */
const ABOUT_THE_POST = anyOf`
  \bpostes? (?:est |sont |a pourvoir |propose |est propose )?(?:ouverts?|en\b|pour|a pourvoir)
  \bcontrat\b
  \bstatuts?\b
  \bouverte?s? (?:a|aux|pour)\b
  \b(?:re)?cherch(?:e|ons|ent)\b
  \brecrut(?:e|ons|ent)\b
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

/** A line of the terms that begins with its contract: « Freelance, en portage ». */
const BEGINS =
  /^(?:un |une |en )?(?:free-?lance|independant|cdd|cdi|stage|alternance|prestation|prestataire)/;

/** Sentences about colleagues, the candidate's past or the product: the contracts they name are not the post's. */
const NOT_THE_POST = anyOf`
  la bonne alternance
  labonnealternance
  \bcontrats? (?:en|d') ?(?:alternance|apprentissage)\b.{0,40}(?:non pourvu|chaque annee)
  stages? de (?:3e|3eme|troisieme)
  \bnombreux a etre\b
  \bfait l'experience\b
  \bhabitude de travailler avec\b.{0,40}(?:prestat|free|independ)
  personne .{0,30}independant
  \bequipe\b.{0,60}\b(?:compos|constitu|compte)
  nous sommes (?:tous )?(?:free|independ)
  \bcollaborateurs\b.{0,40}contractuels
  precedents stagiaires
  \bencadr
  \bmanag
  \bpilot(?:er|age)
  \bstage inclus
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
  \boffres? de stages?
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
`;

/** The address of an offer's page may name the contract that the prose calls « contrat de 3 ans ». */
const SLUG = /\/offres?[a-z-]{0,20}\/[^/]{0,200}[-_]cdd/i;

/** Reads the contracts in the order of `CONTRACTS`. */
export function readContracts(
  written: Sentence | null,
  title: Sentence | null,
  sentences: readonly Sentence[],
): Contract[] {
  const found = new Set<Contract>();
  const stated = written?.folded ?? "";
  if (stated !== "") for (const rule of RULES) if (rule.alone.test(stated)) found.add(rule.contract);
  if (title && !/mission|apprentissage|alternance/.test(title.folded)) {
    for (const rule of RULES)
      if (rule.contract !== "autre" && rule.alone.test(title.folded)) found.add(rule.contract);
  } else if (title && /\b(?:en alternance|alternant|stagiaire|stage)\b/.test(title.folded)) {
    found.add(/stag/.test(title.folded) ? "stage" : "alternance");
  }
  for (const sentence of sentences) for (const contract of contractsOf(sentence)) found.add(contract);
  if (found.size === 0 && sentences.some(({ addresses }) => addresses.some(({ value }) => SLUG.test(value))))
    found.add("CDD");
  // A fixed-term post that names civil servants too is both; « contractuel » alone beside a CDD is that CDD.
  if (
    found.has("CDD") &&
    !sentences.some(({ folded }) => /\b(?:fonctionnaire|titulaire|contrat d'agent public)/.test(folded)) &&
    !/fonction/.test(stated)
  ) {
    found.delete("autre");
  }
  return CONTRACTS.filter((contract) => found.has(contract));
}

/** « VIE » in capitals, where the sentence is not all in capitals. */
function isAbroad({ text, folded }: Sentence): boolean {
  return (
    /\bV(?:IE\b|\.I\.E\.)/.test(text) &&
    /\p{Ll}/u.test(text) &&
    /\bmois\b|\bcontrat|\bmission|\bposte|\bvolontariat|\bstatut/.test(folded)
  );
}

function contractsOf(sentence: Sentence): Contract[] {
  const { topic, heading, bullet, isHeading, addresses } = sentence;
  if (!NAMES_A_CONTRACT.test(sentence.folded)) return isAbroad(sentence) ? ["VIE"] : [];
  const folded = ownIn(sentence.folded);
  if (
    !NAMES_A_CONTRACT.test(folded) ||
    NOT_THE_POST.test(folded) ||
    (topic === "apply" && addresses.length > 0)
  )
    return [];
  const terms = topic === "terms" || /^(?:statut|contrat|type de contrat|modalites)/.test(folded);
  const short = folded.length <= 60 && (bullet || /statut|contrat/.test(heading)) && terms;
  const about =
    (ABOUT_THE_POST.test(folded) || (topic === "terms" && BEGINS.test(folded))) && topic !== "team";
  return RULES.filter((rule) => {
    if (rule.contract === "autre" && /mise a disposition/.test(folded)) return false;
    if (rule.named?.test(folded) && !isHeading) return true;
    if (rule.contract === "autre" || rule.contract === "bénévolat")
      return rule.alone.test(folded) && (about || short) && terms;
    return (
      (about || short) &&
      rule.alone.test(folded) &&
      !(rule.contract === "freelance" && /^.{0,40}\btjm\b/.test(folded) && topic === "apply")
    );
  }).map((rule) => rule.contract);
}
