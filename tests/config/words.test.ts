import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { loadWords, type TradeWords } from "../../src/config/words.ts";
import { parserVersion } from "../../src/edges/folder/parserVersion.ts";
import { readOffer } from "../../src/offers/reading/parse.ts";
import { placeKey } from "../../src/search/language/gazetteer.ts";
import { readQuery } from "../../src/search/query/query.ts";
import { ourNames } from "../support/words.ts";

/** The words of a configuration with these files beside it. */
function wordsWith(files: Readonly<Record<string, string>>): TradeWords {
  return loadWords(join(folderOf(files), "crieur.yaml"));
}

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "crieur-words-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** What is wrong with these files, a problem a line, without the folder. */
function problemsOf(files: Readonly<Record<string, string>>): string[] {
  const folder = folderOf(files);
  try {
    loadWords(join(folder, "crieur.yaml"));
    return [];
  } catch (error) {
    return String(error instanceof Error ? error.message : error)
      .split("\n")
      .map((line) => line.replace(`${folder}/`, ""));
  }
}

const factsWith = (words: TradeWords, body: string) =>
  readOffer("2024-01-01-a.md", Buffer.from(`---\nroles: Dev\nopen: true\n---\n${body}\n`), words.names).offer
    ?.facts;

describe("a file of words beside the configuration", () => {
  test("replaces ours, and the others stay: a skill", () => {
    const words = wordsWith({ "competences.txt": "# Les nôtres\nPhare = Lanterne 3000\nGo?\n" });
    const facts = factsWith(words, "Poste basé à Lyon. Vous maîtrisez lanterne-3000, Python et Go.");
    expect(facts?.skills).toEqual(["Phare", "Go"]);
    expect(facts?.places).toEqual(["Lyon"]);
  });

  test("replaces ours: a place, its region, and its other writings", () => {
    const words = wordsWith({
      "lieux.yaml":
        "écritures:\n  - [Trifouillis, Trif]\nrégions:\n  - nom: Bout du Monde\n    villes: [Trifouillis, Port]\nambigus: [Port]\n",
    });
    expect(factsWith(words, "Poste basé à Trif.\n\nLe port d'attache est Port.")?.places).toEqual([
      "Trifouillis",
    ]);
    expect(words.lexicon.gazetteer.isAt(placeKey("Bout du Monde"), placeKey("Trifouillis"))).toBe(true);
    expect(readQuery("dev trif", { lexicon: words.lexicon, today: "2024-01-01" }).choices).toMatchObject([
      { units: [{ text: "dev" }] },
      { facets: [{ kind: "place", name: "Trifouillis" }] },
    ]);
  });

  test("replaces ours: a phrase, and a courtesy word", () => {
    const words = wordsWith({
      "tournures.yaml": "contrats:\n  CDI: [pour la vie]\npolitesse: [siouplaît]\n",
    });
    const query = readQuery("siouplait dev pour la vie", { lexicon: words.lexicon, today: "2024-01-01" });
    expect(query.choices).toMatchObject([
      { units: [{ terms: ["developpeur"] }] },
      { facets: [{ kind: "contract", contract: "CDI" }] },
    ]);
  });

  test("may be empty: it says nothing", () => {
    const files = ["competences.txt", "lieux.yaml", "tournures.yaml", "synonymes.yaml"];
    const words = wordsWith(Object.fromEntries(files.map((name) => [name, ""])));
    expect(factsWith(words, "Lieu : Lyon. En Python.")).toMatchObject({ places: [], skills: [] });
  });
});

describe("what was parsed with other names is parsed anew", () => {
  test.each([
    ["a skill", { "competences.txt": "Phare\n" }],
    ["a place", { "lieux.yaml": "régions:\n  - nom: Bretagne\n" }],
  ])("%s", (_what, files) => {
    const edited = parserVersion(wordsWith(files).names);
    expect(edited).not.toBe(parserVersion(ourNames));
    expect(edited).toBe(parserVersion(wordsWith(files).names));
  });

  test("but not for words that only the search reads, nor for a remark", () => {
    const other = wordsWith({ "synonymes.yaml": "", "tournures.yaml": "" });
    expect(parserVersion(other.names)).toBe(parserVersion(ourNames));
    const version = (text: string) => parserVersion(wordsWith({ "competences.txt": text }).names);
    expect(version("# Remarque\nPhare\n")).toBe(version("Phare\n"));
  });
});

describe("a faulty file is refused with its line, the value, and what to do", () => {
  test.each([
    [
      { "competences.txt": "A = B\nC = B\n" },
      'competences.txt:2: "B" is a writing of A already; leave it to one of the two',
    ],
    [
      { "competences.txt": "Aa\nAa = B\n" },
      'competences.txt:2: "Aa" has a line already; put its writings there',
    ],
    [
      { "competences.txt": "Ruby =Rails\n" },
      'competences.txt:1: "Ruby =Rails" is no name; write "name" or "name = other, another", with "?" only behind a writing',
    ],
    [
      { "competences.txt": "\nRuby = Rails,\n" },
      'competences.txt:2: "" is no name; write "name" or "name = other, another", with "?" only behind a writing',
    ],
    [
      { "lieux.yaml": "régions:\n  - nom: A\n    villes: [Bcd]\n  - nom: C\n    villes: [bcd]\n" },
      'lieux.yaml:5: "bcd" stands on line 3 already; leave it in one of the two',
    ],
    [
      { "lieux.yaml": "ambigus: [Bcd]\n" },
      'lieux.yaml:1: "Bcd" is under no region; add it to its region first',
    ],
    [
      { "lieux.yaml": "régions:\n  - nom: A\n    ville: [Bcd]\n" },
      'lieux.yaml:3: unknown field "ville"; the fields here are nom, zones, départements, villes',
    ],
    [
      { "tournures.yaml": "contrats:\n  CDII: [cdi]\n" },
      /^tournures\.yaml:2: unknown contract "CDII"; the contracts are CDI, /,
    ],
    [
      { "tournures.yaml": "débutants: [novice]\nexclusion: [novices]\n" },
      'tournures.yaml:2: "novices" means something else on line 1 already; leave it in one of the two',
    ],
    [
      { "tournures.yaml": "récent:\n  - jours: hier\n    tournures: [hier]\n" },
      'tournures.yaml:2: "jours" must be a whole number of days, found "hier"',
    ],
    [
      { "synonymes.yaml": "écritures:\n  - [chose, k8s]\n" },
      /^synonymes\.yaml:2: "k8s" is a writing of Kubernetes in competences\.txt already; leave it to one /,
    ],
    [
      { "synonymes.yaml": "compétences: [phare]\n" },
      'synonymes.yaml:1: "phare" is no skill of competences.txt; write it as it stands there, or take it out',
    ],
    [
      { "lieux.yaml": "régions:\n  - nom: Stage\n" },
      'lieux.yaml:2: "Stage" is "stage" in tournures.yaml; take it out of one of the two',
    ],
    [
      { "lieux.yaml": "régions:\n  - nom: Ailleurs\n    villes: [Mâcon]\n" },
      'lieux.yaml:3: "Mâcon" is also the trade "maçon" in synonymes.yaml; add the place to "ambigus"',
    ],
  ])("%j", (files, problem) => {
    const problems = problemsOf(files);
    expect(problems).toHaveLength(1);
    if (typeof problem === "string") expect(problems[0]).toBe(problem);
    else expect(problems[0]).toMatch(problem);
  });

  test("all problems of all files at once", () => {
    const problems = problemsOf({
      "competences.txt": "=\n",
      "lieux.yaml": "villes: [Paris]\nambigus: Paris\n",
      "tournures.yaml": "contrats: [cdi]\n",
      "synonymes.yaml": "écritures: devops\n",
    });
    expect(problems.map((problem) => problem.replace(/: .*/, ""))).toEqual([
      "competences.txt:1",
      "lieux.yaml:1",
      "lieux.yaml:2",
      "tournures.yaml:1",
      "synonymes.yaml:1",
    ]);
  });

  test("what cannot be read is named with the remedy", () => {
    const folder = folderOf({});
    mkdirSync(join(folder, "lieux.yaml"));
    expect(() => loadWords(join(folder, "crieur.yaml"))).toThrow(
      /lieux\.yaml: this file cannot be read \(.*\); make it readable, or remove it to use Crieur's own$/,
    );
  });
});
