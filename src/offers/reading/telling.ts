/** What a passage speaks of, told by its words, folded: the job, whom one seeks, the profile, the files, beta.gouv.fr. */
import { anyOf, oneOf } from "../../text/patterns.ts";

const TRADE = oneOf(`
  personne recrue candidate? titulaire stagiaire apprentie? alternante? agente? chargee? cheffe? chef responsable
  developpeu\\w+ devs? devops designer designeu\\w+ intrapreneu\\w+ coach ingenieure? architecte gestionnaire assistante?
  conseille\\w+ technicien\\w* product\\w* redact\\w+ analyste data poste stage
`);

const INFINITIVE =
  "(?!notre\\b|votre\\b|entre\\b|outre\\b|autre\\b|lettre\\b|chiffre\\b|premier\\b|dernier\\b|cadre\\b)[a-z-]{2,20}(?:er|ir|re)\\b";

/** « celles et ceux qui cherchent un logement » seek no colleague. */
const OTHERS_WHO = String.raw`(?<!\b(?:ceux|celles|usage?re?s|personnes|citoyens|jeunes|entreprises|candidate?s|beneficiaires|familles) qui )`;

const FUTURE = "(?:devra|aura|sera|viendra|[a-z]{4,14}era|[a-z]{3,12}ira)";

const HIRING = anyOf`
  ${OTHERS_WHO}\b(?:re)?cherch(?:e|ons|ent|ait) (?:(?:aujourd'hui|actuellement|donc|aussi|egalement|maintenant|toujours|a \w{2,9}),? )?(?:un|des\b|de (?:nouve|futur|jeunes)|d'un|s(?:on|a|es)\b|quelqu|deux|trois|\d|leurs? |plusieurs|a recruter|l[ae]s? (?:\w{1,14} ){0,3}?(?:${TRADE}|perle|collaborat|profil|membre|talent))
  \brecrut\w*\b
  \bembauch(?:ons|ent|e une?)\b
  \b(?:souhait|voul|cherch)\w{1,5} (?:\S{1,14} ){0,2}(?:integrer|accueillir|recruter|trouver)
  \bbesoin (?:d'|de )un
  \b(?:we(?:'re| are)|is|are) (?:looking for|hiring|seeking|recruiting)
`;

const JOB = anyOf`
  \b(?:vous|tu|votre|vos|ton|ta|tes)\b
  \brejoign
  \brejoindra
  \ben tant que\b
  \bil s'agi\w*\b
  \bil (?:vous |te )?faudra\b
  \b(?:la|les|une|cette) (?:\w{1,14} )?missions?\b
  \b(?:quelques|plusieurs|principales|diverses|differentes) missions\b
  \bmissions? (?:principales?|seront|consister|sera|sont)
  \b(?:l'|l[ae] |une? |un\S{1,3} |du |d'une? )(?:\w{1,10} )?${TRADE}\b
  \bles (?:stagiaires|personnes recrutees)\b
  \b(?:est|sont|sera|seront) (?:amene|charge)
  ^(?:d'|de |a |se |s'|co-)?${INFINITIVE}
  ^en (?:lien|binome|duo|collaboration|coordination) [^.;:]{2,90}, ${INFINITIVE}
  ^(?:[a-z]{3,14}(?:tion|ment|age)s?|mise|prise|suivi|appui|soutien|veille|aide)\b
  \byou(?:'ll|r)?\b
  \bthe (?:role|position|job)\b
  \bas an? \w
`;

/** Longer questions (« Vous voulez mettre vos compétences au service de tous ? ») only entice; « Ta mission ? » does not. */
const LONGEST_LABEL = 24;
/** Whose members have trades too. */
const TEAM = /\bequipes? .{0,60}\b(?:compos|constitu|compte\b|comprend\b|reunit\b)/;

/** Whether somebody is sought: « L'équipe cherche une personne pour… ». */
export function isHiring(said: string): boolean {
  return HIRING.test(said) && !APPLYING.test(said);
}

/** « Le Phare recherche une gardienne pour… » : more than the trade alone. */
export function isHiringFor(said: string): boolean {
  return isHiring(said) && FOR.test(said);
}

const FOR = /\b(?:pour (?!l[ae]s? |une? |son |notre |ses |nos )|afin d[e'])/;

/** « La ou le stagiaire devra… », « elle ou il contribuera : » : the work of whom one seeks, wherever it stands. */
export function saysWhatOneWillDo(said: string): boolean {
  return WILL_DO.test(said) && !APPLYING.test(said);
}

const WILL_DO = anyOf`
  \b(?:l'|l[ae] |l[ae] ou l[ae] |personne recrutee |nouvelle recrue |titulaire du poste )(?:\w{1,12} )?(?:${TRADE} )(?:(?:\w{1,12} ){0,3})${FUTURE}\b
  \b(?:il|elle)(?: ou |/)(?:il|elle) (?:\w{1,12} )?${FUTURE}\b
  \b(?:vous|tu) (?:\w{1,12} )?[a-z]{3,14}(?:rez|ras)\b
`;

/** What somebody is and not what one does: « Vous êtes curieuse, et à l'aise à l'oral. » */
export function saysQualitiesAlone(said: string): boolean {
  const sentences = said.split(/(?<=[.!?…]) /);
  return sentences.every((one) => QUALITIES.test(one));
}

const QUALITIES =
  /^(?:vous|tu) (?:etes|es) (?!en charge|charge|responsable|amene|integre|invite|l[ae] |l'|une? |garant|en mesure|entierement|sous |associe|rattache|place|affecte|au |directement|un.e |developp|appele|en lien|membre|implique)/;

/** Whether the passage is about the work of whom one seeks, and not about the team or its product. */
export function saysTheJob(passage: string): boolean {
  const said = withoutApplying(passage);
  if (HIRING.test(said)) return true;
  return (JOB.test(withoutTeasers(said)) || WILL_DO.test(said)) && !TEAM.test(said);
}

/** How to apply may be said in a word of a passage about the job. */
function withoutApplying(passage: string): string {
  if (!APPLYING.test(passage)) return passage;
  return passage
    .split(/(?<=[.?!:]) /)
    .filter((sentence) => !APPLYING.test(sentence))
    .join(" ");
}

function withoutTeasers(passage: string): string {
  if (!passage.includes("?") && !FOR_YOU.test(passage)) return passage;
  // A question in brackets is an aside of its sentence.
  const said = passage.replace(/\([^()]{0,200}\)/g, "");
  const sentences = said.split(/(?<=[.?!])/);
  return sentences
    .filter((one) => (!one.endsWith("?") || one.trim().length <= LONGEST_LABEL) && !FOR_YOU.test(one))
    .join("");
}

/** « Si tu aimes la mer, ce poste est fait pour toi » only entices as well. */
const FOR_YOU = /\bsi (?:tu|vous|t'|la|le|l')[^.?!]{0,200}\bfaite?s? pour (?:toi|vous)\b/;

const APPLYING = anyOf`
  \bpostule[rz]?\b
  \bcandidate[rz]\b
  \bcandidatures?\b
  \benvo(?:yez|ie|yer)(?:-nous)?\b
  \bcv\b
  \becri(?:s|vez)-nous\b
  \bn'hesite
`;

/** Whether it introduces what one has to be or to know. */
export function saysTheProfile(said: string): boolean {
  if (/\bil s'agi|\bmissions?\b|\brejoin/.test(said)) return false;
  return /\b(?:qualites|competences|savoir-etre|savoir-faire|profil|prerequis)\b.{0,60}(?::|suivantes?|recherche\w*|requis\w*|attendu\w*|necessaires?)/.test(
    said,
  );
}

/** « Poste ouvert le 3 mai », « Début de la mission : janvier » : for the files, or one of the terms. */
export function isAdministrative(said: string): boolean {
  return (
    /^(?:poste|offre|annonce|fiche) (?:ouverte?|publiee?|mise? en ligne|en ligne|mise? a jour)\b.{0,14}\d.{0,12}$/.test(
      said,
    ) ||
    /^(?:date de )?(?:debut|duree|lieu|dates?|contrat|statut|remuneration|salaire|localisation|modalites|rythme|horaires|temps de travail|tele-?travail|type de contrat|prise de (?:poste|fonction)|demarrage)\b[^.:]{0,40}:/.test(
      said,
    )
  );
}

/** Beginnings of paragraphs that introduce beta.gouv.fr, its incubators or its approach, and no post. */
export function introducesBeta(said: string): boolean {
  return /beta\.gouv\.fr (?:aide|est|a deja|incube|accompagne|reunit)|^(?:beta\.gouv|l'incubateur|les start-?ups? d'etat|une start-?up d'etat)|incubateur de services? (?:publics? )?numeriques?|approche start-?up d'etat|^nous (?:formons|animons|integrons|documentons)\b/.test(
    said,
  );
}

const TASK = new RegExp(`^\\W{0,6}${INFINITIVE} (?:\\w|l'|d')`);

/** « Animer le réseau » */
export function namesATask(heading: string): boolean {
  return TASK.test(heading);
}
