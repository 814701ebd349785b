/**
 * Where one works: towns, departments and regions named as the place of the job, of its offices, or of its team's
 * meetings. A place named for the field, an interview, a colleague's home or a body's name is not one.
 */

import { anyOf, oneOf } from "../../text/patterns.ts";
import type { PlaceNames } from "./placeNames.ts";
import type { Sentence } from "./sentences.ts";
import { scanNames } from "./words.ts";

/** Most places that are kept: an offer that names more is about the whole country. */
const MOST = 8;

interface Hit {
  readonly place: string;
  readonly start: number;
  readonly end: number;
}

/** The words from a name's beginning on, as many as the longest name has. */
const WORDS = /[a-z\u00e6\u0153]{1,40}(?:[ '-]{1,3}[a-z\u00e6\u0153]{1,40}){0,5}/y;

function placesIn(sentence: Sentence, names: PlaceNames): Hit[] {
  const named = scanNames(sentence.folded, names.lengths, (start, words) =>
    placeAt(sentence, start, words, names),
  );
  return /\d/.test(sentence.folded) ? [...named, ...postalCodes(sentence)] : named;
}

/** The longest name that begins here. */
function placeAt(sentence: Sentence, start: number, longest: number, names: PlaceNames): Hit | null {
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

/** A capital where the name has one, and nothing beside it that makes of it the name of something else. */
function isName(sentence: Sentence, start: number, end: number, written: string): boolean {
  // The article of « la Défense » may be small, and so may « région » of « région parisienne ».
  if (!/\p{Lu}/u.test(sentence.text.charAt(start)) && !/^(?:la|les?|region) /.test(written)) return false;
  const lastWord = Math.max(written.lastIndexOf(" "), written.lastIndexOf("-"), written.lastIndexOf("'")) + 1;
  if (!/\p{Lu}/u.test(sentence.text.charAt(start + lastWord)) && !/^region /.test(written)) return false;
  const before = sentence.folded.slice(Math.max(0, start - 24), start);
  const after = sentence.folded.slice(end, end + 12);
  const inRegion = /\b(?:en|dans la) region $/.test(before);
  if (!inRegion && BODY_NAME.test(sentence.folded.slice(Math.max(0, start - 40), start))) return false;
  // « Montreuil-sur-Mer », « Anne-Lyon » : part of a longer name.
  return !/^-[a-z]/.test(after) && !/[a-z]-$/.test(before);
}

/** Whether a name that is also a word (« Nice », « Tours ») stands where it is a place: after « à », « dans le », « département de »… */
function isAfterPreposition(folded: string, start: number, end: number): boolean {
  return (
    /(?:\ba|\bsur|\bdans l[ea]s?|\bdans l'|\bdepartement (?:de la|des|du|de l'|de)|\bbasee?s? a|[:/(]|\bou|\bet|\ben|,) ?$/.test(
      folded.slice(Math.max(0, start - 24), start),
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

const CODE = /\b(75|69|13) ?0(\d\d)\b/g;
const ARRONDISSEMENT =
  /\b\d{1,2} ?(?:e|er|eme|ieme)? arr(?:ondissement|t|\.)|\b(?:avenue|boulevard|rue|quai) [^.;()]{3,40}\(\d{1,2}e(?:r|me)?\)/;

/** « 75007 », « 7e arrondissement » : the town. */
function postalCodes(sentence: Sentence): Hit[] {
  const hits: Hit[] = [];
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

/** The sentence says where one works or comes. */
const WORKPLACE = anyOf`
  \bbase(?:e|s|es)?\b
  \bpostes?\b
  \blieux?\b
  \blocalis
  \bemplacement
  \benvironnement de travail\b
  tele-? ?trava
  \bbureaux?\b
  \blocaux\b
  \bpresences?\b
  presentiel
  \bsur (?:site|place)\b
  retrouv
  \bse reun
  \breunions?\b
  regroupement
  \brencontres? (?:mensuel|hebdo|reguli)
  seminaires?
  co-?working
  open[ _]?labs?\b
  \btravailler\b
  \btravaillerez\b
  \bou \?
  deplace(?:r|ment)
  \bvenir\b
  \bvenue\b
  \brejoindre\b.{0,20}\blocaux
  stage se deroule
  \baccueill
  \bremote\b
  a distance
  \bjours?\b.{0,20}\bsemaine
  \bjours? par mois
  \bavenue\b
  \brue\b
  \bquai\b
  \bboulevard\b
  \bcontrat\b
  \bmission\b.{0,30}\b(?:a|sur)\b
  \bcdd\b
  \bstage (?:a|sur)\b
  \btrajets?\b
`;

/** The sentence is about something else than the job's own place. */
const ELSEWHERE = anyOf`
  entretien
  \breside
  \bhabit(?:e|es|ez|ent|er)\b
  \bviv(?:ent|ons|re)\b
  \bterrain\b
  \bdeplo(?:ie|ye)
  disperse
  \brepartie?s?\b
  eparpill
  \bvadrouille
  \bmajoritairement base
  \bd'un peu partout\b.{0,40}\(
  \bnous sommes (?:tous )?(?:a|entre)\b
  \bentre\b.{3,40}\bet\b.{0,60}$
  membres? de l'equipe
  \bequipe (?:actuelle )?est (?:\w{1,20}ment )?(?:a|entre)\b
  \bequipe (?:actuelle )?entre\b
  \(equipe a\b
  \b(?:a distance|(?<!possibilite de )travaille\w*) (?:depuis|de)\b(?! (?:nos|des|les|la|facon)\b)
  \butilisateurs? (?:a|de|en)\b
  experiment
  \bpartenaires? (?:a|en|dans)\b
  \bun plus\b
  \bintrapreneure?s?\b.{0,20}\bbase
`;

/** « (basé à Lille) », « Nicolas, basée à Pau » : where a colleague lives. */
const TRADE = oneOf(`chef cheffe charge chargee coach dev designer developpeu\\w+ intrapreneur\\w* owner`);
const COLLEAGUE = new RegExp(
  `(?:\\([^()]{0,30}|\\b${TRADE}\\b[^.:;]{0,60}|\\bet \\w{2,20}, )\\bbasee?s? (?:a|sur|en)\\b`,
);

const EXPLICIT = anyOf`
  \b(?:lieu|localisation|lieu de travail|emplacement|ou)\b.{0,30}[:?—-]
  \bpostes? (?:est )?(?:a pourvoir|basee?s?)
  \bbase(?:e|s|es)? (?:a|au|en|dans|sur)\b
  \bbureaux\b
  \blocaux\b
`;

/** Places in order of first mention, each once. */
export function readPlaces(
  title: Sentence | null,
  sentences: readonly Sentence[],
  names: PlaceNames,
): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const add = (sentence: Sentence, hits: readonly Hit[]) => {
    for (const hit of withoutSurroundings(sentence, hits)) {
      if (seen.has(hit.place) || found.length >= MOST) continue;
      seen.add(hit.place);
      found.push(hit.place);
    }
  };
  if (title && !/\b(?:ville|metropole|region|departement|prefecture)\b/.test(title.folded))
    add(title, placesIn(title, names));
  for (const sentence of sentences) {
    const hits = placesIn(sentence, names);
    if (hits.length > 0 && saysWorkplace(sentence)) add(sentence, hits);
  }
  return found;
}

function saysWorkplace({ folded, heading, topic }: Sentence): boolean {
  const labelled =
    /^(?:lieu|localisation|ou \?|emplacement|lieu de travail|ou\b)/.test(heading) && folded.length < 200;
  if (!WORKPLACE.test(folded) && !labelled) return false;
  if (topic === "apply" && !EXPLICIT.test(folded) && !/tele-? ?trava|presen/.test(folded)) return false;
  const explicit = EXPLICIT.test(folded) && !COLLEAGUE.test(folded);
  if (
    ELSEWHERE.test(folded) &&
    !(explicit && !/entretien|majoritairement base|disperse|repartis/.test(folded))
  )
    return false;
  return !COLLEAGUE.test(folded);
}

/** « Paris (La Défense) » is La Défense; « Strasbourg (priorité Bas-Rhin) » is Strasbourg. */
function withoutSurroundings({ folded }: Sentence, hits: readonly Hit[]): Hit[] {
  return hits.filter((hit, index) => {
    const next = hits[index + 1];
    if (
      next?.place === "La Défense" &&
      hit.place === "Paris" &&
      /^[ (/,-]{1,4}$/.test(folded.slice(hit.end, next.start))
    )
      return false;
    const before = folded.slice(0, hit.start);
    return (
      !/\((?:[^()]{0,40}(?:en dehors|par exemple|hors de?)\b|priorite|notamment|dont|ex)[^()]{0,80}$/.test(
        before,
      ) && !/\b(?:poste mobile|notamment dans)\b[^.]{0,60}$/.test(before)
    );
  });
}
