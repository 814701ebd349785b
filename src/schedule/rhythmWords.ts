import { WEEKDAYS, type Weekday, WORKDAYS } from "./weekdays.ts";

/** What one word or phrase of a rhythm says. */
export type Said =
  | { readonly says: "immediate" }
  | { readonly says: "every day" }
  | { readonly says: "every week" }
  | { readonly says: "days"; readonly days: readonly Weekday[] }
  /** A part of the day, with the hour that is meant where none is named. `alone`: it needs no day beside it. */
  | { readonly says: "part"; readonly hour: number; readonly alone: boolean }
  /** Joins others, and says nothing. */
  | { readonly says: "nothing" };

/** The names of the days, Monday first, as `foldInPlace` leaves them. */
export const DAY_NAMES = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"] as const;

const IMMEDIATE =
  list(`immediat, immediatement, tout de suite, aussitot, sans attendre, en direct, en temps reel,
  instantane, instantanement, au fil de l'eau, au fur et a mesure, a chaque offre, a chaque nouvelle offre,
  des parution, des la parution, des publication, des la publication, des qu'elle parait, des qu'elles paraissent`);
/** What comes in a rhythm. */
const SUMMARIES = list("resume, recap, recapitulatif, synthese, digest");
const EVERY_DAY = list(`chaque jour, tous les jours, tous les jours de la semaine, quotidien, quotidienne,
  quotidiennement, au quotidien, journalier, une fois par jour, 1 fois par jour,
  a raison d'une fois par jour`);
const EVERY_WEEK = list(`chaque semaine, toutes les semaines, hebdo, hebdomadaire, hebdomadairement,
  une fois par semaine, 1 fois par semaine, a raison d'une fois par semaine`);
const IN_THE_WEEK =
  list(`en semaine, jours ouvres, les jours ouvres, tous les jours ouvres, chaque jour ouvre,
  jours ouvrables, les jours ouvrables, tous les jours ouvrables, les jours de semaine, tous les jours de semaine,
  chaque jour de semaine`);
const WEEKEND = list("week-end, week-ends, weekend, weekends");
/** « En un résumé, mais seulement le lundi » */
const NOTHING = list(`le, les, un, une, chaque, tous les, et, &, plus, en, dans, avec,
  sous forme de, sous forme d'un, sous forme d'une, mais, seulement, uniquement, regroupes, regroupees, groupees, ${SUMMARIES.join()}`);

/** Hours that people mean by a part of the day. */
const PARTS: readonly (readonly [string, number])[] = [
  ["matin", 9],
  ["midi", 12],
  ["apres-midi", 14],
  ["soir", 18],
];

export const PHRASES: ReadonlyMap<string, Said> = new Map<string, Said>([
  ...NOTHING.map((phrase) => [phrase, { says: "nothing" }] as const),
  ...IMMEDIATE.map((phrase) => [phrase, { says: "immediate" }] as const),
  ...EVERY_DAY.map((phrase) => [phrase, { says: "every day" }] as const),
  ...[...SUMMARIES, "message"].flatMap((name) => [
    [`un ${name} par jour`, { says: "every day" }] as const,
    [`un ${name} par semaine`, { says: "every week" }] as const,
  ]),
  ...EVERY_WEEK.map((phrase) => [phrase, { says: "every week" }] as const),
  ...IN_THE_WEEK.map((phrase) => [phrase, { says: "days", days: WORKDAYS }] as const),
  ...WEEKEND.map((phrase) => [phrase, { says: "days", days: ["saturday", "sunday"] }] as const),
  ...DAY_NAMES.flatMap((name, index) => {
    const said = { says: "days", days: WEEKDAYS.slice(index, index + 1) } as const;
    return [[name, said] as const, [`${name}s`, said] as const];
  }),
  ...PARTS.flatMap(([name, hour]) => [
    ...[name, `du ${name}`, `de l'${name}`].map(
      (phrase) => [phrase, { says: "part", hour, alone: false }] as const,
    ),
    ...[`le ${name}`, `l'${name}`, `chaque ${name}`, `tous les ${name}s`, `a ${name}`].map(
      (phrase) => [phrase, { says: "part", hour, alone: true }] as const,
    ),
  ]),
  ["a minuit", { says: "part", hour: 0, alone: true }],
]);

/** Words of the longest phrase. */
export const MOST_WORDS = Math.max(...[...PHRASES.keys()].map((phrase) => phrase.split(" ").length));

/** What nobody says but of a rhythm: where it stands in what is left, the rhythm was not understood. */
export const CUE = new RegExp(
  [
    String.raw`(?:chaque|tous les|toutes les) (?:\d|deux|trois|quatre|six|dix|quinze|jour|semaine|mois|matin|midi|soir|heure|minute|an|trimestre|quinzaine|week-?end|${DAY_NAMES.join("|")})`,
    String.raw`(?:${DAY_NAMES.join("|")})s?(?![\p{L}\d])`,
    String.raw`(?:quotidien|hebdo|mensuel|bimensuel|bihebdo|trimestriel)\p{L}{0,12}(?![\p{L}\d])`,
    String.raw`(?:(?:une|deux|trois|quatre|\d) )?fois (?:par|tous|toutes|chaque) `,
    String.raw`(?:le |les )?(?:1er|\d{1,2}) (?:du|de chaque) mois`,
    String.raw`immediat(?:ement)?(?![\p{L}\d])`,
    String.raw`a \d{1,4} ?(?:h|heures?)(?![\p{L}])`,
    String.raw`a \d{1,3}:\d`,
  ]
    .map((cue) => `(?<![\\p{L}\\d])${cue}`)
    .concat(String.raw`\*/\d|\* \*`)
    .join("|"),
  "u",
);

function list(phrases: string): string[] {
  return phrases.split(",").map((phrase) => phrase.trim());
}
