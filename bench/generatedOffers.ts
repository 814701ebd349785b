import type { KnownOffer } from "../src/offers/catalogue.ts";
import type { Offer, OfferKey } from "../src/offers/offer.ts";
import { anOffer } from "../tests/support/anOffer.ts";

/** A repeatable source of numbers in [0, 1) (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const ROLES =
  "développeur·euse|Développeuse ou développeur full-stack|Dev back-end|Designer UX/UI|Chargé·e de déploiement|Product owner|Chef·fe de produit|Data scientist|Data engineer|DevOps|Administrateur·rice système|Coach|Intrapreneur·e|Lead dev|Business developer|Chargé·e de communication".split(
    "|",
  );
export const SKILLS =
  "JavaScript|TypeScript|Python|Ruby on Rails|Django|React|Vue.js|Angular|Node.js|PostgreSQL|Docker|Kubernetes|Terraform|Ansible|PHP|Symfony|Java|Elasticsearch|Figma|Metabase".split(
    "|",
  );
const PLACES = ["Paris", "Lyon", "Rennes", "Nantes", "Lille", "Bordeaux", "Marseille", "Toulouse"];
const SYLLABLES =
  "ba be bi bo ca ce cha che co cra da de di do fa fe fi for ga ge gi gra la le li lo ma me mi mo na ne ni no pa pe pi po pra ra re ri ro sa se si so sta ta te ti to tra va ve vi vo tion ment eur age ique able isme".split(
    " ",
  );

const VOCABULARY = 30_000;
const WORDS = 600;

/** Words whose frequencies fall as Zipf's law has it, as in prose. */
export function vocabulary(random: () => number): string[] {
  const words = new Set<string>();
  while (words.size < VOCABULARY) {
    const length = 2 + Math.floor(random() * 3);
    words.add(Array.from({ length }, () => pick(SYLLABLES, random)).join(""));
  }
  return [...words];
}

export function pick<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("nothing to pick from");
  return item;
}

/** The rank of a word of prose: 1/rank, cut at the size of the vocabulary. */
function zipf(random: () => number): number {
  return Math.floor(VOCABULARY ** random()) - 1;
}

export interface GeneratedOffer extends Offer {
  /** Markdown. */
  readonly body: string;
}

export function generateOffers(count: number, seed = 1): GeneratedOffer[] {
  const random = numbers(seed);
  const words = vocabulary(random);
  return Array.from({ length: count }, (_, at) => offer(at, words, random));
}

export function offer(at: number, words: readonly string[], random: () => number): GeneratedOffer {
  const skills = Array.from({ length: 1 + Math.floor(random() * 6) }, () => pick(SKILLS, random));
  const prose = Array.from({ length: WORDS - skills.length }, () => words[zipf(random)] ?? "");
  const body = [
    `## Mission`,
    prose.slice(0, 300).join(" "),
    `## Profil`,
    skills.join(", "),
    prose.slice(300).join(" "),
  ].join("\n\n");
  const day = `20${17 + (at % 6)}-0${1 + (at % 9)}-1${at % 10}`;
  const slug = `${day}-offre-${at}`;
  const said = anOffer({
    id: slug,
    title: `${pick(ROLES, random)} ${random() < 0.3 ? pick(skills, random) : ""}`.trim(),
    startup: words[Math.floor(random() * 500)] ?? null,
    date: day,
    facts: {
      places: [pick(PLACES, random)],
      remote: random() < 0.5 ? "full" : "partial",
      contracts: [random() < 0.6 ? "freelance" : "CDD"],
      junior: random() < 0.2,
      skills: [...new Set(skills)],
    },
    body,
  });
  return { ...said, body };
}

/** The same as a store keeps them: each open since its only opening, numbered from 1. */
export function generateOpen(count: number): KnownOffer[] {
  return generateOffers(count).map((offer, at) => ({
    key: (at + 1) as OfferKey,
    id: offer.id,
    status: "open",
    opening: 1,
    offer,
    fingerprint: offer.id,
    stood: "open",
    openedAt: 1,
    closedAt: null,
    missingSince: null,
  }));
}
