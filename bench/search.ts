// Search at size: 10,000 generated offers of 600 words; the same queries, mistyped and cut short, on
// Crieur's index, then on MiniSearch with `prefix: true, fuzzy: 0.2`. Budget: p99 at most a
// twentieth (docs/design.md §11).
import process from "node:process";
import MiniSearch from "minisearch";
import { ourWords } from "../scripts/ourWords.ts";
import type { Offer, OfferKey } from "../src/offers/offer.ts";
import { readQuery } from "../src/search/query/query.ts";
import { SearchIndex } from "../src/search/searchIndex.ts";
import { type GeneratedOffer, generateOffers, numbers, pick, SKILLS } from "./generatedOffers.ts";

const COUNT = Number(process.argv[2] ?? 10_000);
const QUERIES = 300;
const TODAY = "2022-06-08";

const { lexicon } = ourWords();

const offers = generateOffers(COUNT);
const keys = new Map(offers.map(({ id }, at) => [id, at as OfferKey]));
const random = numbers(7);
const [index, indexing, memory] = measured(() => {
  const built = new SearchIndex(lexicon);
  for (const offer of offers) built.replace(keyOf(offer), offer, "open");
  return built;
});
const [peer, peerIndexing, peerMemory] = measured(() => {
  const built = new MiniSearch<GeneratedOffer>({
    fields: ["title", "startup", "skills", "body"],
    extractField: (offer, field) => {
      if (field === "skills") return offer.facts.skills.join(" ");
      return String(offer[field as keyof GeneratedOffer] ?? "");
    },
    searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 3 } },
  });
  built.addAll(offers);
  return built;
});

const queries = Array.from({ length: QUERIES }, () => typed(offers, random));
const search = (text: string): number =>
  index.search(readQuery(text, { lexicon, today: TODAY }), { standing: "open", limit: 8 }).total;
for (const text of queries.slice(0, 30)) {
  search(text);
  peer.search(text);
}
// One after the other: where they take turns, one pays for the garbage that the other has made.
const ours = timed(search);
const theirs = timed((text) => peer.search(text));
const updates = offers.slice(0, 500).map((offer, at) => {
  const changed = { ...offer, sections: offers[COUNT - 1 - at]?.sections ?? [] };
  return elapsed(() => index.replace(keyOf(offer), changed, "open"));
});
const hostile = hostileTexts().map((text) => [text, elapsed(() => search(text))] as const);

print(`${COUNT} generated offers of 600 words; ${QUERIES} queries with typos and beginnings`);
print(`                  Crieur        MiniSearch (prefix, fuzzy 0.2)`);
print(`index             ${time(indexing)}      ${time(peerIndexing)}`);
print(`heap              ${megabytes(memory)}       ${megabytes(peerMemory)}`);
print(`query p50         ${time(quantile(ours, 0.5))}      ${time(quantile(theirs, 0.5))}`);
print(`query p99         ${time(quantile(ours, 0.99))}      ${time(quantile(theirs, 0.99))}`);
print(`p99, our share    ${(quantile(ours, 0.99) / quantile(theirs, 0.99)).toFixed(3)} (budget 0.05)`);
print(`one offer changed ${time(quantile(updates, 0.5))} p50, ${time(quantile(updates, 0.99))} p99`);
for (const [text, took] of hostile)
  print(`hostile           ${time(took)}  ${text.slice(0, 40)}… (${text.length})`);

function keyOf(offer: Offer): OfferKey {
  return keys.get(offer.id) ?? (-1 as OfferKey);
}

/** Makes a query of one to four words of an offer, often mistyped or cut short, as people type on a phone. */
function typed(from: readonly GeneratedOffer[], next: () => number): string {
  const offer = pick(from, next);
  const prose = offer.body.split(/\s+/).filter((word) => word.length > 4);
  const words = Array.from({ length: 1 + Math.floor(next() * 4) }, () =>
    pick([pick(offer.title.split(" "), next), pick(SKILLS, next), pick(prose, next)], next),
  );
  return words.map((word) => slip(word, next)).join(" ");
}

function slip(word: string, next: () => number): string {
  const at = 1 + Math.floor(next() * Math.max(1, word.length - 2));
  const kind = next();
  if (word.length < 5 || kind < 0.4) return word;
  if (kind < 0.6) return word.slice(0, Math.max(3, at));
  if (kind < 0.8) return word.slice(0, at) + word.slice(at + 1);
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}

function hostileTexts(): string[] {
  return [
    "a".repeat(100_000),
    "zqxj ".repeat(20_000),
    `${"développeu·r·se·s".repeat(5_000)}`,
    "(".repeat(50_000),
    '"'.repeat(50_000),
    "-".repeat(50_000),
    "lieu:".repeat(20_000),
    '"développeur"'.repeat(5_000),
    "abc abd abe abf abg abh abi abj abk abl abm abn",
    "xxdeveloppeurxx yydesigneryy zzkuberneteszz qqterraformqq wwpostgresqlww",
  ];
}

function measured<Result>(build: () => Result): [Result, number, number] {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  const start = performance.now();
  const result = build();
  const took = performance.now() - start;
  globalThis.gc?.();
  return [result, took, process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers - before];
}

function timed(run: (text: string) => unknown): number[] {
  globalThis.gc?.();
  return queries.map((text) => elapsed(() => run(text)));
}

function elapsed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function time(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 100 ? 2 : 0)} ms`.padStart(8);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(0)} MB`.padStart(8);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
