import type { Facts, Offer } from "../offers/offer.ts";
import { clipWords } from "../text/clip.ts";
import { properName } from "./wording.ts";

/** Characters of one fact: the line fits a phone's screen in two or three lines, whatever the offer says. */
const FACT_LIMIT = 60;
const PLACES_SHOWN = 4;

/** The facts of an offer in one line, null when nothing is stated: « Tchap · Paris ou Lyon · CDD 3 ans ». */
export function factsLine(offer: Offer): string | null {
  const { facts } = offer;
  return joined([team(offer), where(facts), contract(facts), remote(facts), facts.pay]);
}

/** The facts that decide at a glance, for one offer among several. */
export function shortFactsLine(offer: Offer): string | null {
  const { facts } = offer;
  const afar = facts.remote === "full" ? remote(facts) : null;
  return joined([team(offer), where(facts), contract(facts), afar, facts.pay]);
}

function team({ startup }: Offer): string | null {
  return startup === null ? null : properName(startup);
}

function where({ places }: Facts): string | null {
  if (places.length === 0) return null;
  if (places.length > PLACES_SHOWN) return `${places.slice(0, PLACES_SHOWN).join(", ")}…`;
  return either(places);
}

/** The contracts and their duration: « CDD 3 ans », « CDI ou freelance ». */
function contract({ contracts, duration }: Facts): string | null {
  const stated = contracts.filter((name) => name !== "autre");
  return [either(stated), duration].filter((part) => part !== null).join(" ") || null;
}

function remote({ remote: kind, remoteNote }: Facts): string | null {
  switch (kind) {
    case null:
      return null;
    case "full":
      return /possib|partiel/i.test(remoteNote ?? "")
        ? "télétravail complet possible"
        : "télétravail complet";
    case "none":
      return "sur site";
    case "partial": {
      const days = daysAfar(remoteNote ?? "");
      return days === null ? "télétravail partiel" : `télétravail ${days} par semaine`;
    }
    default:
      return kind satisfies never;
  }
}

/** Tells whether the line has room for the whole of a fact. */
export function fitsLine(fact: string | null): boolean {
  return fact === null || fact.length <= FACT_LIMIT;
}

/** Tells whether the line says all that the offer's own words about remote work say. */
export function remoteSaysItAll({ remote: kind, remoteNote }: Facts): boolean {
  if (remoteNote === null || kind === null || kind === "none") return true;
  return kind === "partial" ? daysAfar(remoteNote) !== null : remoteNote.length < 40;
}

/** The days at home that a note counts, « 2 jours »; null if it counts days on site, or none. */
function daysAfar(note: string): string | null {
  if (/pr[ée]sen|sur (?:site|place)|bureau|locaux|mois/i.test(note)) return null;
  const found =
    /\b([1-5]|une?|deux|trois|quatre|cinq)(?: (?:à|ou) ([1-5]))? jours?(?: de t[ée]l[ée]travail)?(?: max(?:imum)?)?(?: ?(?:par|\/) ?semaine|\/sem|$)/i.exec(
      note,
    );
  const [, first, second] = found ?? [];
  if (first === undefined) return null;
  const count = `${first.toLowerCase()}${second === undefined ? "" : ` à ${second}`}`;
  return `${count} ${/^(?:1|une?)$/.test(count) ? "jour" : "jours"}`;
}

function either(names: readonly string[]): string | null {
  if (names.length < 2) return names[0] ?? null;
  return `${names.slice(0, -1).join(", ")} ou ${names.at(-1)}`;
}

function joined(parts: readonly (string | null)[]): string | null {
  const stated = parts.filter((part) => part !== null && part.trim() !== "");
  return stated.map((part) => clipWords(part ?? "", FACT_LIMIT)).join(" · ") || null;
}
