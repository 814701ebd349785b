import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const LIST_FIELDS = [
  "places",
  "contracts",
  "apply_emails",
  "apply_urls",
  "skills",
  "pay_amounts",
] as const;
export const VALUE_FIELDS = [
  "remote",
  "junior",
  "reference",
  "deadline",
  "duration",
  "time",
  "start",
] as const;
export type ListField = (typeof LIST_FIELDS)[number];
export type ValueField = (typeof VALUE_FIELDS)[number];
export type Value = string | boolean | null;

/**
 * An offer's facts under the names of the labels. Labelled facts and facts that were
 * read have this same shape.
 */
export type LabelledFacts = Readonly<Record<ListField, readonly (string | number)[]>> &
  Readonly<Record<ValueField, Value>>;

export interface Label extends LabelledFacts {
  /** Path within the folder of corpus and seeds: `offers-corpus/…`, `seeds/…`. */
  readonly file: string;
  /** Further values that are accepted, by field. */
  readonly alt: Readonly<Record<string, readonly Value[] | undefined>>;
}

export function readLabels(folder: string): Label[] {
  return ["seed.jsonl", "dev.jsonl"]
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path))
    .flatMap((path) => readFileSync(path, "utf8").split("\n"))
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Label);
}
