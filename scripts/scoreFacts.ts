// `npx node scripts/scoreFacts.ts`: how well facts are read, on the hand-labelled offers that stand beside a
// development checkout. The table is that of the labels' own scorer; `lenient` accepts what the label marks
// as acceptable, too. The second labels follow; `--explain` shows each of their keys that is not right.
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import process from "node:process";
import type { Names } from "../src/offers/facts/names.ts";
import type { Facts } from "../src/offers/offer.ts";
import { readOffer } from "../src/offers/reading/parse.ts";
import { listKey, valueKey } from "./factKeys.ts";
import {
  type Label,
  type LabelledFacts,
  LIST_FIELDS,
  type ListField,
  readLabels,
  VALUE_FIELDS,
  type ValueField,
} from "./factLabels.ts";
import { ourWords } from "./ourWords.ts";
import { scoreStatements } from "./scoreStatements.ts";

interface Pair {
  readonly label: Label;
  readonly read: LabelledFacts;
}

export function scoreFacts(shared: string, names: Names): void {
  const pairs = readLabels(join(shared, "labels", "facts")).map((label) => ({
    label,
    read: readFactsOf(join(shared, label.file), names),
  }));
  const rows = [
    ...LIST_FIELDS.map((field) => listRow(field, pairs)),
    ...VALUE_FIELDS.map((field) => valueRow(field, pairs)),
  ];
  const head = ["facts", "strict", "lenient", "precision", "recall", "stated", "micro-F1"];
  const lines = [head, ...rows].map(([name = "", ...cells]) =>
    (name.padEnd(14) + cells.map((cell) => cell.padStart(10)).join("")).trimEnd(),
  );
  process.stdout.write(`${pairs.length} hand-labelled offers\n${lines.join("\n")}\n`);
}

function readFactsOf(path: string, names: Names): LabelledFacts {
  const { offer, problems } = readOffer(basename(path), readFileSync(path), names);
  if (!offer) throw new Error(`${path} was refused: ${problems[0]?.message ?? "no problem named"}`);
  return inLabelNames(offer.facts);
}

function inLabelNames(facts: Facts): LabelledFacts {
  const { places, contracts, skills, remote, junior, reference, deadline, duration, time, start } = facts;
  return {
    ...{ places, contracts, skills, remote, junior, reference, deadline, duration, time, start },
    pay_amounts: facts.payAmounts,
    apply_emails: facts.applyEmails,
    apply_urls: facts.applyUrls,
  };
}

/**
 * Strict and lenient: offers whose whole set is right. Precision, recall and micro-F1:
 * over all items, leniently.
 */
function listRow(field: ListField, pairs: readonly Pair[]): string[] {
  let [exact, accepted, right, wrong, missing] = [0, 0, 0, 0, 0];
  for (const { label, read } of pairs) {
    const wanted = new Set(label[field].map((item) => listKey(field, item)));
    const tolerated = new Set((label.alt[field] ?? []).map((item) => listKey(field, String(item))));
    const found = new Set(read[field].map((item) => listKey(field, item)));
    if (sameSet(found, wanted)) exact += 1;
    const counted = new Set([...found].filter((item) => wanted.has(item) || !tolerated.has(item)));
    if (sameSet(counted, wanted)) accepted += 1;
    const hits = [...counted].filter((item) => wanted.has(item)).length;
    right += hits;
    wrong += counted.size - hits;
    missing += wanted.size - hits;
  }
  const precision = right / Math.max(1, right + wrong);
  const recall = right / Math.max(1, right + missing);
  const f1 = (2 * precision * recall) / Math.max(1e-9, precision + recall);
  const stated = pairs.filter(({ label }) => label[field].length > 0).length;
  const shares = [exact / pairs.length, accepted / pairs.length, precision, recall];
  return [field, ...shares.map(written), String(stated), written(f1)];
}

/** Strict and lenient: accuracy. Precision and recall: over what was read, and over what is stated. */
function valueRow(field: ValueField, pairs: readonly Pair[]): string[] {
  const judged = pairs.map(({ label, read }) => {
    const key = valueKey(field, read[field]);
    const wanted = valueKey(field, label[field]);
    const tolerated = (label.alt[field] ?? []).map((value) => valueKey(field, value));
    return {
      exact: key === wanted,
      accepted: key === wanted || tolerated.includes(key),
      read: read[field] !== null,
      stated: label[field] !== null,
      excused: read[field] === null && (label.alt[field] ?? []).includes(null),
    };
  });
  const shareOf = (list: readonly { accepted: boolean }[]) =>
    list.filter(({ accepted }) => accepted).length / Math.max(1, list.length);
  const stated = judged.filter((one) => one.stated);
  return [
    field,
    written(judged.filter(({ exact }) => exact).length / judged.length),
    written(shareOf(judged)),
    written(shareOf(judged.filter((one) => one.read))),
    written(shareOf(stated.filter((one) => !one.excused))),
    String(stated.length),
  ];
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item));
}

function written(share: number): string {
  return share.toFixed(3);
}

if (import.meta.main) {
  const shared = join(import.meta.dirname, "..", "..", "shared");
  const { names } = ourWords();
  if (existsSync(join(shared, "labels", "facts"))) {
    scoreFacts(shared, names);
    scoreStatements(shared, names, process.argv.includes("--explain"));
  } else
    process.stdout.write(
      "The labelled offers are not beside this checkout (../shared/labels/facts): nothing to score.\n",
    );
}
