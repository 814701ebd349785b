/**
 * Where one applies: e-mail addresses that receive the application (copies too) and pages with a form or an offer to
 * answer. Addresses for questions, colleagues' profiles and the product's site are not.
 */

import { foldInPlace } from "../../text/fold.ts";
import { anyOf } from "../../text/patterns.ts";
import { clausesOf } from "./clauses.ts";
import { isOfOthers } from "./ownership.ts";
import type { Sentence } from "./sentences.ts";

const APPLYING = anyOf`
  \bappl(?:y|ications?)\b
  \b(?:your|a) (?:cv|resume)\b
  \bpostul
  \bcandidat(?:ure|er|ez|es?\b)
  \bcv\b
  \bresumes?\b
  \bdepose[rz]?\b.{0,20}\bdossier
  \bdossiers? (?:complets? )?a (?:adresser|envoyer|transmettre|deposer|retourner)\b
  \bdossiers? a \ufffc
  \bmotivation
  \bportfolio
  \brejoindre\b
  \benvo(?:yez|ie|ies|ye|yer)\b
  \becri(?:s|vez|re)(?:-| )
  \bcontacte(?:z|-)
  \badresse[rz]? (?:ta|votre|toute|une|vos)
  \bviens? (?:partager|nous)
  \bhate de te lire
  \bcontactez
  \bmanifeste[rz]\b
  \binteresse(?:e|s)?\b
  \binterested\b
  \bdrop (?:us |me )?a (?:line|note)\b
  \b(?:en etre|en faire partie|nous rejoindre)\b
  \bpar (?:mail|e-?mail|courriel)\b
  \bprends? contact
  ^reponses? a\b
  ^a qui ?:
  \bfai(?:te)?s(?:-nous|-moi)? signe\b
  \bhiring (?:manager|team)\b
  \bcontacts? (?:pour (?:le|ce) (?:poste|recrutement)|(?:du )?recrutement|rh)\b
  \bsend (?:us|me) (?:an? )?(?:e-?mail|message|note|line|link|word)\b
  \bun (?:petit )?(?:message|mot|mail|courriel|coup de fil) (?:a|pour)\b
`;
const COPY = /\bcopie\b|\bcc\b/;
/** « Pour signaler une panne », « pour exercer vos droits » : no application. */
const OTHER_PURPOSE = String.raw`\b(?:pour|afin de|en cas de|d'un) (?:vous |te |toute? |tout |un |une |des? |le |la )?(?:signal|resili|desabonn|desinscri|abonn|exercer|support|probleme|souci|bug|panne|incident|reclam|visit|contribu|test)`;
const QUESTIONS = anyOf`
  \b(?:pour|si|une|toute|autres?|la moindre|eventuelles?)\b.{0,30}\bquestions?\b
  \bposer\b.{0,40}\bquestions?
  ^ ?(?:des |vos |tes )?questions? (?:a|:|\?)
  \bprecisions\b
  \ben savoir (?:plus|davantage)\b(?! et\b)
  \bpour (?:echanger|discuter) (?:sur|au sujet|a propos)\b
  ${OTHER_PURPOSE}
  \brenseignements?\b
  \binformations? (?:aupres|complementaires?|sur)\b
  \bquestions? (?:about|on)\b
  \bprotection des donnees
  \bquestions? (?:relatives?|liees?|concernant) 
  \btraitee?s? par \ufffc
  ^pour (?!postul|candidat|nous|vous|rejoin|repond|envoy|depos|transmett|adress|faire|particip|manifest|integr|etre|deven|prendre|proposer|soumettre)[a-z]{3,14}(?:er|ir|re) [^,;]{2,40}, (?:ecri|contact|envoy|adress)
  \b(?:signale[rz]?|report) (?:les?|la|des|une?|toute?|any|a|bugs?)\b
  \ufffc (?:is|est|are) (?:only )?(?:for|pour|reserve\w* a\w*|dedie\w* a\w*) (?!l[ae]s? candidat|candidat|appl|job)
  \bhesite[sz]? pas a (?:nous|me|le|la|les)? ?(?:poser|contacter|demander)
`;
const STRONG = anyOf`
  \bdepose[rz]?\b.{0,20}\bdossier
  \bdossiers? (?:complets? )?a (?:adresser|envoyer|transmettre|deposer|retourner)\b
  \bapply (?:at|by|to|via)\b
  \bsend your\b
  \bapplications? (?:to|at|:)
  \bprise de contact\b
  \bmanifeste[rz](?:-vous)? aupres
  \bpostul
  \bcandidat(?:ure|er|ez)
  \benvo(?:yez|ie|ies|ye|yer)\b.{0,80}\b(?:cv|linkedin|candidature|github|motivation|portfolio|message|mail)
  \bcv\b.{0,120}\ba\b
  ^ ?cv ?:
`;

/** « Des questions avant de postuler ? » is about questions. */
const BEFORE_APPLYING = /\bavant (?:de |d'|ta |votre |toute )(?:postuler|candidater|candidature|envoyer)/;

/** Pages made for applying: forms, and the offers of recruiting sites. Host and the beginning of the path. */
const HOST = String.raw`(?:[\w-]{1,40}\.){0,3}`;
const FORM_PAGE = anyOf`
  ^https?://${HOST}airtable\.com/(?:shr|app|embed)
  ^https?://${HOST}(?:tally\.so|typeform\.com|framaforms\.org|forms\.gle|forms\.office\.com)/
  ^https?://docs\.google\.com/forms
  ^https?://grist\.[\w.]{2,40}/
  ^https?://${HOST}(?:demarches-simplifiees\.fr|demarche\.numerique\.gouv\.fr)/commencer
  ^https?://${HOST}(?:place-emploi-public|pass\.fonction-publique|choisirleservicepublic)\.gouv\.fr/offre
  ^https?://${HOST}fonction-publique\.gouv\.fr/biep
  ^https?://${HOST}(?:talent-?soft|taleez|recruitee|smartrecruiters|lever|greenhouse|flatchr|softy)\.(?:com|co|io|pro)/
  ^https?://${HOST}welcometothejungle\.com/.{0,60}jobs
  ^https?://beta\.gouv\.fr/postuler
`;
/** The page of the offer where the State publishes its own: one applies there. */
const PUBLIC_OFFER =
  /^https?:\/\/(?:[\w-]{1,40}\.){0,3}(?:place-emploi-public|pass\.fonction-publique|choisirleservicepublic)\.gouv\.fr\/offre/;
const RECRUITING_PATH = anyOf`
  ^https?://(?:recrut\w{0,7}|carrieres?|emplois?|jobs|careers|talents)\.
  /(?:recrutements?|postuler|candidat(?:er|ure)s?|jobs?|careers?)\b
  /offres?[-_]?(?:d[e'-]{0,2})?[-_]?emplois?\b
`;
/** Its name says that one applies there. */
const APPLY_PATH = /^https?:\/\/[^?#]{3,200}\/(?:candidatures?|candidater|postuler|apply)\b/;
const LABEL = anyOf`
  \bformulaire\b
  \bce lien\b
  \bpar ici\b
  ^ici$
  \blien (?:suivant|ci)
  ^(?:en ligne|sur (?:cette|la) page|cette page|la page dediee|(?:ce|le|un) questionnaire|(?:le|notre) portail)$
  \bpostul
  \bcandidat(?:er|ez|ure)
  \bfiche de poste\b
  \boffre\b
`;
const SEE_ALSO = anyOf`
  \bvoir aussi\b
  \ben parallele\b
  \bautres? (?:postes?|offres?|recrutements?)\b
  \b(?:recherchons|recrutons|cherchons) (?:aussi|egalement)\b
  \baussi (?:visible|disponible|consultable|publie)
  \begalement (?:visible|disponible|publie)
  \bdetail\w* (?:de l'annonce|sur)
  \ben savoir plus
`;
const NEVER = anyOf`
  (?:linkedin|twitter|github|openstreetmap|calendly)\.(?:com|org)
  malt\.fr
  blog\.
  /approche
  remuneration
  ^https?://doc\.
`;

/**
 * What the front matter says counts where the text names no address: the offer's own page, else `contacts`, which are
 * often those for questions.
 */
export function readApply(
  externalUrl: string | null,
  contacts: readonly string[],
  sentences: readonly Sentence[],
): { applyEmails: string[]; applyUrls: string[] } {
  const emails = readEmails(sentences);
  const urls = readUrls(sentences);
  if (urls.length > 0 || emails.length > 0) return { applyEmails: emails, applyUrls: urls };
  if (externalUrl !== null) urls.push(externalUrl);
  else emails.push(...contacts);
  return { applyEmails: emails, applyUrls: urls };
}

/** As many lines may stand between the request and the last of the addressees. */
const MOST_BEFORE = 8;

/** « recrutement@… », « jobs@… » : the name of an address says what it is for. */
const FOR_APPLICATIONS =
  /^(?:recrut\w*|rejoin\w+|candidat\w*|postuler|jobs?|apply|join|careers?|carrieres?|hiring|talents?|(?:d?rh|emplois?)[.-]?recrut\w*|d?rh|ressources-?humaines)\b/;
/** « press@… », « support@… » : none receives candidacies, unless its clause says so. */
const FOR_ELSE =
  /^(?:press|presse|support|sales|billing|paie|dpo|dpd|webmaster|abuse|securit[ey]|sav|privacy|no-?reply)\b/;

function hasEmail({ addresses }: Sentence): boolean {
  return addresses.some(({ kind }) => kind === "email");
}

function readEmails(sentences: readonly Sentence[]): string[] {
  const strong: string[] = [];
  const likely: string[] = [];
  /** The last sentence that asked for an application, while its list of addressees goes on. */
  let asked = -10;
  /** The next sentence with an address: none before it asks for anything that matters, unless it stands close. */
  let next = -1;
  for (const [index, sentence] of sentences.entries()) {
    if (index > next) next = sentences.findIndex((one, at) => at >= index && hasEmail(one));
    if (next === -1) break;
    if (next - index > MOST_BEFORE) continue;
    const { folded, topic } = sentence;
    const emails = sentence.addresses
      .filter(({ kind, hidden }, at) => kind === "email" && !hidden && !isForOthers(sentence, at))
      .map(({ value }) => value);
    const question = QUESTIONS.test(folded) && !STRONG.test(folded.replace(BEFORE_APPLYING, ""));
    // « Aucune candidature à … : seule l'adresse … est lue » : what is denied still says what it is about.
    const isAsking = APPLYING.test(folded) || (emails.length > 0 && APPLYING.test(sentence.whole));
    if (isAsking && !question) asked = index;
    if (emails.length === 0 || question) continue;
    const follows = index - asked <= 1 || (index - asked <= MOST_BEFORE && isListed(sentences, asked, index));
    const direct = STRONG.test(folded) || (APPLYING.test(folded) && topic === "apply") || COPY.test(folded);
    if (direct || (follows && (topic === "apply" || STRONG.test(sentences[asked]?.folded ?? ""))))
      strong.push(...emails);
    else if (topic === "apply" || APPLYING.test(folded) || follows) likely.push(...emails);
    else likely.push(...emails.filter((email) => FOR_APPLICATIONS.test(email)));
    if (follows) asked = Math.max(asked, index - 1);
  }
  return [...new Set(strong.length > 0 ? strong : likely)];
}

/** « Questions à ￼, candidatures à ￼ », « les usagers écrivent à ￼ » : each clause has its own address. */
function isForOthers({ folded, addresses }: Sentence, at: number): boolean {
  const place = [...folded.matchAll(/\ufffc/g)][at]?.index ?? 0;
  const clause = clausesOf(folded).find(({ start, end }) => place >= start && place < end);
  const said = folded.slice(clause?.start ?? 0, clause?.end);
  if (FOR_ELSE.test(addresses[at]?.value ?? "") && !APPLYING.test(folded)) return true;
  const isQuestion = addresses.length > 1 && QUESTIONS.test(said);
  return (isQuestion || isOfOthers(said)) && !STRONG.test(said.replace(BEFORE_APPLYING, ""));
}

/** Between the request and this line stand only lines that are addresses, too. */
function isListed(sentences: readonly Sentence[], from: number, to: number): boolean {
  for (let index = from + 1; index < to; index += 1) {
    const between = sentences[index];
    if (between && !between.addresses.some(({ kind }) => kind === "email") && between.folded.length > 40)
      return false;
  }
  return true;
}

function readUrls(sentences: readonly Sentence[]): string[] {
  const urls: string[] = [];
  for (const [index, sentence] of sentences.entries()) {
    if (!sentence.addresses.some(({ kind }) => kind === "url")) continue;
    const last = sentences[index - 1];
    // What is denied (« ne postulez pas par courriel mais sur … ») still says what the sentence is about.
    const context = `${isContinued(last, sentence) ? (last?.folded ?? "") : ""} ${sentence.whole}`;
    // A colon announces what follows, and a full stop does not: « pour en savoir plus, écrivez à … » is over.
    if (SEE_ALSO.test(last?.folded.endsWith(":") ? context : sentence.folded)) continue;
    const places = [...sentence.folded.matchAll(/\ufffc/g)].map(({ index: at }) => at);
    for (const [at, { kind, value, label }] of sentence.addresses.entries()) {
      if (kind !== "url" || NEVER.test(value.toLowerCase())) continue;
      const before = sentence.folded.slice(0, places[at] ?? 0);
      const leads = LEADS_THERE.test(`${before}\ufffc`) || LEADS_THERE.test(beforeLabel(before, label));
      const follows = FOR_APPLYING.test(sentence.folded.slice((places[at] ?? 0) + 1));
      if (leads || follows || isApplyUrl(value, label.toLowerCase(), context, sentence)) urls.push(value);
    }
  }
  return [...new Set(urls)];
}

/** What stands before an address, its own label left out, and the address: « déposez votre CV sur ￼ ». */
function beforeLabel(before: string, label: string): string {
  const shown = foldInPlace(label).trim();
  const text = before.trimEnd();
  return `${shown !== "" && text.endsWith(shown) ? text.slice(0, -shown.length).trimEnd() : text} \ufffc`;
}

/** The sentence before is of the same line, or announces this one: « postulez ici : ». */
function isContinued(before: Sentence | undefined, { line }: Sentence): boolean {
  return before !== undefined && (before.line === line || before.folded.endsWith(":"));
}

/** « ￼ pour postuler » */
const FOR_APPLYING = /^ ?\)?,? pour (?:postuler|candidater|deposer (?:votre|ta) candidature)/;

/** « Postulez sur ￼ », « dossier à déposer depuis la page dédiée : ￼ » */
const LEADS_THERE =
  /\b(?:postul\w+|candidat(?:ure|er|ez)s?|depos\w+|recrutement|pour (?:ce|cette|le present) (?:poste|offre)|apply|your applications?)\b[^.;\ufffc]{0,50}(?:\b(?:sur|via|ici|c'est|passe par|depuis|a l'adresse|suivante?|par|at|on)\b|:) ?:? ?(?:(?:le|la|l'|les|ce|cette|notre|votre|nos) ?)?(?:(?:site|page|lien|portail|plateforme|espace|formulaire|adresse)s?(?: (?:dediee?|suivante?|ci-dessous|ci-contre|de recrutement|internet|web|carrieres?))?)? ?:? ?\ufffc$/;

function isApplyUrl(written: string, label: string, context: string, { topic }: Sentence): boolean {
  const applying =
    /\bpostul|\bcandidat(?:ure|er|ez)|\bcv\b|\bformulaire\b|\bdepose|\ben etre\b|\ben faire partie\b/.test(
      context,
    );
  const url = written.toLowerCase();
  const known = FORM_PAGE.test(url);
  if (known && (applying || topic === "apply" || /recrut|postul|candidat/.test(url))) return true;
  if (PUBLIC_OFFER.test(url) || APPLY_PATH.test(url)) return true;
  if (RECRUITING_PATH.test(url) && (applying || topic === "apply")) return true;
  return (
    applying && LABEL.test(label) && !/plus d'info|beta\.gouv\.fr\/(?:approche|communaute|startups)/.test(url)
  );
}
