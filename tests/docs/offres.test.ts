import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { readConfig } from "../../src/config/read.ts";
import { namesFor } from "../../src/offers/facts/names.ts";
import type { Reading } from "../../src/offers/offer.ts";
import { readListed } from "../../src/offers/reading/listing.ts";
import { isAwaited, standingOn } from "../../src/offers/standing.ts";
import { runIn } from "../cli/inProcess.ts";
import { ourNames } from "../support/words.ts";
import {
  type Example,
  examples,
  messages,
  type Row,
  shownBlocks,
  workedExamples,
  workflowCheck,
} from "./offres.ts";
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
    expect(workedExamples()).toHaveLength(2);
  });

  test.each(examples())("$file is read as the page says", ({ configuration, file, text, rows }: Example) => {
    const read = readConfig(configuration, {});
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const reading = readListed(file, Buffer.from(text), namesFor(ourNames, read.settings.offers));
    if (reading === null) throw new Error("This is no offer.");
    const problems = reading.problems.map(({ severity, line, message }): Row => {
      return { label: `${SEVERITY[severity]}, ligne ${line}`, value: `\`${message}\`` };
    });
    const shown = rows.flatMap(({ label }) => {
      const claim = CLAIMS[label];
      return claim === undefined ? [] : [{ label, value: [claim(reading) ?? ""].flat().join(", ") }];
    });
    // No problem goes without a row, and no row without what it names.
    expect(rows).toEqual([...shown, ...problems]);
  });
});

test.each(workedExamples())(
  "the folder « $title » is checked as the page says",
  async (example) => {
    const { configuration, files, checked } = example;
    const folder = await mkdtemp(join(tmpdir(), "crieur-dossier-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const home = /^ {2}folder: (\S+)$/m.exec(configuration)?.[1] ?? "";
    const write = async (path: string, text: string) => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    };
    await write("config/crieur.yaml", configuration);
    // What a site has beside its offers is none.
    await write(join(home, "_index.md"), "---\ntitle: Nos offres\n---\n");
    await write(join(home, "README.md"), "Comment écrire une offre.\n");
    await write(join(home, "_drafts/essai.md"), "---\ntitle: Essai\nopen: true\n---\n");
    for (const { file, text } of files) await write(join(home, file), text);
    const { code, stderr } = await runIn(folder, ["check", "--now", TODAY, "--format", "github"]);
    expect(stderr.trimEnd().split("\n").at(-1)).toBe(`${checked} (configuration: config/crieur.yaml)`);
    expect({ code, files: files.length }).toEqual({ code: 0, files: expect.toSatisfy((many) => many > 2) });
  },
  60_000,
);

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
