import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type { TradeWords } from "../src/config/words.ts";
import type { Offer } from "../src/offers/offer.ts";
import { readCorpus } from "./corpus.ts";
import { hasAnswer, type JudgedQuery, readJudgements, readPartial, type Score, score } from "./judgements.ts";
import { type Crieur, crieur, fts5, miniSearch, type Ranker } from "./rankers.ts";

/** Queries of the first set that nearly every ranking answers well: they say little. */
const SATURATED = new Set(["d06", "d10", "d19"]);
const WORST = 10;

/** Prints the tables of the judged queries: ours by query, then the means of all rankers, then the worst and why. */
export function scoreSearch(shared: string, words: TradeWords): void {
  const offers = readCorpus(shared, words.names);
  const ours = crieur(offers, words.lexicon);
  const all = [ours, miniSearch(offers), fts5(offers)];
  for (const set of ["search", "search2"]) {
    const folder = join(shared, "labels", set);
    if (existsSync(folder)) scoreSet(set, readJudgements(folder), all);
    if (existsSync(join(folder, "partial.dev.tsv"))) partial(folder, ours);
    if (existsSync(folder)) worst(readJudgements(folder), ours, offers);
  }
}

function scoreSet(set: string, queries: readonly JudgedQuery[], all: readonly Ranker[]): void {
  const [ours, ...others] = all;
  if (ours === undefined) return;
  line(`${set}: ${queries.length} judged queries, every offer counted as open`);
  line("");
  line(`${"query".padEnd(70)} nDCG@5  nDCG@10  recall@10`);
  for (const query of queries) {
    line(`${`${query.id} ${query.text}`.slice(0, 69).padEnd(70)} ${outcome(query, ours.run(query.text))}`);
  }
  line("");
  line(`${"mean".padEnd(34)} nDCG@5  nDCG@10  recall@10  no answer`);
  const narrow = queries.filter((query) => !SATURATED.has(query.id));
  for (const ranker of [ours, ...others]) {
    line(`${ranker.name.padEnd(34)} ${means(ranker, queries)}`);
    if (narrow.length < queries.length)
      line(`${`  without ${[...SATURATED].join(", ")}`.padEnd(34)} ${means(ranker, narrow)}`);
  }
  line("");
}

/** Trades that offers have, with a word that nobody says: right when nothing is listed, or when that is told. */
function partial(folder: string, ours: Crieur): void {
  for (const { id, text, word } of readPartial(folder)) {
    const { total, unknown, loosened } = ours.ask(text);
    const told = unknown.includes(word) && loosened.every(({ without }) => without.includes(word));
    line(
      `${`${id} ${text}`.padEnd(70)} ${total === 0 || told ? "said as partial" : "WRONG: listed in silence"}`,
    );
  }
  line("");
}

/** The queries that lose most, with what was understood and the grades of the first ten. */
function worst(queries: readonly JudgedQuery[], ours: Crieur, offers: readonly Offer[]): void {
  const loss = (query: JudgedQuery): number => 1 - score(query, ours.run(query.text)).ndcg10;
  const lost = queries.filter(hasAnswer).toSorted((a, b) => loss(b) - loss(a));
  line(`the worst ${WORST}: grades of the first ten, best missed, and how the query was read`);
  for (const query of lost.slice(0, WORST)) {
    const run = ours.run(query.text);
    const grades = run.map((document) => query.grades.get(document) ?? "-").join("");
    const missed = [...query.grades].find(([document, grade]) => grade === 3 && !run.includes(document));
    const title = offers.find(({ file }) => missed && file.startsWith(missed[0]))?.title;
    line(`  ${query.id} ${query.text}: -${loss(query).toFixed(3)} [${grades}] ${ours.read(query.text)}`);
    if (title !== undefined) line(`       missed: ${title} (${missed?.[0]})`);
  }
  line("");
}

function outcome(query: JudgedQuery, run: readonly string[]): string {
  if (!hasAnswer(query))
    return run.length === 0 ? "no answer: right" : `no answer: WRONG (${run.length} listed)`;
  return figures(score(query, run));
}

function figures({ ndcg5, ndcg10, recall10 }: Score): string {
  return [ndcg5, ndcg10, recall10].map((figure) => figure.toFixed(3)).join("    ");
}

function means(ranker: Ranker, queries: readonly JudgedQuery[]): string {
  const answered = queries.filter(hasAnswer).map((query) => score(query, ranker.run(query.text)));
  const mean = (figure: keyof Score): number =>
    answered.reduce((sum, each) => sum + each[figure], 0) / Math.max(1, answered.length);
  const none = queries.filter((query) => !hasAnswer(query));
  const right = none.filter((query) => ranker.run(query.text).length === 0).length;
  return `${figures({ ndcg5: mean("ndcg5"), ndcg10: mean("ndcg10"), recall10: mean("recall10") })}    ${right} of ${none.length}`;
}

function line(text: string): void {
  process.stdout.write(`${text}\n`);
}
