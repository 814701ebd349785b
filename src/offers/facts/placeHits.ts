/** Names of places in a sentence. */
import { foldInPlace } from "../../text/fold.ts";
import { anyOf, oneOf } from "../../text/patterns.ts";
import { Cue } from "./cue.ts";
import type { PlaceNames } from "./placeNames.ts";
import type { Sentence } from "./sentences.ts";
import { scanNames } from "./words.ts";

export interface PlaceHit {
  readonly place: string;
  readonly start: number;
  readonly end: number;
}

/** The words from a name's beginning on, as many as the longest name has. */
const WORDS = /[a-z\u00e6\u0153]{1,40}(?:[ '-]{1,3}[a-z\u00e6\u0153]{1,40}){0,5}/y;

/** The places that a sentence names, whatever it says of them, in order. */
export function placesIn(sentence: Sentence, names: PlaceNames): PlaceHit[] {
  const named = scanNames(sentence, names.firstWords, (start, words) =>
    placeAt(sentence, start, words, names),
  );
  const all = [
    ...named,
    ...shapedNames(sentence).filter(
      ({ start }) => !named.some((hit) => start < hit.end && hit.start <= start),
    ),
  ];
  if (/\d/.test(sentence.folded)) all.push(...postalCodes(sentence));
  if (OFFICES.isIn(sentence)) all.push(...officesOf(sentence, names));
  return all.toSorted((a, b) => a.start - b.start);
}

/** « Nos bureaux parisiens » : the beginnings of such words, and the towns. */
const TOWNSFOLK: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ parisien: "paris", lyonnais: "lyon", lillois: "lille", marseillais: "marseille", nantais: "nantes" },
    ...{ bordelais: "bordeaux", toulousain: "toulouse", rennais: "rennes", grenoblois: "grenoble" },
    ...{ strasbourgeois: "strasbourg", dijonnais: "dijon", montpellierain: "montpellier", nicois: "nice" },
  }),
);
const OFFICES = new Cue(
  new RegExp(
    `\\b(?:bureaux?|locaux|antenne|site|siege|agence) (${[...TOWNSFOLK.keys()].join("|")})(?:ne|e)?s?\\b`,
  ),
);

function officesOf({ folded }: Sentence, names: PlaceNames): PlaceHit[] {
  return [...folded.matchAll(new RegExp(OFFICES.pattern, "g"))].flatMap(
    ({ 0: said, 1: folk = "", index }) => {
      const place = names.named(TOWNSFOLK.get(folk) ?? "");
      const end = index + said.length;
      return place === undefined ? [] : [{ place, start: end - folk.length, end }];
    },
  );
}

/** What says the workplace, before the preposition. */
const AT_WORK = String.raw`\b(?:[Pp]oste|CD[ID]|[Ss]tage|[Bb]ase|[Bb]asée?s?|[Ss]ituée?s?|[Ll]ocalisée?s?|[Aa]ffectée?s?|[Bb]ureaux?|[Ll]ocaux|[Ee]mploi|[Aa]ntenne|[Ii]mplantée?s?|[Ii]nstallée?s?|[Ll]ieu|[Ll]ocalisation|[Aa]ffectation|[Rr]ésidence administrative)(?: (?:de travail|est|sont|se situe|se trouve|situé|basé))? ?`;
/** « Vaulx-en-Velin », « Pont-l'Abbé » : towns that no list names, known by their shape, straight after what says the workplace. */
const SHAPED = new RegExp(
  String.raw`${AT_WORK}(?:à|au|:) ?(\p{Lu}[\p{L}'’]+(?:-[\p{L}'’]+)*-(?:sur|sous|en|lès|les|le|la|de|du|des|l['’]|d['’]|aux?|près|Saint|Sainte)-?[\p{L}'’]+(?:-[\p{L}'’]+)*)`,
  "gu",
);
/** « Poste à Royan », « basé à Rivière-Pilote » : behind « à » alone, and no part of a longer name. */
const PLAIN = new RegExp(
  String.raw`${AT_WORK}à (\p{Lu}\p{Ll}{3,20}(?:-\p{Lu}\p{Ll}{2,20})*)(?![\p{L}\p{N}'’-]| \p{Lu})`,
  "gu",
);
/** What else stands there: « à Temps plein », and seats that people name like towns. */
const NO_TOWN =
  /^(?:temps|plein|pole|distance|pourvoir|responsab|mi-|segur|bercy|matignon|beauvau|vaugirard|grenelle|etalab|beta|france|europe|international|domicile|discuter|definir)/;

function shapedNames({ text, folded, whole }: Sentence): PlaceHit[] {
  const found = text.includes(" à ") ? [...text.matchAll(PLAIN)] : [];
  if (text.includes("-")) found.push(...text.matchAll(SHAPED));
  return found
    .filter(({ index }) => folded.charAt(index) === whole.charAt(index))
    .map(({ 0: match, 1: place = "", index }) => ({
      place,
      start: index + match.length - place.length,
      end: index + match.length,
    }))
    .filter(({ start }) => !NO_TOWN.test(folded.slice(start)));
}

/** The longest name that begins here. */
function placeAt(sentence: Sentence, start: number, longest: number, names: PlaceNames): PlaceHit | null {
  if (!mayBeName(sentence, start)) return null;
  WORDS.lastIndex = start;
  const words = (WORDS.exec(sentence.folded)?.[0] ?? "").split(/(?<=[a-z\u00e6\u0153])(?=[ '-])/);
  for (let count = Math.min(words.length, longest); count > 0; count -= 1) {
    const written = words.slice(0, count).join("");
    const end = start + written.length;
    const place = names.named(written);
    if (place === undefined || !isName(sentence, start, end, written)) continue;
    if (!names.isCommonWord(written) || isAfterPreposition(sentence.folded, start, end))
      return { place, start, end };
  }
  return null;
}

/** A quick look: a capital at its beginning, or behind a small article (« la Défense »); « région parisienne » has none. */
function mayBeName({ text, folded }: Sentence, start: number): boolean {
  if (isCapital(text.charAt(start)) || folded.startsWith("region ", start)) return true;
  const second = folded.slice(start, start + 5).search(/[ '-]/);
  return second > 0 && isCapital(text.charAt(start + second + 1));
}

function isCapital(letter: string): boolean {
  return letter !== letter.toLowerCase();
}

/** A capital where the name has one, and nothing beside it that makes of it the name of something else. */
function isName(sentence: Sentence, start: number, end: number, written: string): boolean {
  // The article of « la Défense » and « au Mans » may be small, and so may « région » of « région parisienne ».
  if (!/\p{Lu}/u.test(sentence.text.charAt(start)) && !/^(?:la|les?|aux?|du|des|region) /.test(written))
    return false;
  const lastWord = Math.max(written.lastIndexOf(" "), written.lastIndexOf("-"), written.lastIndexOf("'")) + 1;
  if (!/\p{Lu}/u.test(sentence.text.charAt(start + lastWord)) && !/^region /.test(written)) return false;
  const before = sentence.folded.slice(Math.max(0, start - 24), start);
  const after = sentence.folded.slice(end, end + 12);
  const inRegion = /\b(?:en|dans la) region $/.test(before);
  if (PERSON.test(before) || isSurname(sentence, start)) return false;
  const ahead = sentence.folded.slice(Math.max(0, start - 80), start);
  if (!inRegion && BODY_NAME.test(ahead.slice(-40)) && !isAtBody(sentence, ahead, end)) return false;
  // « Montreuil-sur-Mer », « Anne-Lyon » : part of a longer name.
  return !/^-[a-z]/.test(after) && !/[a-z]-$/.test(before);
}

/** « Madame Laval », « M. Jean Brest ». */
const PERSON = /\b(?:madame|monsieur|mme|mlle|mr|m|maitre|docteur|dr)\.? (?:[a-z-]{2,14} )?$/;
const OF_A_PERSON = anyOf`
  \b(?:accueill|recev|recoi|repond|attend|rencontr|tuto|encadr)
  \b(?:chef|cheffe|directeur|directrice|responsable|contact|collegue|tuteur|tutrice|adjointe?|secretaire|manager|fonde)\b
  \baupres d
`;

/** « Sophie Reims vous recevra » : behind a first name, in a sentence about people. */
function isSurname({ text, folded }: Sentence, start: number): boolean {
  return (
    /(?:^|[\s(,])\p{Lu}\p{Ll}{2,12} $/u.test(text.slice(Math.max(0, start - 15), start)) &&
    OF_A_PERSON.test(folded)
  );
}

/** Whether a name that is also a word (« Nice », « Tours ») stands where it is a place: after « à », « dans le », « département de »… */
function isAfterPreposition(folded: string, start: number, end: number): boolean {
  return (
    /(?:\ba|\bentre|\bsur|\bdans l[ea]s?|\bdans l'|\bdepartement (?:de la|des|du|de l'|de)|\bbasee?s? a|\b(?:cite administrative|etablissement|site|antenne|agence|bureaux?|locaux|campus) d[eu]|\b(?:ville|commune) d(?:e|'(?= ?$))|[:/(]|\bou|\bet|\ben|\bin|,) ?$/.test(
      folded.slice(Math.max(0, start - 26), start),
    ) && !/^ ?\d/.test(folded.slice(end, end + 12))
  );
}

/** Words that make of a place the name of something else: « ministère de la Défense », « accord de Paris », « rue de Lyon ». */
const BODY = oneOf(`
  ville metropole agglomeration mairie collectivite communaute departements? regions? prefecture chambre artisanat
  academie universite ecole rectorat chu tribunal tj cour barreau ministere secretariat agence caf carsat dreal drac
  association civils accords? porte gare station metro rue avenue boulevard place quai pont tour
`);
const BODY_NAME = new RegExp(
  `\\b(?:${BODY}|cour d'appel|sciences po) (?:(?:urbaine|regionale|generale) )?(?:de |d'|du |des |de la |de l'|la )?$`,
);

/** Where a town follows (« préfecture du Cantal, Aurillac »), the body's name says only whose it is. */
function isAtBody({ text }: Sentence, before: string, end: number): boolean {
  if (OUR_OFFICE.test(before)) return true;
  if (RECRUITER.test(before) && RECRUITS.test(foldInPlace(text.slice(end, end + 60)))) return true;
  return AT_A_BODY.test(before) && !/^,? (?:à )?\p{Lu}/u.test(text.slice(end, end + 5));
}

/** « Notre agence de Lyon », « concerne la seule ville d'Auch » ; « l'agence de Lyon » may be anybody's. */
const OUR_OFFICE =
  /\b(?:(?:notre|nos|votre|cette|rejoi\w+ l'|dans l'|a l') ?(?:agence|antenne)s?|concern\w{1,4} (?:l[ae] |l')?(?:seule )?(?:ville|agence|prefecture)) (?:de |d'|du |des )$/;

/** « La ville de Redon (9 000 habitants) recrute » : who hires is where it is. */
const RECRUITER = /\b(?:ville|mairie|commune|metropole|chu|hopital) (?:de |d'|du |des )$/;
const RECRUITS = /^ ?(?:\([^()]{0,30}\) ?)?(?:re)?(?:cherche|crute|embauche)\b/;

/** « Affectation : sous-prefecture de Libourne », « poste à la mairie de Sevran » : one works in the body itself. */
const AT_A_BODY =
  /\b(?:postes?|emploi|affect\w+|residence administrative|lieux?[^:;,]{0,20}|bureaux?|basee?s?|situee?s?|exerc\w+|travaill\w+)(?: (?:est|sont|se \w{4,6}))? ?(?::|a|au|aux|dans) ?(?:la |l'|le )?(?:cite administrative|mairie|sous-prefecture|prefecture|tribunal(?: judiciaire)?|cour d'appel|rectorat|universite|chu|caf|chambre (?:d'agriculture|de commerce)|metropole|ville|agglomeration) (?:de |d'|du |des |de la |de l'|la )?$/;

const CODE = /\b(75|69|13) ?0(\d\d)\b/g;
const ARRONDISSEMENT =
  /\b\d{1,2} ?(?:e|er|eme|ieme)? arr(?:ondissement|t|\.)|\b(?:avenue|boulevard|rue|quai) [^.;()]{3,40}\(\d{1,2}e(?:r|me)?\)/;

/** « 75007 », « 7e arrondissement » : the town. */
function postalCodes(sentence: Sentence): PlaceHit[] {
  const hits: PlaceHit[] = [];
  for (const match of sentence.folded.matchAll(CODE)) {
    const place = match[1] === "75" ? "Paris" : match[1] === "69" ? "Lyon" : "Marseille";
    const district = Number(match[2]);
    if (place !== "Paris" && (district === 0 || district > 16)) continue;
    hits.push({ place, start: match.index, end: match.index + match[0].length });
  }
  const match = ARRONDISSEMENT.exec(sentence.folded);
  if (match && !/lyon|marseille/.test(sentence.folded)) {
    hits.push({ place: "Paris", start: match.index, end: match.index + match[0].length });
  }
  return hits;
}
