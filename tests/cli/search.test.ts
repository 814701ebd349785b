import { describe, expect, test } from "vitest";
import { FOLDER, Place } from "./crieur.ts";

describe("search", () => {
  test("--json: ranked open offers, the words being one query; none is an empty array", async () => {
    const place = new Place(FOLDER);
    const { code, stdout } = await place.crieur(["search", "--json", "ingénieur", "devops"]);
    const found = JSON.parse(stdout) as object[];
    expect(found.map((hit) => Object.keys(hit))).toEqual([
      ["rank", "id", "title", "startup", "score", "complete"],
    ]);
    expect(found[0]).toMatchObject({
      rank: 1,
      id: "2024-03-01-fabrique-devops",
      title: "Ingénieure DevOps",
      startup: "fabrique",
    });
    expect(code).toBe(0);
    expect(await place.crieur(["search", "plombier", "--json"])).toMatchObject({ code: 0, stdout: "[]\n" });
  });

  test("--all counts closed offers, --limit cuts", async () => {
    const place = new Place(FOLDER);
    const all = await place.crieur(["search", "devops", "--all", "--json"]);
    expect((JSON.parse(all.stdout) as { id: string }[]).map(({ id }) => id).sort()).toEqual([
      "2023-01-01-fabrique-ops",
      "2024-03-01-fabrique-devops",
    ]);
    const cut = await place.crieur(["search", "devops", "--all", "--json", "--limit", "1"]);
    expect(JSON.parse(cut.stdout)).toHaveLength(1);
  });

  test("words after -- may begin with a dash", async () => {
    const { stdout } = await new Place(FOLDER).crieur([
      "search",
      "--json",
      "--all",
      "--",
      "devops",
      "-senior",
    ]);
    expect((JSON.parse(stdout) as { id: string }[]).map(({ id }) => id)).toEqual([
      "2024-03-01-fabrique-devops",
    ]);
  });

  test("--queries: many in one process, nothing for one without an answer", async () => {
    const place = new Place({ ...FOLDER, "queries.tsv": "q1\tdevops\r\n\nq2\tplombier\nq3\tdesigner\n" });
    expect(await place.crieur(["search", "--queries", "queries.tsv"])).toEqual({
      code: 0,
      stdout: "q1\t1\t2024-03-01-fabrique-devops\nq3\t1\t2024-02-01-atelier-designer\n",
      stderr: "",
    });
  });

  test("a word that no offer says is named, with --queries too", async () => {
    const place = new Place({ ...FOLDER, "queries.tsv": "q1\tdevops cobol\n" });
    const one = await place.crieur(["search", "devops", "cobol", "--json"]);
    expect(one.stderr).toBe("no offer says “cobol”\n0 of 1 say all of it; then 1 without “cobol”\n");
    expect(JSON.parse(one.stdout)).toMatchObject([{ rank: 1, complete: false }]);
    const many = await place.crieur(["search", "--queries", "queries.tsv"]);
    expect(many.stderr).toBe("q1: no offer says “cobol”\n");
  });

  test("--queries: what stands in a third column is not looked for", async () => {
    const place = new Place({ ...FOLDER, "queries.tsv": "q1\tplombier\tdesigner jobs: none\n" });
    expect((await place.crieur(["search", "--queries", "queries.tsv"])).stdout).toBe("");
  });

  test("a file of queries that is none is named with its line", async () => {
    const place = new Place({ "queries.tsv": "q1\tdevops\nq2 designer\n" });
    const { code, stderr } = await place.crieur(["search", "--queries", "queries.tsv"]);
    expect(stderr).toBe("crieur: queries.tsv:2: expected an id, a tab and a query.\n");
    expect(code).toBe(64);
  });

  test("for people: the title, the startup, the id; a mistyped word is put right", async () => {
    const { stdout, stderr } = await new Place(FOLDER).crieur(["search", "desinger"]);
    expect(stdout).toBe("1. Designer · atelier\n   2024-02-01-atelier-designer\n");
    expect(stderr).toBe("looked for “designer” instead of “desinger”\n");
  });

  test("synonyms beside the configuration replace the program's own", async () => {
    const place = new Place({ ...FOLDER, "config/synonymes.yaml": "écritures:\n  - [designer, plombier]\n" });
    const { stdout } = await place.crieur(["search", "plombier", "--json"]);
    expect(JSON.parse(stdout)).toHaveLength(1);
  });
});
