import { join } from "node:path";
import process from "node:process";
import type { TradeWords } from "../src/config/words.ts";
import { readCorpus } from "./corpus.ts";
import { hasAnswer, type JudgedQuery, readJudgements, type Score, score } from "./judgements.ts";
import { crieur, fts5, miniSearch, type Ranker } from "./rankers.ts";

/** Queries that nearly every ranking answers well: they say little. */
const SATURATED = new Set(["d06", "d10", "d19"]);

/** Prints the tables of the judged queries: ours by query, then the means of all rankers. */
export function scoreSearch(shared: string, words: TradeWords): void {
  const offers = readCorpus(shared, words.names);
  const queries = readJudgements(join(shared, "labels", "search"));
  const [ours, ...others] = [crieur(offers, words.lexicon), miniSearch(offers), fts5(offers)];
  line(`Search: ${queries.length} judged queries over ${offers.length} offers, all counted as open`);
  line("");
  line(`${"query".padEnd(54)} nDCG@5  nDCG@10  recall@10`);
  for (const query of queries) {
    const run = ours.run(query.text);
    line(`${`${query.id} ${query.text}`.slice(0, 53).padEnd(54)} ${outcome(query, run)}`);
  }
  line("");
  line(`${"mean".padEnd(34)} nDCG@5  nDCG@10  recall@10  no answer`);
  const narrow = queries.filter((query) => !SATURATED.has(query.id));
  for (const ranker of [ours, ...others]) {
    line(`${ranker.name.padEnd(34)} ${means(ranker, queries)}`);
    line(`${`  without ${[...SATURATED].join(", ")}`.padEnd(34)} ${means(ranker, narrow)}`);
  }
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
