/** The words around a span of time that make it the contract's, or another's. */
import { anyOf, oneOf } from "../../text/patterns.ts";

/** The words before a span that make it the contract's: « contrat de », « pour une durée de », « CDD ». */
const CONTRACT = oneOf(`
  contrats? contracts? fixed-term contractuel\\w* missions? cdd stages? stagiaires? internships? volontariat\\w* civique vie independant\\w* free-?lances? periode engagement commitment assignment appointment placement remplace\\w+ renfort intervention detachement disposition prestation vacat\\w+ alternance apprentissage apprentie? detachement portage
`);
export const CONTRACT_BEFORE = anyOf`
  \b${CONTRACT}\b[^.;]{0,110}$
  \bv\.i\.e\.? (?:de |d')?$
  \bcombien de temps\b[^.;]{0,110}$
  ^term ?: ?$
  (?:^|[|·(-] )duree ?: ?$
  \b(?:welcome|needed|wanted|sought)\b[^.;]{0,80}\bfor (?:a minimum of |at least |up to )?$
  \bdisponib(?:ilite|le)s? (?:(?:pour|pendant|sur|de|d'au moins|au moins|minimum|une periode|une duree) ?){0,4}$
  \bposte (?:ouvert|en|de)\b[^.;]{0,110}$
  (?:semaine\)?|teletravail) sur [^.;]{0,60}$
  \b(?:rejoi\w+|recrut\w+|embauch\w+|ouverte?s?|propose\w*|pourvu\w*|engag\w+|interv\w+|accueil\w+)\b[^.;]{0,50}\bpour (?:une? (?:duree|periode) (?:de |d'))?$
  ^pour (?:une? )?[^.;]{0,60}$
`;
/** « six-month internship », « 3 ans en CDD » */
export const CONTRACT_AFTER =
  /^ ?(?:internship|apprenticeship|ftc\b|contract|fixed-term|(?:rolling |initial |renewable |fixed )contract|, (?:full|part)[- ]time|,? (?:de |en )(?:stage|mission|contrat|cdd|alternance|apprentissage)\b)/;
/** « Le marché, d'une durée de 4 ans », « la convention court jusqu'en … » */
export const OTHERS_SUBJECT =
  /^(?:le|la|l'|ce|cette|notre|un|une) ?(?:marche|convention|accord-cadre|accord|programme|plan|projet|produit|dispositif|experimentation|subvention)\b/;
/** « 3 months' notice », « a four-month probation », « 6 semaines de congés » */
export const NOT_THE_CONTRACT_AFTER =
  /^'? ?(?:(?:probation|notice|trial|training|onboarding|paid leave|leave)\b|(?:en |a l'|d')?(?:entreprise|ecole|cours|centre)\b|(?:de |d'|of )(?:preavis|conges?|vacances|formation|essai|recul|observation|decouverte|immersion|delai|tuilage|pratique|leave|notice|paid|training|holidays?|anciennete)\b)/;
export const NOT_THE_CONTRACT = anyOf`
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
  \bmoins d(?:e |')$
  \bperiodes? (?:de |d')(?:formation|integration|adaptation|transition|test|rodage|observation|prise en main)\b
  \b(?:commence|debute|demarre|begins?|starts?)\w{0,3} (?:par|with) (?:une? )?$
  \bstages? d(?:e |')(?:decouverte|observation|immersion|integration)\b
  \blimites? (?:legale )?(?:de |d'|a )?$
  \bdurees? moyennes?\b
  \bduree (?:de la |de l'|du |des |de (?!la |l')|d')(?!affectation|contrat|mission|stage|cette|ce |votre|notre|l[ae] |cdd|poste|remplacement|renfort|engagement|prestation|detachement|alternance|apprentissage|travail|service)[a-z]
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

/** Straight before a span, in its own clause: nothing that stands in a clause before can make it another's. */
export const NAMED_BEFORE =
  /, (?:un |une |en |puis )?(?:contrat|cdd|stage|mission|alternance|fixed-term contract) (?:en cdd )?(?:de |d'|of )?(?:une duree de )?$/;
/** « prolongé de 6 mois » : what is added to the contract. */
export const ADDED =
  /\b(?:prolong\w+|reconduit\w*|renouvele\w*|extended|renewed) (?:de |d'|pour |for |by |une fois |(?:une )?(?:nouvelle )?(?:periode|duree) de |tous les ){0,3}$|\bmois en $/;

/** « Un parcours d'accueil de 2 mois » : the noun that the span is of, with what stands between. */
export const OF_A_NOUN =
  /\b(?:une?|l[ae]|des|nos|notre|votre|cet?|cette|son|sa|du) ((?:(?!(?:une?|l[ae]s?|des|nos|notre|votre|en|pour|est|sera|dure)\b)[a-z'-]{1,20} ){1,4})(?:de |d')$/;
export const CONTRACTS_NOUN = new RegExp(
  `\\b(?:${CONTRACT}|duree|postes?|cdi|mise|recrutement|remunerations?)\\b`,
);
