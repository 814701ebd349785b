import type { Contract, Facts, Offer, Status } from "../offers/offer.ts";
import { clipWords } from "../text/clip.ts";
import { properName } from "./wording.ts";

/** Characters of one fact: the line fits a phone's screen in two or three lines, whatever the offer says. */
const FACT_LIMIT = 60;
const PLACES_SHOWN = 4;

/** The facts of an offer in one line, null when nothing is stated: « Tchap · Paris ou Lyon · CDD 3 ans ». */
export function factsLine(offer: Offer): string | null {
  const { facts } = offer;
  return joined([team(offer), where(facts), category(facts), contract(facts), remote(facts), payOf(facts)]);
}

/** The facts that decide at a glance, for one offer among several. */
export function shortFactsLine(offer: Offer): string | null {
  const { facts } = offer;
  const afar = facts.remote === "full" ? remote(facts) : null;
  return joined([team(offer), where(facts), contract(facts), afar, payOf(facts)]);
}

/** The pay as the offer writes it, but for « EUR » and « / jour ». */
export function payOf({ pay }: Facts): string | null {
  return (
    pay
      ?.replace(/(?<!\p{L})(?:EUR|euros?)(?!\p{L})/giu, "€")
      .replace(/(?: ?\/ ?|(?<=€) )(?=(?:jour|mois|an|heure)s?(?!\p{L}))/gu, " par ") ?? null
  );
}

function team({ startup }: Offer): string | null {
  return startup === null ? null : properName(startup);
}

function where({ places }: Facts): string | null {
  if (places.length === 0) return null;
  if (places.length > PLACES_SHOWN) return `${places.slice(0, PLACES_SHOWN).join(", ")}…`;
  return alternatives(places);
}

/** Positions of civil servants: a status that names them says no more. */
const POSITIONS: ReadonlySet<Contract> = new Set(["mise à disposition", "détachement", "PNA"]);

/** Contracts, their duration, statuses: « CDD 3 ans ou freelance », « titulaire ou CDD », « titulaire ou contractuel ». */
function contract({ contracts, duration, statuses }: Facts): string | null {
  const named = contracts.filter((name) => name !== "autre");
  const owner = named.find((name) => duration?.startsWith(`${name} `));
  const stated = named.map((name) => (name === owner ? (duration ?? name) : name));
  const either = alternatives([...statuses.filter((status) => isNews(status, named)), ...stated]);
  return [either, owner === undefined ? duration : null].filter((part) => part !== null).join(" ") || null;
}

/** « CDD » says « contractuel », and « détachement » says « titulaire ». */
function isNews(status: Status, named: readonly Contract[]): boolean {
  if (status === "titulaire") return !named.some((name) => POSITIONS.has(name));
  return !named.some((name) => name === "CDD" || name === "CDI");
}

function category({ categories }: Facts): string | null {
  const names = alternatives(categories);
  return names === null ? null : `catégorie ${names}`;
}

/** « Télétravail total possible » ; but « télétravail, possibilité de venir au bureau » is the rule, and the office the option. */
const MAY_BE_FULL =
  /(?<!(?:déplacement|réunion|visite|rencontre|séminaire|bureau|locaux|présence|venue)[sx]?,? (?:\S{1,12} )?)possibles?(?!\p{L})(?! (?:déplacement|réunion|visite|rencontre|séminaire|venue))|partiel|possibilité de (?:travail|full|100|télé|faire|être)[^,.;]{0,30}(?:distance|remote|télé|100)/iu;

function remote({ remote: kind, remoteDays, remoteNote }: Facts): string | null {
  switch (kind) {
    case null:
      return null;
    case "full":
      return MAY_BE_FULL.test(remoteNote ?? "") ? "télétravail complet possible" : "télétravail complet";
    case "none":
      return "sur site";
    case "partial":
      return remoteDays === null ? "télétravail partiel" : `télétravail ${remoteDays}`;
    default:
      return kind satisfies never;
  }
}

/** Tells whether the line has room for the whole of a fact. */
export function fitsLine(fact: string | null): boolean {
  return fact === null || fact.length <= FACT_LIMIT;
}

/** Tells whether the line says all that the offer's own words about remote work say. */
export function remoteSaysItAll({ remote: kind, remoteDays, remoteNote }: Facts): boolean {
  if (remoteNote === null || kind === null || kind === "none") return true;
  return kind === "partial" ? remoteDays !== null : remoteNote.length < 40;
}

function alternatives(names: readonly string[]): string | null {
  if (names.length < 2) return names[0] ?? null;
  return `${names.slice(0, -1).join(", ")} ou ${names.at(-1)}`;
}

function joined(parts: readonly (string | null)[]): string | null {
  const stated = parts.filter((part) => part !== null && part.trim() !== "");
  return stated.map((part) => clipWords(part ?? "", FACT_LIMIT)).join(" · ") || null;
}
