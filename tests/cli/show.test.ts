import { spawnSync } from "node:child_process";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { offerFile } from "../support/offerFile.ts";
import { FOLDER, jsonLines, LAUNCHER, Place } from "./crieur.ts";

const KEYS = "id file state title startup domains date facts summary problems repaired".split(" ");
const FACTS =
  "places remote remoteDays remoteNote contracts statuses categories duration pay payAmounts time applyEmails applyUrls reference deadline start junior skills".split(
    " ",
  );

/** More than a pipe holds at once. */
const MANY = Object.fromEntries(
  Array.from({ length: 400 }, (_, at) => [`offers/o${at}.md`, offerFile({ title: "A", open: "true" })]),
);

describe("show", () => {
  test("--all --json: every file, every key in its place, exit code 1 for a refused one", async () => {
    const { code, stdout, stderr } = await new Place(FOLDER).crieur(["show", "--all", "--json"]);
    const offers = jsonLines(stdout);
    expect(offers.map(({ id, state }) => [id, state])).toEqual([
      ["2023-01-01-fabrique-ops", "closed"],
      ["2024-02-01-atelier-designer", "open"],
      ["2024-03-01-fabrique-devops", "open"],
      ["2024-04-01-casse", null],
    ]);
    for (const shown of offers) {
      expect(Object.keys(shown)).toEqual(KEYS);
      expect(Object.keys(shown.facts as object)).toEqual(FACTS);
    }
    expect(offers[2]).toMatchObject({
      file: "2024-03-01-fabrique-devops.md",
      title: "Ingénieure DevOps",
      startup: "fabrique",
      date: "2024-03-01",
      facts: { contracts: ["CDD"], remote: null, places: [] },
      problems: [],
    });
    const problem = (offers[3]?.problems as object[] | undefined)?.[0];
    expect(Object.keys(problem ?? {})).toEqual(["severity", "line", "message"]);
    expect(problem).toMatchObject({ severity: "error", line: 3 });
    expect(stderr).toBe("");
    expect(code).toBe(1);
  });

  test("one by its id adds the body; by its file, by a path, with or without extension, it is the same", async () => {
    const place = new Place(FOLDER);
    const [byId, ...others] = await Promise.all(
      [
        "2024-02-01-atelier-designer",
        "2024-02-01-atelier-designer.md",
        "offers/2024-02-01-atelier-designer.md",
      ].map((name) => place.crieur(["show", name, "--json"])),
    );
    const [shown] = jsonLines(byId?.stdout ?? "");
    expect(Object.keys(shown ?? {})).toEqual([...KEYS, "body"]);
    expect(shown?.body).toContain("Une mission utile.");
    expect(byId?.code).toBe(0);
    for (const other of others) expect(other).toEqual(byId);
  });

  test("without --json: a card that nothing in an offer can steer", async () => {
    const place = new Place({
      "offers/a.md": offerFile({ title: '"A \\e[2J b"', open: "true" }, "x\u001b[31my"),
    });
    const { code, stdout } = await place.crieur(["show", "a"]);
    expect(stdout).toMatch(/^state +open$/m);
    expect(stdout).not.toContain("\u001b");
    expect(code).toBe(0);
  });

  test("the day decides, in the configured timezone", async () => {
    const place = new Place({
      "config/crieur.yaml": "timezone: Pacific/Auckland",
      "offers/a.md": offerFile({ title: "A", open: "true", depublication_date: "2024-06-30" }),
    });
    const stateAt = async (now: string) => {
      const { stdout } = await place.crieur(["show", "--all", "--json", "--now", now]);
      return jsonLines(stdout)[0]?.state;
    };
    expect(await stateAt("2024-06-30")).toBe("open");
    expect(await stateAt("2024-06-30T23:59")).toBe("open");
    expect(await stateAt("2024-06-30T23:59:00+02:00")).toBe("closed");
  });

  test("an unknown id: exit code 1, and the closest", async () => {
    const { code, stdout, stderr } = await new Place(FOLDER).crieur(["show", "2024-03-01-fabrique-devop"]);
    expect(stderr).toMatch(/^crieur: there is no offer .*; closest: 2024-03-01-fabrique-devops.*\n$/);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  test("no folder: 78", async () => {
    const { code, stderr } = await new Place().crieur(["show", "--all", "--offers", "nowhere"]);
    expect(stderr).toMatch(/^crieur: the offers folder nowhere cannot be read .*--offers.*\n$/);
    expect(code).toBe(78);
  });

  test("a large answer reaches a pipe whole", async () => {
    const { code, stdout } = await new Place(MANY).launch(["show", "--all", "--json"]);
    expect(stdout.length).toBeGreaterThan(128 * 1024);
    expect(jsonLines(stdout)).toHaveLength(400);
    expect(code).toBe(0);
  });

  test("a reader that has seen enough is no error", () => {
    const place = new Place(MANY);
    const ended = spawnSync("bash", [
      "-c",
      'set -o pipefail; cd "$1"; "$2" "$3" show --all --json | head -c 10',
      "bash",
      place.folder,
      process.execPath,
      LAUNCHER,
    ]);
    expect(ended.stderr.toString()).toBe("");
    expect(ended.status).toBe(0);
  });
});
