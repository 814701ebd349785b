import { describe, expect, test } from "vitest";
import { Place } from "./crieur.ts";
import { FOREIGN_FOLDERS } from "./foreignFolders.ts";

const TODAY = "2026-03-10";

function folder(kind: string, configured: boolean): Place {
  const found = FOREIGN_FOLDERS.find((one) => one.kind === kind);
  if (!found) throw new Error(kind);
  const { files, configuration } = found;
  const offers = Object.entries(files).map(([name, text]) => [`offers/${name}`, text]);
  const config = configured ? `offers: {${configuration}}` : "";
  return new Place({ "config/crieur.yaml": config, ...Object.fromEntries(offers) });
}

/** What `check` says: each warning's beginning, and the counts of its last line. */
async function check(place: Place): Promise<string[]> {
  const { stdout, stderr } = await place.crieur(["check", "--now", TODAY, "--format", "json"]);
  const said = stdout.split("\n").filter((line) => line !== "");
  const warnings = said.map((line) => {
    const { file, message } = JSON.parse(line);
    return `${file}: ${message.replace(/"[^"]*"/g, "…").split(/[,;]/, 1)[0]}`;
  });
  const counts = /checked (\(.*?\): .*?) \(configuration/.exec(stderr)?.[1] ?? stderr;
  return [...warnings, counts];
}

const NOTHING = (readings: string) => `offers: ${readings} …`;

describe("a folder of another site, as it is, is told why nothing of it is announced", () => {
  test.each([
    [
      "a state in words and dates, French",
      [
        NOTHING("none of the 2 offers here says"),
        "(0 open, 2 closed, 0 not yet, 0 unreadable): 0 errors, 1 warning",
      ],
    ],
    [
      "`archived`, French",
      [
        NOTHING("none of the 2 offers here says"),
        "(0 open, 2 closed, 0 not yet, 0 unreadable): 0 errors, 1 warning",
      ],
    ],
    [
      "`archived`, English",
      [
        NOTHING("none of the 2 offers here says"),
        "(0 open, 2 closed, 0 not yet, 0 unreadable): 0 errors, 1 warning",
      ],
    ],
    [
      "a first and a last day, keys with spaces, template code",
      [
        NOTHING("none of the 3 offers here says"),
        "(0 open, 3 closed, 0 not yet, 0 unreadable): 0 errors, 1 warning",
      ],
    ],
    [
      "presence is open",
      [
        NOTHING("the one offer here does not say"),
        "(0 open, 1 closed, 0 not yet, 0 unreadable): 0 errors, 1 warning",
      ],
    ],
    [
      "challenges without any state",
      [
        NOTHING("none of the 2 offers here says"),
        "(0 open, 2 closed, 0 not yet, 0 unreadable): 0 errors, 1 warning",
      ],
    ],
    [
      "companies, and no offers",
      [
        NOTHING("none of the 2 offers here says"),
        "(0 open, 2 closed, 0 not yet, 0 unreadable): 0 errors, 1 warning",
      ],
    ],
    [
      "a template and a page of the section",
      ["(0 open, 0 closed, 0 not yet, 0 unreadable): 0 errors, 0 warnings"],
    ],
    [
      "page bundles",
      [
        NOTHING("the one offer here does not say"),
        "(0 open, 1 closed, 0 not yet, 0 unreadable): 0 errors, 1 warning",
      ],
    ],
  ])("%s", async (kind, expected) => {
    expect(await check(folder(kind, false))).toEqual(expected);
  });

  test("Markdown in files of another extension, presence is open", async () => {
    expect(await check(folder("Markdown in files of another extension, presence is open", false))).toEqual([
      NOTHING("the one offer here does not say"),
      "offers/quai.html: the name … does not end in .md",
      "(0 open, 1 closed, 0 not yet, 0 unreadable): 0 errors, 2 warnings",
    ]);
  });
});

describe("a folder of another site, translated, is as good as ours", () => {
  test.each([
    [
      "a state in words and dates, French",
      ["(1 open, 1 closed, 0 not yet, 0 unreadable): 0 errors, 0 warnings"],
    ],
    ["`archived`, French", ["(1 open, 1 closed, 0 not yet, 0 unreadable): 0 errors, 0 warnings"]],
    ["`archived`, English", ["(1 open, 1 closed, 0 not yet, 0 unreadable): 0 errors, 0 warnings"]],
    [
      "a first and a last day, keys with spaces, template code",
      ["(1 open, 1 closed, 1 not yet, 0 unreadable): 0 errors, 0 warnings"],
    ],
    [
      "Markdown in files of another extension, presence is open",
      [
        "offers/quai.html: the name … does not end in .md",
        "(1 open, 0 closed, 0 not yet, 0 unreadable): 0 errors, 1 warning",
      ],
    ],
    ["presence is open", ["(1 open, 0 closed, 0 not yet, 0 unreadable): 0 errors, 0 warnings"]],
    ["challenges without any state", ["(2 open, 0 closed, 0 not yet, 0 unreadable): 0 errors, 0 warnings"]],
    [
      "page bundles",
      [
        "offers/2026-02-05-phare/index.md: this offer has no text",
        "(1 open, 0 closed, 0 not yet, 0 unreadable): 0 errors, 1 warning",
      ],
    ],
  ])("%s", async (kind, expected) => {
    expect(await check(folder(kind, true))).toEqual(expected);
  });

  test.each([
    [
      "a state in words and dates, French",
      "2026-02-02-ponts",
      {
        startup: "Rivières",
        title: "Responsable des ponts",
        facts: { contracts: ["CDD"], places: ["Rennes"], applyEmails: ["ponts@fleuve.exemple.fr"] },
      },
    ],
    [
      "`archived`, English",
      "2026-02-01-maps",
      { facts: { places: ["Lyon"], applyEmails: ["maps@example.org"] } },
    ],
    [
      "a first and a last day, keys with spaces, template code",
      "well-keeper",
      {
        date: "2026-02-01",
        summary: "You keep the wells.",
        facts: { contracts: ["CDI"], applyUrls: ["https://example.org/apply/well"] },
      },
    ],
    [
      "Markdown in files of another extension, presence is open",
      "quai.html",
      {
        startup: "Quai",
        date: "2026-02-03",
        facts: {
          places: ["Vallauris", "France"],
          contracts: ["freelance"],
          skills: ["Python", "Django"],
          applyEmails: ["ana@quai.exemple.fr"],
        },
      },
    ],
    [
      "page bundles",
      "2026-02-05-phare",
      { date: "2026-02-05", facts: { places: ["Brest"], applyUrls: ["https://example.org/lamp"] } },
    ],
  ])("%s: %s", async (kind, id, expected) => {
    const { stdout } = await folder(kind, true).crieur(["show", id, "--json", "--now", TODAY]);
    expect(JSON.parse(stdout)).toMatchObject({ id, state: "open", ...expected });
  });
});
