// Facts on the second set of labels: invented statements, each of a kind that once misled, and whole offers. A key is
// right, wrong (something said is not so) or missing. The rules are those of the labels' own scorer.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import process from "node:process";
import { factsLine } from "../src/messages/factsLine.ts";
import type { Names } from "../src/offers/facts/names.ts";
import type { Offer } from "../src/offers/offer.ts";
import { readOffer } from "../src/offers/reading/parse.ts";
import { itemKey, meets, statedKey } from "./statementKeys.ts";

type Values = Readonly<Record<string, unknown>>;

interface Row {
  readonly id?: string;
  readonly kind?: string;
  readonly body?: string;
  readonly frontMatter?: Readonly<Record<string, string>>;
  /** A whole offer, by its path within the labels' folder. */
  readonly file?: string;
  readonly facts?: Values;
  readonly alt?: Readonly<Record<string, readonly unknown[] | undefined>>;
}

/** Counts of items for the lists of whole offers, of keys for anything else. */
interface Verdict {
  readonly field: string;
  readonly right: number;
  readonly wrong: number;
  readonly missing: number;
  readonly wanted: unknown;
  readonly read: unknown;
}

const DATE = "2026-02-10";
const LISTS: ReadonlySet<string> = new Set(
  "places contracts statuses categories apply_emails apply_urls skills pay_amounts".split(" "),
);
const FIELDS = (
  "places remote said_days remote_days contracts statuses categories duration time start pay pay_amounts apply_emails " +
  "apply_urls reference deadline junior skills"
).split(" ");

/** Prints the tables; with `explain`, each key that is not right too. */
export function scoreStatements(shared: string, names: Names, explain = false): void {
  for (const name of ["statements.dev.jsonl", "offers.dev.jsonl"]) {
    const path = join(shared, "labels", "facts2", name);
    if (existsSync(path)) scoreFile(path, shared, names, explain);
  }
}

function scoreFile(path: string, shared: string, names: Names, explain: boolean): void {
  const rows = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Row);
  const judged = rows.map((row) => ({ row, verdicts: judge(row, offerOf(row, shared, names)) }));
  const lines = [tableRow("", ["right", "wrong", "missing"])];
  const kinds = [...new Set(rows.map(({ kind }) => kind ?? ""))].filter((kind) => kind !== "");
  for (const kind of kinds)
    lines.push(
      sum(
        kind,
        judged.filter(({ row }) => row.kind === kind).flatMap(({ verdicts }) => verdicts),
      ),
    );
  const all = judged.flatMap(({ verdicts }) => verdicts);
  for (const field of FIELDS) {
    const own = all.filter((verdict) => verdict.field === field);
    if (own.length > 0) lines.push(sum(field, own));
  }
  const misled = judged.filter(({ verdicts }) => verdicts.some(({ wrong }) => wrong > 0)).length;
  const right = all.reduce((count, verdict) => count + verdict.right, 0);
  const keys = all.reduce((count, { right, wrong, missing }) => count + right + wrong + missing, 0);
  process.stdout.write(
    `${basename(path)}: ${rows.length}, ${misled} with a wrong fact; ${right} of ${keys} keys right (${((100 * right) / keys).toFixed(1)} %)\n${lines.join("\n")}\n`,
  );
  if (!explain) return;
  for (const { row, verdicts } of judged)
    for (const { field, right, wrong, missing, wanted, read } of verdicts)
      if (wrong + missing > 0)
        process.stdout.write(
          `${wrong > 0 ? "WRONG  " : "missing"} ${row.id ?? row.file} ${field}: wanted ${JSON.stringify(wanted)}, read ${JSON.stringify(read)}${row.body === undefined ? ` (${right} right)` : ` | ${JSON.stringify(row.body)}`}\n`,
        );
}

function offerOf(row: Row, shared: string, names: Names): Offer {
  const [file, bytes] =
    row.body === undefined
      ? [basename(row.file ?? ""), readFileSync(join(shared, row.file ?? ""))]
      : [`${DATE}-${row.id}.md`, Buffer.from(markdownOf(row.body, row.frontMatter))];
  const { offer, problems } = readOffer(file, bytes, names);
  if (!offer) throw new Error(`${file} was refused: ${problems[0]?.message ?? "no problem named"}`);
  return offer;
}

function markdownOf(body: string, frontMatter: Row["frontMatter"]): string {
  const head = { roles: "Chargée ou chargé de mission", date: DATE, open: "true", ...frontMatter };
  const lines = Object.entries(head).map(([key, value]) => `${key}: ${value}\n`);
  return `---\n${lines.join("")}---\n\n${body}\n`;
}

function judge(row: Row, offer: Offer): Verdict[] {
  const labels: Values = row.facts ?? (row as Values);
  const read = readValues(offer);
  const verdicts = FIELDS.filter((field) => field in labels).map((field) =>
    LISTS.has(field)
      ? judgeList(row, field, labels[field], read[field])
      : judgeValue(row, field, labels[field], read[field]),
  );
  if (row.body === undefined || !("remote_days" in labels)) return verdicts;
  const silence = [...(row.alt?.remote_days ?? []), null];
  const days = { ...row, alt: { said_days: silence } };
  return [...verdicts, judgeValue(days, "said_days", labels.remote_days, read.said_days)];
}

function readValues(offer: Offer): Values {
  const { facts } = offer;
  const said = (factsLine(offer) ?? "")
    .split(" · ")
    .find((part) => /t[ée]l[ée]travail/i.test(part) && /\b(?:\d+|une?|deux|trois|quatre) jours?/.test(part));
  return {
    ...facts,
    apply_emails: facts.applyEmails,
    apply_urls: facts.applyUrls,
    pay_amounts: facts.payAmounts,
    remote_days: facts.remoteDays,
    said_days: said ?? null,
  };
}

function judgeList(row: Row, field: string, label: unknown, value: unknown): Verdict {
  const wanted = (label as readonly (string | number)[] | null) ?? [];
  const read = value as readonly (string | number)[];
  const writings = wanted.map((item) =>
    String(item)
      .split("|")
      .map((one) => itemKey(field, one)),
  );
  const tolerated = (row.alt?.[field] ?? []).flatMap((item) =>
    String(item)
      .split("|")
      .map((one) => itemKey(field, one)),
  );
  const allowed = new Set([...writings.flat(), ...tolerated, ...(field === "contracts" ? ["autre"] : [])]);
  const found = new Set(read.map((item) => keyOfAddress(field, itemKey(field, item), allowed)));
  const right = writings.filter((keys) => keys.some((key) => found.has(key))).length;
  const missing = writings.length - right;
  const wrong = [...found].filter((key) => !allowed.has(key)).length;
  const counts = row.body === undefined ? { right, wrong, missing } : oneOf(wrong, missing);
  return { field, ...counts, wanted: label, read: value };
}

/** Addresses of persons are labelled by the beginning of their SHA-256. */
function keyOfAddress(field: string, key: string, allowed: ReadonlySet<string>): string {
  if (field !== "apply_emails" || allowed.has(key)) return key;
  const digest = `sha256:${createHash("sha256").update(key).digest("hex").slice(0, 12)}`;
  return allowed.has(digest) ? digest : key;
}

function judgeValue(row: Row, field: string, label: unknown, value: unknown): Verdict {
  const key = statedKey(field, value);
  const right = [label, ...(row.alt?.[field] ?? [])].some((one) => meets(field, key, statedKey(field, one)));
  const isSaid = key !== null;
  const counts = oneOf(right || !isSaid ? 0 : 1, right || isSaid ? 0 : 1);
  // Of whole offers only what is said or should be counts.
  const isIdle = row.body === undefined && right && !isSaid;
  return { field, ...(isIdle ? { right: 0, wrong: 0, missing: 0 } : counts), wanted: label, read: value };
}

function oneOf(wrong: number, missing: number): Pick<Verdict, "right" | "wrong" | "missing"> {
  if (wrong > 0) return { right: 0, wrong: 1, missing: 0 };
  return missing > 0 ? { right: 0, wrong: 0, missing: 1 } : { right: 1, wrong: 0, missing: 0 };
}

function sum(name: string, verdicts: readonly Verdict[]): string {
  const total = (pick: (verdict: Verdict) => number) =>
    String(verdicts.reduce((count, verdict) => count + pick(verdict), 0));
  return tableRow(name, [total((v) => v.right), total((v) => v.wrong), total((v) => v.missing)]);
}

function tableRow(name: string, cells: readonly string[]): string {
  return (name.padEnd(14) + cells.map((cell) => cell.padStart(10)).join("")).trimEnd();
}
