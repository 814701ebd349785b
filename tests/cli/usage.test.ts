import { describe, expect, test } from "vitest";
import { Place } from "./crieur.ts";

const COMMANDS = ["start", "check", "show", "search", "scan", "console", "login", "verify", "demo"];

describe("the shape of a command line", () => {
  test("--help lists every command", async () => {
    const { code, stdout } = await new Place().crieur(["--help"]);
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${command}\\b`, "m"));
  });

  test.each(COMMANDS)("%s --help gives examples and what every command takes", async (command) => {
    const { code, stdout } = await new Place().crieur([command, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain(`\nExamples:\n  `);
    expect(stdout).toContain("--offers <folder>");
    // The demo writes a configuration and a store of its own.
    const own = ["--config <file>", "--store <url>"];
    expect(own.filter((option) => stdout.includes(option))).toEqual(command === "demo" ? [] : own);
    for (const line of stdout.split("Examples:\n")[1]?.trim().split("\n") ?? [])
      expect(line).toMatch(/\bnpx crieur /);
  });

  test("--version tells it", async () => {
    expect(await new Place().launch(["--version"])).toMatchObject({ code: 0, stdout: "0.1.0\n" });
  });

  test.each([
    [["shwo"], "crieur: unknown command 'shwo'; did you mean show?\n"],
    [["show", "--jsno"], "crieur: unknown option '--jsno'; did you mean --json?\n"],
    [
      ["search", "-paris"],
      "crieur: unknown option '-paris'; words that begin with a dash come after \"--\": npx crieur search -- devops -paris\n",
    ],
    [["search", "a", "--al"], "crieur: unknown option '--al'; did you mean --all?\n"],
    [["demo", "--config", "nope.yaml"], /^crieur: demo takes no --config: .*\n$/],
    [["demo", "--store", "sqlite:x"], /^crieur: demo takes no --store: .*\n$/],
    [["show", "--all", "--now", "2024-02-30"], /^crieur: "2024-02-30" is no date; .*\n$/],
    [["scan", "--now", "yesterday"], /^crieur: "yesterday" is no date; .*\n$/],
    [["search", "devops", "--limit", "ten"], /^crieur: --limit takes a whole number from 1, not "ten"\.\n$/],
    [["search", "devops", "--limit", "0"], /^crieur: --limit takes .*\n$/],
    [
      ["check", "--format", "xml"],
      /^crieur: .*Allowed choices are text, json, github; see npx crieur --help\n$/,
    ],
    [["show", "a", "b"], /^crieur: too many arguments .*\n$/],
    [["show"], /^crieur: show takes either .*\n$/],
    [["show", "a", "--all"], /^crieur: show takes either .*\n$/],
    [["search"], /^crieur: search takes either .*\n$/],
    [["search", "--queries", "nowhere.tsv"], /^crieur: the queries cannot be read .*\n$/],
    [["check", "--offers"], /^crieur: option '--offers <folder>' argument missing; .*\n$/],
  ])("%j is refused in one sentence", async (words, sentence) => {
    const { code, stdout, stderr } = await new Place().crieur(words);
    expect(stderr).toMatch(sentence);
    expect(stdout).toBe("");
    expect(code).toBe(64);
  });

  test("no command at all shows the help", async () => {
    const { code, stderr } = await new Place().launch([]);
    expect(code).toBe(64);
    expect(stderr).toContain("Commands:");
  });
});
