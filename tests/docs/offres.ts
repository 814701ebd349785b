import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const PAGE = readFileSync(join(import.meta.dirname, "../../docs/offres.md"), "utf8");

export interface Row {
  readonly label: string;
  readonly value: string;
}

/** An offer that the page shows, and what it claims that Crieur reads in it. */
export interface Example {
  /** The configuration of the section that it stands in; empty where there is none. */
  readonly configuration: string;
  readonly file: string;
  readonly text: string;
  readonly rows: readonly Row[];
}

const EXAMPLE =
  /^Fichier `([^`\n]+)` :\n\n```markdown\n([\s\S]*?)```\n\n\| Crieur lit \| \|\n\| --- \| --- \|\n((?:\|.*\n)+)/gm;

export function examples(): Example[] {
  return sections().flatMap((section) => examplesIn(section, configurationIn(section)));
}

function examplesIn(section: string, configuration: string): Example[] {
  return [...section.matchAll(EXAMPLE)].map(([, file = "", text = "", table = ""]) => ({
    configuration,
    file,
    text,
    rows: cellsOf(table).map(([label = "", value = ""]) => ({ label, value })),
  }));
}

/** The page cut at its own headings: those within examples are no cuts. */
function sections(): string[] {
  const found = [""];
  let isCode = false;
  for (const line of PAGE.split("\n")) {
    if (line.startsWith("```")) isCode = !isCode;
    if (!isCode && /^#{2,3} /.test(line)) found.push("");
    found[found.length - 1] += `${line}\n`;
  }
  return found;
}

function configurationIn(section: string): string {
  return /```yaml\n(offers:\n[\s\S]*?)```/.exec(section)?.[1] ?? "";
}

/** A whole folder that the page shows, with its configuration and the last line of what `check` says of it. */
export interface WorkedExample {
  readonly title: string;
  readonly configuration: string;
  readonly files: readonly Example[];
  readonly checked: string;
}

export function workedExamples(): WorkedExample[] {
  return sections().flatMap((section) => {
    const configuration = configurationIn(section);
    if (configuration === "") return [];
    const checked = /`npx crieur check` finit par :\n`([^`]+)`/.exec(section)?.[1] ?? "";
    const title = section.slice(0, section.indexOf("\n"));
    return [{ title, configuration, files: examplesIn(section, configuration), checked }];
  });
}

export function shownBlocks(): number {
  return PAGE.split("```markdown\n").length - 1;
}

/** The messages of the table, each with its kind and its remedy. */
export function messages(): { message: string; kind: string; remedy: string }[] {
  const table =
    /^\| message \| \| que faire \|\n\| --- \| --- \| --- \|\n((?:\|.*\n)*)/m.exec(PAGE)?.[1] ?? "";
  return cellsOf(table).map(([message = "", kind = "", remedy = ""]) => ({
    message: message.replace(/^`(.*)`$/, "$1"),
    kind,
    remedy,
  }));
}

function cellsOf(table: string): string[][] {
  return table
    .trimEnd()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) =>
      line
        .replace(/^\| ?| ?\|$/g, "")
        .split(" | ")
        .map((cell) => cell.trim()),
    );
}

/** The last step of the workflow that the page shows: a line for a shell at the root of a repository of offers. */
export function workflowCheck(): string {
  const workflow: unknown = parse(/```yaml\n(name: Offres\n[\s\S]*?)```/.exec(PAGE)?.[1] ?? "");
  const { steps } = (workflow as { jobs: { verifier: { steps: { run?: string }[] } } }).jobs.verifier;
  return steps.at(-1)?.run ?? "";
}
