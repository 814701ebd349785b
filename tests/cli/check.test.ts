import { describe, expect, test } from "vitest";
import { offerFile } from "../support/offerFile.ts";
import { FOLDER, jsonLines, Place } from "./crieur.ts";

describe("check", () => {
  test("every problem has its file and line, and an error makes the exit code 1", async () => {
    const { code, stdout, stderr } = await new Place(FOLDER).launch(["check"]);
    expect(stdout).toMatch(/^offers\/2024-04-01-casse\.md:3: error: open is "folse", .*$/m);
    expect(stderr).toContain(
      "4 offers checked (2 open, 1 closed, 0 not yet, 1 unreadable): 1 error, 2 warnings (configuration: config/crieur.yaml)\n",
    );
    expect(code).toBe(1);
  });

  test("warnings alone are fine, and some depend on the day", async () => {
    const place = new Place({
      "offers/2024-06-01-a.md": offerFile(
        { title: "A", open: "true", depublication_date: "2024-06-30" },
        "Postulez à rh@exemple.fr.",
      ),
    });
    expect(await place.crieur(["check", "--now", "2024-06-29"])).toMatchObject({ code: 0, stdout: "" });
    const later = await place.crieur(["check", "--now", "2024-07-01"]);
    expect(later.code).toBe(0);
    expect(later.stderr).toContain(
      "1 offer checked (0 open, 1 closed, 0 not yet, 0 unreadable): 0 errors, 1 warning ",
    );
    expect(later.stdout).toMatch(
      /^offers\/2024-06-01-a\.md:4: warning: depublication_date 2024-06-30 is past, .*\n$/,
    );
  });

  test("authors are told what people will miss, and only of offers that are open or about to be", async () => {
    const says = { title: "A", depublication_date: "2024-06-30" };
    const { code, stdout, stderr } = await new Place({
      "offers/fermee.md": "---\ntitle: A\nopen: false\nposte_pourvu: true\n---\n",
      "offers/passee.md": offerFile({ ...says, open: true }, ""),
      "offers/bientot.md": offerFile({ title: "B", open: true, publication_date: "2024-08-01" }, ""),
      "offers/sans-titre.md": offerFile(
        { open: true, date: "2024-05-01" },
        "Candidatez avant le 12 mai 2024.",
      ),
    }).crieur(["check", "--now", "2024-07-01"]);
    expect(stdout.split("\n").map((line) => line.replace(/warning: (.{28}).*/, "$1"))).toEqual([
      "offers/bientot.md:3: this offer has no text; say ",
      "offers/bientot.md:3: this offer has no date; writ",
      "offers/passee.md:3: depublication_date 2024-06-3",
      "offers/sans-titre.md:2: this offer has no title but ",
      "offers/sans-titre.md:2: this offer names no way to a",
      "offers/sans-titre.md:2: the text says to apply befor",
      "",
    ]);
    expect(stderr).toContain(
      "4 offers checked (1 open, 2 closed, 1 not yet, 0 unreadable): 0 errors, 6 warnings ",
    );
    expect(code).toBe(0);
  });

  test("each configured room: what it would be told of today, and words that nobody says", async () => {
    const rooms =
      'rooms:\n  - room: "#a:b.fr"\n    filter: devops ou designer\n  - room: "#c:b.fr"\n    filter: devops cobol\n  - room: "#d:b.fr"\n';
    const { stderr } = await new Place({
      ...FOLDER,
      "config/crieur.yaml": `offers: {folder: offers}\n${rooms}`,
    }).crieur(["check"]);
    expect(stderr.split("\n").slice(0, 4)).toEqual([
      "#a:b.fr  “devops ou designer”  would be told of 2 of 2 open offers: Designer, Ingénieure DevOps",
      "#c:b.fr  “devops cobol”  would be told of 0 of 2 open offers",
      "#c:b.fr  warning: no offer, open or closed, says “cobol”; is it spelled as meant?",
      "#d:b.fr  every offer  would be told of 2 of 2 open offers: Designer, Ingénieure DevOps",
    ]);
  });

  test.each([
    ["lieu:lion", /did you mean "lieu:Lyon"\?/],
    ["contrat:xyz", /"xyz" is no known value of "contrat:"/],
    ["de la", /demands nothing that an offer says/],
    ["tout", /asks for every offer; leave it empty/],
  ])("a filter %j is refused with what to write", async (filter, expected) => {
    const rooms = `rooms:\n  - room: "#a:b.fr"\n    filter: "${filter}"\n`;
    const { code, stderr } = await new Place({ ...FOLDER, "config/crieur.yaml": rooms }).crieur(["check"]);
    expect(stderr).toMatch(expected);
    expect(code).toBe(78);
  });

  test("what a start would lack, before anything is started", async () => {
    const place = new Place({ "config/crieur.yaml": "", "data/token.json": "{}" });
    const lacks = async (configuration: string): Promise<string[]> => {
      place.write({ "config/crieur.yaml": configuration });
      const { code, stderr } = await place.crieur(["check"]);
      expect(code).toBe(0);
      const [heading, ...lines] = stderr.split("\n").slice(0, -3);
      expect(heading ?? "`npx crieur start` still lacks:").toBe("`npx crieur start` still lacks:");
      return lines;
    };
    expect(await lacks("")).toEqual([
      expect.stringMatching(/^ {2}config\/crieur\.yaml: homeserver\.url: .* is missing; /),
      expect.stringMatching(/^ {2}config\/crieur\.yaml: homeserver\.accessToken: .*npx crieur login/),
      expect.stringMatching(/^ {2}config\/crieur\.yaml: rooms: no room is named/),
    ]);
    const missing = /^ {2}the token file .*\/data\/none\.json cannot be read \(ENOENT\); .*npx crieur login/;
    const withFile = (file: string): string =>
      `access: {invitesFrom: [b.fr]}\nhomeserver: {url: "http://127.0.0.1:1", accessTokenFile: ${file}}\n`;
    expect(await lacks(withFile("data/none.json"))).toEqual([expect.stringMatching(missing)]);
    expect(await lacks(withFile("data/token.json"))).toEqual([
      expect.stringMatching(/others may read the token file .*chmod 600/),
    ]);
    const whole = 'access: {invitesFrom: [b.fr]}\nhomeserver: {url: "http://127.0.0.1:1", accessToken: x}\n';
    expect(await lacks(whole)).toEqual([]);
    place.write({ "config/crieur.yaml": "" });
    expect((await place.crieur(["check", "--format", "json"])).stderr).not.toContain("start");
  });

  test("config/local.yaml is read instead of the example, and --config instead of both", async () => {
    const files = { "config/local.yaml": "timezone: Mars", "config/crieur.yaml": "timezone: Venus" };
    const place = new Place({ ...files, "c.yaml": "timezone: Pluto" });
    expect((await place.crieur(["check"])).stderr).toMatch(/^config\/local\.yaml:1: .*"Mars"\n$/);
    expect((await place.crieur(["check", "--config", "config/crieur.yaml"])).stderr).toContain("Venus");
    expect((await place.crieur(["check", "--config", "c.yaml"])).stderr).toContain("Pluto");
    place.remove("config/local.yaml");
    expect((await place.crieur(["check"])).stderr).toContain("Venus");
  });

  test.each([
    ["daily 25:00", /rooms\.0\.schedule: expected "immediate", "daily 9:00", .* found "daily 25:00"/],
    ["chaque jour à 9h", /rooms\.0\.schedule: expected "immediate"/],
    ["weekly mon 09:00", /rooms\.1\.room: #a:b\.fr stands here twice with the same filter and schedule/],
  ])("a schedule %j is refused with what to write", async (schedule, expected) => {
    const rooms = `rooms:\n  - {room: "#a:b.fr", schedule: "${schedule}"}\n  - {room: "#a:b.fr", schedule: "0 9 * * 1"}\n`;
    const { code, stderr } = await new Place({ ...FOLDER, "config/crieur.yaml": rooms }).crieur(["check"]);
    expect(stderr).toMatch(expected);
    expect(code).toBe(78);
  });

  test.each([
    [
      '[{room: "#a:b.fr", quiet: "20h-8h"}]',
      /rooms\.0\.quiet: expected hours such as "20:00-08:00", found "20h-8h"/,
    ],
    [
      '[{room: "#a:b.fr", quiet: "20:00-08:00"}, {room: "#a:b.fr", filter: devops, quiet: "21:00-8:00"}]',
      /rooms\.1\.quiet: #a:b\.fr stands here with other quiet hours, 20:00-8:00/,
    ],
  ])("quiet hours that cannot be kept are refused", async (rooms, expected) => {
    const { code, stderr } = await new Place({ ...FOLDER, "config/crieur.yaml": `rooms: ${rooms}\n` }).crieur(
      ["check"],
    );
    expect(stderr).toMatch(expected);
    expect(code).toBe(78);
  });

  test("a schedule is told in its one form", async () => {
    const rooms = 'rooms:\n  - {room: "#a:b.fr", schedule: "Weekly thu,mon 08:30"}\n';
    const { stderr } = await new Place({ ...FOLDER, "config/crieur.yaml": rooms }).crieur(["check"]);
    expect(stderr).toMatch(/^#a:b\.fr {2}every offer {2}weekly monday,thursday 8:30 {2}would be told of 2/m);
  });

  test("--format json prints an object a line", async () => {
    const { code, stdout } = await new Place(FOLDER).crieur(["check", "--format", "json"]);
    expect(code).toBe(1);
    const problem = jsonLines(stdout).at(-1);
    expect(Object.keys(problem ?? {})).toEqual(["file", "line", "severity", "message"]);
    expect(problem).toMatchObject({ file: "offers/2024-04-01-casse.md", line: 3, severity: "error" });
  });

  test("--format github prints annotations that nothing in an offer can break", async () => {
    const place = new Place({ "offers/a,b: 100%.md": offerFile({ title: "A", open: '"100%"' }) });
    const { code, stdout } = await place.crieur(["check", "--format", "github"]);
    expect(stdout).toMatch(/^::error file=offers\/a%2Cb%3A 100%25\.md,line=3::open is "100%25", .*\n$/);
    expect(code).toBe(1);
  });

  test("a faulty configuration: every problem with its line, exit code 78", async () => {
    const config =
      'offres: x\ntimezone: Mars\noffers: {rescan: often}\nrooms:\n  - room: #a:b.fr\n    filter: "depuis:7j"\n';
    const place = new Place({ "config/crieur.yaml": config, ...FOLDER });
    const { code, stdout, stderr } = await place.crieur(["check"]);
    expect(stderr.split("\n")).toEqual([
      'config/crieur.yaml:1: offres: unknown key "offres"; did you mean "offers"?',
      expect.stringMatching(/^config\/crieur\.yaml:2: timezone: .*"Mars"$/),
      expect.stringMatching(/^config\/crieur\.yaml:3: offers\.rescan: .*"often"$/),
      expect.stringMatching(
        /^config\/crieur\.yaml:5: rooms\.0\.room: .* write it between quotes: "#a:b\.fr"$/,
      ),
      expect.stringMatching(/^config\/crieur\.yaml:6: rooms\.0\.filter: .*"depuis:7j"$/),
      "",
    ]);
    expect({ code, stdout }).toEqual({ code: 78, stdout: "" });
    const github = await place.crieur(["check", "--format", "github"]);
    expect(github.stdout).toMatch(/^::error file=config\/crieur\.yaml,line=1::offres: unknown key/);
    expect(github.code).toBe(78);
  });

  test("a faulty file of words is annotated where it stands, not on the configuration", async () => {
    const place = new Place({ "config/tournures.yaml": "contrats:\n  CDI: cdi\n" });
    const { code, stdout } = await place.crieur(["check", "--format", "github"]);
    expect(stdout).toMatch(/^::error file=config\/tournures\.yaml,line=2::a list of words /);
    expect(code).toBe(78);
  });

  test.each([
    [
      "a filter that recedes",
      { "config/crieur.yaml": 'rooms: [{room: "#a:b.fr", filter: "depuis:7j"}]' },
      /rooms\.0\.filter: /,
    ],
    ["synonyms that cannot be read", { "config/synonymes.yaml": "mots: []" }, /^config\/synonymes\.yaml:1: /],
    [
      "places that cannot be read",
      { "config/lieux.yaml": "ambigus: [Nulle-Part]" },
      /^config\/lieux\.yaml:1: "Nulle-Part" is under no region; add it /,
    ],
    [
      "skills that contradict each other",
      { "config/competences.txt": "Phare = Lampe\nTour = Lampe\n" },
      /^config\/competences\.txt:2: "Lampe" is a writing of Phare already; /,
    ],
    [
      "a store of no known kind",
      { "config/crieur.yaml": "store: mysql://x" },
      /^crieur: The store "mysql:" /,
    ],
    [
      "a store that is no database",
      { "config/crieur.yaml": "store: sqlite:config/crieur.yaml" },
      /is no database/,
    ],
    [
      "no folder of offers",
      { "config/crieur.yaml": "offers: {folder: nowhere}" },
      /^crieur: the offers folder nowhere /,
    ],
    [
      "a file for a folder",
      { "config/crieur.yaml": "offers: {folder: config/crieur.yaml}" },
      /^crieur: the offers folder /,
    ],
  ])("%s stands for configuration: exit code 78, one line", async (_what, files, line) => {
    const { code, stderr } = await new Place(files).crieur(["check"]);
    expect(stderr).toMatch(line);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(code).toBe(78);
  });

  test("a configuration that is not there is 78, and says what to do", async () => {
    const { code, stderr } = await new Place().launch(["check", "--config", "elsewhere.yaml"]);
    expect(stderr).toMatch(/^elsewhere\.yaml: this configuration file does not exist; .*--config.*\n$/);
    expect(code).toBe(78);
  });
});
