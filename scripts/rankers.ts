import Database from "better-sqlite3";
import MiniSearch from "minisearch";
import type { Offer, OfferKey } from "../src/offers/offer.ts";
import type { Lexicon } from "../src/search/language/lexicon.ts";
import { canonical } from "../src/search/query/canonical.ts";
import { readQuery } from "../src/search/query/query.ts";
import type { Ranking } from "../src/search/ranking/ranking.ts";
import { SearchIndex } from "../src/search/searchIndex.ts";
import type { CorpusOffer } from "./corpus.ts";
import { documentName } from "./judgements.ts";

export interface Ranker {
  readonly name: string;
  /** Document names, best first, at most ten. */
  readonly run: (query: string) => string[];
}

const DAY = "2022-06-08";

/** Our own search, which also tells what it understood. */
export interface Crieur extends Ranker {
  readonly ask: (query: string) => Ranking;
  /** The query in canonical form. */
  readonly read: (query: string) => string;
}

export function crieur(offers: readonly Offer[], lexicon: Lexicon): Crieur {
  const index = new SearchIndex(lexicon);
  for (const [at, offer] of offers.entries()) index.replace(at as OfferKey, offer, "open");
  const context = { lexicon, today: DAY };
  const ask = (text: string): Ranking =>
    index.search(readQuery(text, context), { standing: "all", limit: 10 });
  return {
    name: "Crieur",
    run: (text) => ask(text).hits.map(({ key }) => documentName(offers[key]?.file ?? "")),
    ask,
    read: (text) => canonical(readQuery(text, context), context),
  };
}

interface Document {
  readonly id: string;
  readonly title: string;
  readonly startup: string;
  readonly techno: string;
  readonly body: string;
}

function documents(offers: readonly CorpusOffer[]): Document[] {
  return offers.map((offer) => ({
    id: documentName(offer.file),
    title: offer.title,
    startup: offer.startup ?? "",
    techno: offer.facts.skills.join(" "),
    body: offer.body,
  }));
}

/** As it comes, its title three times as heavy. */
export function miniSearch(offers: readonly CorpusOffer[]): Ranker {
  const index = new MiniSearch<Document>({
    fields: ["title", "startup", "techno", "body"],
    searchOptions: { boost: { title: 3 } },
  });
  index.addAll(documents(offers));
  return {
    name: "MiniSearch",
    run: (text) =>
      index
        .search(text)
        .slice(0, 10)
        .map((hit) => String(hit.id)),
  };
}

/** SQLite's full-text search, unicode61, any word, bm25, its title three times as heavy. */
export function fts5(offers: readonly CorpusOffer[]): Ranker {
  const database = new Database(":memory:");
  database.exec("CREATE VIRTUAL TABLE offers USING fts5(id UNINDEXED, title, startup, techno, body)");
  const insert = database.prepare("INSERT INTO offers VALUES (@id, @title, @startup, @techno, @body)");
  for (const document of documents(offers)) insert.run(document);
  const select = database.prepare<[string], { id: string }>(
    "SELECT id FROM offers WHERE offers MATCH ? ORDER BY bm25(offers, 0, 3, 1, 1, 1) LIMIT 10",
  );
  return {
    name: "SQLite FTS5",
    run: (text) => {
      const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
      return select.all(words.map((word) => `"${word}"`).join(" OR ")).map((row) => row.id);
    },
  };
}
