import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Reading } from "../../src/offers/offer.ts";
import { readOffer } from "../../src/offers/reading/parse.ts";
import { isAwaited, standingOn } from "../../src/offers/standing.ts";
import { ourNames } from "../support/words.ts";
import { type Example, examples, messages, type Row, shownBlocks, workflowCheck } from "./offres.ts";
import { messageTemplates } from "./templates.ts";

/** The day on which the examples of the page are read. */
const TODAY = "2026-03-10";
const ROOT = join(import.meta.dirname, "../..");
const REMOTE = { full: "complet", partial: "partiel", none: "non" } as const;

/** What a row of the page's tables claims, as the reading has it. */
const CLAIMS: Readonly<Record<string, (reading: Reading) => string | readonly string[] | null | undefined>> =
  {
    identifiant: ({ id }) => id,
    état: ({ offer }) => {
      if (offer === null) return "inconnu";
      if (isAwaited(offer, TODAY)) return "pas encore ouverte";
      return standingOn(offer, TODAY) === "open" ? "ouverte" : "fermée";
    },
    "ouvre le": ({ offer }) => offer?.publication,
    "ferme après le": ({ offer }) => offer?.depublication,
    titre: ({ offer }) => offer?.title,
    startup: ({ offer }) => offer?.startup,
    domaines: ({ offer }) => offer?.domains,
    date: ({ offer }) => offer?.date,
    lien: ({ offer }) => offer?.externalUrl,
    résumé: ({ offer }) => offer?.summary,
    lieux: ({ offer }) => offer?.facts.places,
    contrats: ({ offer }) => offer?.facts.contracts,
    durée: ({ offer }) => offer?.facts.duration,
    télétravail: ({ offer }) => offer?.facts.remote && REMOTE[offer.facts.remote],
    rémunération: ({ offer }) => offer?.facts.pay,
    début: ({ offer }) => offer?.facts.start,
    "date limite": ({ offer }) => offer?.facts.deadline,
    débutant·es: ({ offer }) => (offer?.facts.junior ? "oui" : "non"),
    compétences: ({ offer }) => offer?.facts.skills,
    candidature: ({ offer }) => offer && [...offer.facts.applyEmails, ...offer.facts.applyUrls],
    réparé: ({ repaired }) => repaired,
  };

const SEVERITY = { error: "erreur", warning: "avertissement" } as const;

describe("every example of docs/offres.md", () => {
  test("stands before what it is read as", () => {
    expect(examples().length).toBeGreaterThan(4);
    expect(examples()).toHaveLength(shownBlocks());
  });

  test.each(examples())("$file is read as the page says", ({ file, text, rows }: Example) => {
    const reading = readOffer(file, Buffer.from(text), ourNames);
    const problems = reading.problems.map(({ severity, line, message }): Row => {
      return { label: `${SEVERITY[severity]}, ligne ${line}`, value: `\`${message}\`` };
    });
    const read = rows.flatMap(({ label }) => {
      const claim = CLAIMS[label];
      return claim === undefined ? [] : [{ label, value: [claim(reading) ?? ""].flat().join(", ") }];
    });
    // No problem goes without a row, and no row without what it names.
    expect(rows).toEqual([...read, ...problems]);
  });
});

test("docs/offres.md explains every message that a file can get, and no other", () => {
  const files = [
    ...globSync("src/offers/{*,reading/*,tracking/*}.ts", { cwd: ROOT }),
    "src/edges/folder/walk.ts",
    "src/flows/scan/copies.ts",
    "src/flows/scan/reader.ts",
  ];
  const known = files.flatMap((file) => messageTemplates(readFileSync(join(ROOT, file), "utf8")));
  expect(known.length).toBeGreaterThan(30);
  expect(
    messages()
      .map(({ message }) => message)
      .toSorted(),
  ).toEqual([...new Set(known)].toSorted());
  for (const { kind, remedy } of messages()) {
    expect(["erreur", "avertissement"]).toContain(kind);
    expect(remedy.length).toBeGreaterThan(10);
  }
});

test("the check that docs/offres.md shows for continuous integration marks the line at fault", async () => {
  const folder = await mkdtemp(join(tmpdir(), "crieur-ci-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await symlink(ROOT, join(folder, ".crieur"));
  await mkdir(join(folder, "content/_jobs"), { recursive: true });
  await writeFile(join(folder, "content/_jobs/veilleuse.md"), "---\nroles: Veilleuse\nopen: folse\n---\n");
  const child = spawn("sh", ["-c", workflowCheck()], {
    cwd: folder,
    env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
  expect(said).toMatch(/^::error file=content\/_jobs\/veilleuse\.md,line=3::open is "folse", [^\n]*\n$/);
  expect(code).toBe(1);
}, 60_000);
