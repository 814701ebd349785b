import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface JudgedQuery {
  readonly id: string;
  readonly text: string;
  readonly intent: string;
  /** Grades 0–3 by document name (`documentName`). */
  readonly grades: ReadonlyMap<string, number>;
}

export interface Score {
  readonly ndcg5: number;
  readonly ndcg10: number;
  /** The first 10: how many are worth 2 or more, as a share of all such offers (of 10 at most). */
  readonly recall10: number;
}

/** NFC, without extension: what judgements and runs are compared by. */
export function documentName(file: string): string {
  return file
    .normalize("NFC")
    .trim()
    .replace(/\.(?:md|txt)$/, "");
}

export function readJudgements(folder: string): JudgedQuery[] {
  const rows = (file: string): string[][] => rowsOf(join(folder, file));
  const grades = new Map<string, Map<string, number>>();
  for (const [query = "", , document = "", grade = ""] of rows("qrels.dev.tsv")) {
    const known = grades.get(query) ?? new Map<string, number>();
    grades.set(query, known.set(documentName(document), Number(grade)));
  }
  return rows("queries.dev.tsv").map(([id = "", text = "", intent = ""]) => ({
    id,
    text,
    intent,
    grades: grades.get(id) ?? new Map<string, number>(),
  }));
}

/** Queries of which one word is said by no offer, with that word. */
export function readPartial(folder: string): { id: string; text: string; word: string }[] {
  return rowsOf(join(folder, "partial.dev.tsv")).map(([id = "", text = "", word = ""]) => ({
    id,
    text,
    word,
  }));
}

function rowsOf(file: string): string[][] {
  return readFileSync(file, "utf8")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map((line) => line.split("\t"));
}

export function hasAnswer({ grades }: JudgedQuery): boolean {
  return [...grades.values()].some((grade) => grade > 0);
}

/**
 * `run`: document names, best first. nDCG with gain 2^grade − 1 over log2(rank + 1);
 * unjudged documents count 0.
 */
export function score({ grades }: JudgedQuery, run: readonly string[]): Score {
  const got = run.slice(0, 10).map((document) => grades.get(document) ?? 0);
  const ideal = [...grades.values()].sort((a, b) => b - a);
  const worth = ideal.filter((grade) => grade >= 2).length;
  const hits = got.filter((grade) => grade >= 2).length;
  return {
    ndcg5: gain(got, 5) / gain(ideal, 5),
    ndcg10: gain(got, 10) / gain(ideal, 10),
    recall10: worth === 0 ? 0 : hits / Math.min(10, worth),
  };
}

function gain(grades: readonly number[], depth: number): number {
  return grades.slice(0, depth).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
}
