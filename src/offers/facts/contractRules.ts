/** The names of contracts in prose. */
import { anyOf } from "../../text/patterns.ts";
import type { Contract } from "../offer.ts";
import { Cue } from "./cue.ts";

/** A contract's names. `alone`: enough wherever the sentence is about the post; `named`: enough anywhere. */
interface Names<Pattern> {
  readonly contract: Contract;
  readonly alone: Pattern;
  readonly named: Pattern | null;
}

const ONE_SEEKS = String.raw`(?<!\b(?:qui|vous|tu) )\b(?:(?:re)?(?:cherch|recrut|embauch|pren(?:d|ons))\w* (?:\w{3,14}ment )?(?:une?|des|son|sa|notre|deux|trois|quatre|\d)|(?:propos|offr)\w* (?:\w{3,14}ment )?une?)`;
/** « Un maître de stage », « une chargée de l'apprentissage » : others' training. */
const NOT_OTHERS = String.raw`(?:(?!maitre|tut|charge|responsable|referent|gestion|encadr|coord|conseill|convention)\S{1,14} ){0,2}`;

/** How a training is offered, whatever it is: `names` of it, and of who follows it. */
function offersOf(names: string): string {
  return anyOf`
    (?:^|\b(?:une|notre|cette|d'une|l') ?)(?:offre|proposition|sujet) (?:de |d'|en )(?:${names})\b
    \b(?:type de contrat|contrat|statut|poste) ?: ?(?:${names})\b
    \b(?:poste|contrat|mission|recrutement) (?:est |a pourvoir |ouvert |propose |offert ){0,3}(?:en |d'|de )(?:${names})\b
    ${ONE_SEEKS} ${NOT_OTHERS}(?:${names})\b(?! (?:aux? (?!mois|choix|sein)|a (?:des|nos|vos|chaque|tous) |pour les ))
    \b(?:vous|tu) [^?;.]{0,60}(?:(?:cherch|souhait)\w* (?:\w{3,10} )?(?:une?|votre|ton) (?:${names})\b|(?:avez|as|devez|dois) (?:\w{3,10} )?(?:une?|votre|ton) (?:${names})\b[^?;.]{0,30} a (?:faire|valider|effectuer|trouver))[^?;.]{0,40}\?
    \b(?:les |aux )?(?:${names}) (?:sont |est )?(?:les? )?bienvenue?s?
    \b(?:nous|on) accueill\w+ (?:\w{3,14}ment )?une? (?:${names})\b
    ^accueil d'une? (?:${names})\b
    \b(?:rejoi\w+|venez|viens|integr\w+)(?:[ -](?:nous|l'equipe|notre equipe|le service))? (?:en|faire (?:votre|ton|un|une)) (?:${names})\b
    \b(?:votre|ton) (?:${names}) (?:se |s'|dur|debut|commenc|demarr|port)
    ^(?:un |une )?(?:${names})\b[^.;:]{0,40}\b(?:recherche|propose|recrute|a pourvoir)
    ^(?:un |une )?(?:${names}) (?:de |d'|pour |sur |en |: ?)(?:une duree de )?(?:\d|une? an|deux|trois|quatre|cinq|six|huit|neuf|douze)
  `.source;
}

const NAMES: readonly Names<RegExp>[] = [
  {
    contract: "CDI",
    alone:
      /\bcdi\b|\btype ?: [^.;]{0,30}\bpermanent\b|contrats? (?:(?:est|sont|sera) )?a duree indeterminee|\bpermanent,? (?:(?:full|part)-time )?(?:contract|position|role|job)\b/,
    named:
      /\b(?:en|un|un (?:vrai|nouveau)|postes?|ce|notre|votre|seul le) cdi\b|\bcdi (?:a pourvoir|temps|de droit)|\ble cdi (?:est (?:ouvert|propos|a pourvoir|privilegi)|sera|n'attend|vous attend|debut|commenc)|\b(?:contract|position|job)(?: type)? ?: ?permanent\b|\b(?:employment|contract|job) type ?: [^.;]{0,30}\bpermanent\b|\b(?:full|part)-time,? permanent\b(?! staff)|\bcontrats sont a duree indeterminee\b|\bpermanent,? (?:(?:full|part)-time )?(?:contract|position|role|job)\b/,
  },
  {
    contract: "CDD",
    alone:
      /\bcdd\b|contrat a duree determinee|\bcontrat de projet\b|\bfixed-term\b|\bftc\b|contractuel\w* .{0,20}\b3 ans|\bvacat(?:aire|ion)s?\b/,
    named: anyOf`
      \b(?:en|un|pour un|poste|ce|notre|votre|seul le) cdd\b
      \ble cdd (?:initial|est (?:ouvert|propos|a pourvoir|privilegi)|sera|n'attend|vous attend|debut|commenc|dure)
      \bcdd (?:de |\()?(?:\d|un|deux|trois|six)
      \bcontrat de vacataire
      \b(?:un|le|en) contrat de projet\b
      \bfixed-term (?:contract|position|appointment|for|of)
    `,
  },
  {
    contract: "freelance",
    alone: anyOf`
      free-?lance(?:rs?|s)?\b
      \bcontractors?\b
      \bindepend[ae]nt
      \ben inde\b
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
      \ben (?:tant qu'? ?)?(?:free-?lance|independant|inde)\b(?!.{0,4}(?:a distance|depuis))
      ^ ?portage salarial (?:accepte|possible|bienvenu)
      statut (?:d')?(?:independant|auto)
      \bconfiee? a une? (?:personne )?(?:independant|free-?lance|prestataire)
      contrat (?:d')?(?:independant|free-?lance)
      \bmission (?:en )?free-?lance
      \bfreelance (?:assignment|contract|role|position|job)\b
      \bas a contractor\b
      \bcontractor (?:agreement|contract)\b
      \b(?:remuneration|salaire|tjm|taux journalier)\b.{0,6}:? ?.{0,30}(?:\btjm\b|taux journalier|tarif journalier)
      \btjm (?:a (?:definir|discuter|negocier)|selon|envisage|adapte|entre|max|de \d|: ?\d)
      taux journalier (?:entre|moyen de|adapte|selon|a definir|: ?\d|de \d)
      calculee a partir d'un taux journalier
      \bsi (?:tu es|vous etes) (?:independant|free-?lance|en free-?lance|prestataire)
    `,
  },
  {
    contract: "stage",
    alone:
      /(?<!\bmises? en )\bstages?\b(?! de (?:3|trois))|(?<!fonctionnaires? )\bstagiaires?\b|\binternships?\b/,
    named: anyOf`
      \binternship\b
      \b(?:gratification|indemnite) de stage\b
      \bstage de (?:fin d'etudes|cesure|[4-9]|1\d|[23] (?:a|mois))
      \bduree (?:du|de) stage
      \b(?:debut|fin) du stage
      \bconvention de stage
      ${offersOf("stages?|stagiaires?")}
      \b(?:recrut|cherch)\w+ (?:un|une|son|sa|des|un\.e|un·e|un ou une|\d)? ?stagiaires?
      \ble stage (?:se|est|dure|debute)
    `,
  },
  {
    contract: "alternance",
    alone:
      /\b(?:une |en |, |\/ ?|ou (?:une |en )?|contrat d')alternance\b|^alternance\b|\bcontrat (?:de professionnalisation|pro\b)/,
    named: anyOf`
      \b(?:stage|cdd|freelance) (?:\(?ou|/) (?:une |en )?alternance
      \bcontrat (?:en |d')alternance (?:de|d'une)
      \b(?:recrut|cherch)\w+ (?:un|une|des|son|sa)\S* (?:ou une )?alternant
      \b(?:en|un) contrat (?:de professionnalisation|pro\b)
      ^contrat (?:de professionnalisation|pro\b)
      ${offersOf("alternances?|alternante?s?")}
    `,
  },
  {
    contract: "apprentissage",
    alone:
      /contrat d'apprentissage|\bapprentie?\b|\ben apprentissage\b|^ ?apprentissage\b|(?:,|\/|\bou) ?(?:un )?apprentissage\b(?! (?:d[eu]s?|d'))|\bapprenticeship\b|\bwork-study\b/,
    named: anyOf`
      \b(?:poste|offre|contrat|recrut\w+|ouvert) (?:\w+ )?(?:en |d')apprentissage\b
      \b(?:offer|offering|is|for) an? (?:[\w-]{2,14} ){0,2}apprenticeship\b
      ${offersOf("apprentissage|apprentie?s?")}
    `,
  },
  {
    contract: "vacation",
    alone: /\bvacat(?:aire|ion)s?\b/,
    named: /\bcontrat de vacataire|\bcdd (?:\w+ ){0,2}vacataire/,
  },
  {
    contract: "mise à disposition",
    alone: anyOf`
      (?<!\bvoie )\bmises? a (?:la )?disposition\b(?! (?:des|de (?!\d|deux|trois|cinq|six)|d'(?!un agent|un fonctionnaire|un an|une duree|une annee)|du|sous|par|aupres))
      \bvoie de mise a disposition\b
      \b(?:agente?|fonctionnaire|titulaire)s? (?:\w{1,14} ){0,2}mise?s? a disposition\b
    `,
    named: anyOf`
      \b(?:convention|modalites de compensation|agent public|fonctionnaire)\b.{0,60}\bmise a disposition
      \b(?:par|en|voie de) mise a disposition\b
      ^ ?mise a disposition(?: possible)? ?(?:[.!;(,/]|ou |et |pour |$)
      (?:,|\bou) mise a disposition ?(?:[.!;(,/]|ou |et |possible|$)
      \b(?:ouvert|accessible)\w* (?:a la|par) mise a disposition
      \bmise a disposition (?:est|sera|reste) (?:\w{1,12} )?(?:possible|accept|envisag|ouvert|propos|privilegi)
      \b(?:agente?|fonctionnaire|titulaire)s? (?:\w{1,14} ){0,2}mise?s? a disposition (?:par (?:son|votre|leur)|contre|peut|pourra|est|sera)
      mise a disposition (?:contre|entre la|par (?:votre|son)|de votre (?:administration|ministere))
    `,
  },
  {
    contract: "détachement",
    alone:
      /\bdetachement\b(?! (?:d'office|aupres|d[e'] ?(?!\d|une?\b|deux|trois|cinq|droit|longue|courte|fonctionn|categ)))|\bsecond(?:ment|ed)\b/,
    named:
      /\b(?:par|en|voie de|sur|ou(?: de| par| en)?|position de) detachement\b|\b(?:ouvert|accessible)\w* (?:au|par) detachement|(?:[,:(]|\/) ?detachement ?(?:[.!;(,/]|ou |et |possible|$)|^ ?detachement de droit\b|\bdetachement (?:de categorie|sur (?:un )?(?:emploi|contrat))\b|\b(?:on )?secondment(?: of)?\b(?= |[.,;]|$)|\bsecond(?:ed|ments?)\b[^;]{0,40}\b(?:welcome|possible|accepted)|^ ?detachement(?: possible)? ?(?:[.!;(,/]|ou |et |$)|\bdetachement (?:de|d'|pour) ?(?:\d|une? (?:an|duree)|deux|trois|cinq)|\b(?:le|un) detachement (?:est|sera|peut|d'une duree|pour une duree)\b/,
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
      /\b(?:missions?|volontariat|contrat|poste|engagement|offre|en) (?:de |d'|en )?service civique\b|^ ?service civique\b/,
  },
  {
    contract: "VIE",
    alone: /\bvolontariat international\b|\bv\.i\.e\b/,
    named: /\bvolontariat international (?:en\b|\(vie)|\bv\.i\.e\b/,
  },
  {
    contract: "bénévolat",
    alone: /\b(?:poste|mission)s? benevoles?|\bbenevolat\b|^(?:engagement )?benevole\b/,
    named:
      /\b(?:poste|mission)s? benevoles?\b|^ ?(?:engagement benevole|benevolat)\b|\b(?:besoin de|appel a(?: des)?|recherche de) benevoles\b|\b(?:nous|on) (?:re)?(?:recrut|cherch)\w+ (?:un|une|des|\d+) benevoles?\b/,
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

export const CONTRACT_RULES: readonly Names<Cue>[] = NAMES.map(({ contract, alone, named }) => ({
  contract,
  alone: new Cue(alone),
  named: named && new Cue(named),
}));

/** A quick look, before the rules: the sentence may name a contract. */
export const NAMES_A_CONTRACT = new Cue(anyOf`
  cd[di]
  contrat
  contract
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
  second(?:ed|ment)
  work-study
  \ben inde\b
  benev
  civique
  pna\b
  position normale
  volontariat
  internship
  apprentice
  permanent
  fixed
  \bftc\b
  fonction
  titul
  agent
`);
