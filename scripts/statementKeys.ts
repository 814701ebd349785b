/**
 * The rules by which a fact that was read equals the one that a statement demands: those of the second labels'
 * `score.py`, ported. Stricter than `factKeys.ts`: an option is not a rule, and a duration may be that of one contract.
 */
import { FOLDED_MONTHS } from "../src/text/months.ts";

const ENGLISH_MONTHS =
  "january february march april may june july august september october november december".split(" ");
const NUMBERS: Readonly<Record<string, number>> = {
  ...{
    un: 1,
    une: 1,
    one: 1,
    deux: 2,
    two: 2,
    trois: 3,
    three: 3,
    quatre: 4,
    four: 4,
    cinq: 5,
    five: 5,
    six: 6,
  },
  ...{ huit: 8, eight: 8, neuf: 9, nine: 9, dix: 10, ten: 10, douze: 12, twelve: 12 },
};
const IS_NUMBER = new RegExp(`\\b(?:${Object.keys(NUMBERS).join("|")})\\b`, "g");

/** The key of an item of a list. */
export function itemKey(field: string, item: string | number): string {
  const written = String(item);
  if (field === "pay_amounts") return Number(written).toFixed(2);
  if (field === "apply_emails") return written.trim().toLowerCase();
  if (field === "apply_urls")
    return written
      .trim()
      .replace(/^https?:\/\/(www\.)?/, "")
      .replace(/\/+$/, "")
      .toLowerCase();
  const folded = fold(written);
  if (field === "places") return folded.replace(/^st(e?) /, "saint$1 ");
  return field === "skills" ? folded.replace(/[ .]|js$/g, "") : folded;
}

/** The key of a value; null when nothing is said. */
export function statedKey(field: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (field === "pay") return String(value !== "");
  if (typeof value !== "string" || field === "remote" || field === "reference" || field === "deadline")
    return String(value);
  const folded = fold(value.replaceAll("½", ",5"))
    .replace(IS_NUMBER, (word) => String(NUMBERS[word]))
    .replaceAll(",", ".");
  if (field === "remote_days" || field === "said_days") return daysKey(folded);
  if (field === "duration") return durationKey(folded);
  if (field === "time") return timeKey(folded);
  return field === "start" ? startKey(folded) : folded;
}

/** Whether a reading is what the label demands: a duration needs a contract only where the label names one. */
export function meets(field: string, read: string | null, wanted: string | null): boolean {
  if (read === wanted || read === null || wanted === null) return read === wanted;
  if (field === "duration") return wanted.startsWith("any ") && read.replace(/^\S+ /, "any ") === wanted;
  if (field !== "start" || /\d/.test(read)) return false;
  return read !== "" && read === wanted.replace(/ ?\b20\d\d\b/, "");
}

function fold(text: string): string {
  return text
    .replace(/[\u2010-\u2015\u2212_]/g, " ")
    .replace(/(?<!\d)[.,]|[.,](?!\d)/g, " ")
    .normalize("NFD")
    .replace(/[^\x20-\x7e]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9+#/.,%]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function daysKey(folded: string): string {
  const unit = /\ban\b|annee|annuel/.test(folded)
    ? "an"
    : /mois|mensuel/.test(folded)
      ? "mois"
      : folded.includes("%")
        ? "%"
        : "semaine";
  return `${(folded.match(/\d+/g) ?? []).slice(0, 2).join(" ")} ${unit}`;
}

const KINDS: readonly (readonly [string, RegExp])[] = [
  ["freelance", /\b(?:freelance|independant|prestat|portage)/],
  ["cdd", /\b(?:cdd|fixed)/],
  ["cdi", /\bcdi/],
  ["stage", /\b(?:stage|internship)/],
  ["alternance", /\b(?:alternan|apprenti)/],
  ["mad", /\bmise a disposition/],
];

function durationKey(folded: string): string {
  const kind = KINDS.find(([, names]) => names.test(folded))?.[0] ?? "any";
  const french = folded
    .replace(/\bweeks?\b/, "semaine")
    .replace(/\byears?\b/, "an")
    .replace(/\bmonths?\b/, "mois");
  const span = /(\d+)(?: (?:a |ou |to )?(\d+))? ?(an|mois|jour|semaine)/.exec(french);
  if (!span) return `${kind} ${whenKey(folded)}`;
  const unit = span[3] === "an" ? 12 : 1;
  const [from, to] = [Number(span[1]) * unit, Number(span[2] ?? span[1]) * unit];
  return `${kind} ${from}-${to} ${span[3] === "an" ? "mois" : span[3]}`;
}

function timeKey(folded: string): string {
  const days = new Set<number>();
  const add = (share: number | null) => void (share !== null && days.add(share));
  for (const [, from, to] of folded.matchAll(/(\d(?:\.\d)?)(?: (?:a |ou |to )?(\d))? ?(?:j\b|jours?|days?)/g))
    for (const count of [from, to]) add(count === undefined ? null : Number(count));
  for (const [, fifths] of folded.matchAll(/\b(\d)\/5/g)) add(Number(fifths));
  for (const [, hours] of folded.matchAll(/\b(\d\d)\/35/g)) add(Number(hours) / 7);
  for (const [, share] of folded.matchAll(/\b(\d\d\d?) ?%/g)) add(Number(share) / 20);
  for (const [, share] of folded.matchAll(/\b(\d\d) (?:a|ou|ou a) \d\d ?%/g)) add(Number(share) / 20);
  if (/complet|plein|full/.test(folded)) add(5);
  if (/mi temps|half time/.test(folded)) add(2.5);
  if (days.size === 0)
    for (const [, hours] of folded.matchAll(/(\d\d(?:\.\d)?) ?(?:h\b|heures?|hours?)/g))
      add(Math.min(5, Number(hours) / 7));
  const parts = [...days].sort((a, b) => a - b).map((share) => share.toString());
  if (/partiel|part time/.test(folded) && !parts.some((part) => part !== "5")) parts.push("partiel");
  const isOption = /accept|possib|envisag|bienvenu|negoci|discut|option|peut|welcome|souhait/.test(folded);
  return `${isOption ? "option" : "rule"} ${parts.join(" ") || folded}`;
}

function startKey(folded: string): string {
  const soon = /asap|possib|immediat|plus tot|maintenant|rapidement|plus vite|soon/.test(folded);
  if (soon && !folded.split(" ").some((word) => FOLDED_MONTHS.includes(word))) return "asap";
  return whenKey(folded) || folded;
}

/** Months and years, written in figures too. */
function whenKey(folded: string): string {
  const named = folded
    .replace(/\b(20\d\d) (\d\d?) (\d\d?)\b/g, "$3/$2/$1")
    .replace(
      /\b\d\d?[/. ](\d\d?)[/. ](\d{4}|\d\d)\b/g,
      (_all, month: string, year: string) =>
        `${FOLDED_MONTHS[(Number(month) + 11) % 12]} ${year.length === 4 ? year : `20${year}`}`,
    )
    .split(" ")
    .map((word) => FOLDED_MONTHS[ENGLISH_MONTHS.indexOf(word)] ?? word);
  return [...new Set(named.filter((word) => FOLDED_MONTHS.includes(word) || /^20\d\d$/.test(word)))]
    .sort((a, b) => Number(/\d/.test(a)) - Number(/\d/.test(b)) || a.localeCompare(b))
    .join(" ");
}
