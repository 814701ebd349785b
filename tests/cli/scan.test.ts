import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openStore } from "../../src/edges/store/open.ts";
import { offerFile } from "../support/offerFile.ts";
import { jsonLines, Place } from "./crieur.ts";

const A = offerFile({ title: "A", open: "true", startup: "atelier" }, "Concevoir des lampes.");
const CONFIG = 'rooms: [{room: "#a:b.fr"}]\n';

describe("scan", () => {
  test("a silent first run prints nothing on stdout; then each change is an object a line", async () => {
    const place = new Place({ "config/crieur.yaml": CONFIG, "offers/a.md": A });
    const scan = (now: string) => place.crieur(["scan", "--json", "--now", now]);
    expect(await scan("2024-01-01")).toEqual({
      code: 0,
      stdout: "",
      stderr: expect.stringMatching(/^first scan of this store: 1 open offer taken as told, .*\n$/),
    });
    expect(await scan("2024-01-02")).toEqual({ code: 0, stdout: "", stderr: "" });

    place.write({ "offers/b.md": offerFile({ title: "B", open: "true" }, "Tout autre chose.") });
    expect((await scan("2024-01-03")).stdout).toBe(
      '{"change":"published","id":"b","opening":1,"title":"B"}\n',
    );

    place.write({ "offers/c.md": A });
    place.remove("offers/a.md");
    place.remove("offers/b.md");
    expect(jsonLines((await scan("2024-01-04")).stdout)).toEqual([
      { change: "removed", id: "b", opening: 1, title: "B" },
      { change: "renamed", id: "c", previousId: "a", opening: 1, title: "A" },
    ]);
  });

  test("a place that is added beside the configuration is found in offers that were parsed before", async () => {
    const body = "Lieu : Trifouillis.";
    const place = new Place({ "offers/a.md": offerFile({ title: "A", open: "true" }, body) });
    await place.crieur(["scan"]);
    expect((await place.crieur(["scan"])).stdout).toBe("");
    place.write({ "config/lieux.yaml": "régions:\n  - nom: Bretagne\n    villes: [Trifouillis]\n" });
    expect((await place.crieur(["scan"])).stdout).toBe("edited     a  A\n");
  });

  test("an offer opens on its publication day, and closes after its last one, untouched", async () => {
    const place = new Place();
    const changes = async (now: string) => (await place.crieur(["scan", "--now", now])).stdout;
    await changes("2024-05-01");
    const days = { publication_date: "2024-06-01", depublication_date: "2024-06-02" };
    place.write({
      "offers/a.md": offerFile({ title: "A", open: "true", ...days }),
      "offers/b.md": offerFile({ title: "B", open: "true", draft: "true" }, "Tout autre chose."),
    });
    expect(await changes("2024-05-31")).toBe("");
    expect(await changes("2024-06-01")).toBe("published  a  A\n");
    expect(await changes("2024-06-02")).toBe("");
    expect(await changes("2024-06-03")).toBe("closed     a  A\n");
    place.write({
      "offers/b.md": offerFile({ title: "B", open: "true", draft: "false" }, "Tout autre chose."),
    });
    expect(await changes("2024-06-04")).toBe("published  b  B\n");
  });

  test("what a room shall hear is queued", async () => {
    const place = new Place({
      "config/crieur.yaml": `${CONFIG}offers: {firstRun: announce}\n`,
      "offers/a.md": A,
    });
    const { code, stdout } = await place.crieur(["scan"]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "published  a  A\n" });
    const store = await openStore(`sqlite:${place.path("data/crieur.db")}`, { lock: false, now: 0 });
    expect(await store.read((tx) => tx.outbox.counts())).toMatchObject({ queued: 1, sent: 0 });
    await store.close();
  });

  test("--dry-run says the same and stores nothing, also while a bot holds the store", async () => {
    const place = new Place({ "offers/a.md": A });
    expect(await place.crieur(["scan", "--dry-run"])).toMatchObject({ code: 0, stdout: "" });
    expect(existsSync(place.path("data"))).toBe(false);
    await place.crieur(["scan"]);
    place.write({ "offers/b.md": offerFile({ title: "B", open: "true" }, "Tout autre chose.") });
    const holder = await openStore(`sqlite:${place.path("data/crieur.db")}`, { lock: true, now: 0 });
    try {
      const dry = await place.crieur(["scan", "--dry-run"]);
      expect(dry).toMatchObject({ code: 0, stdout: "published  b  B\n" });
      const refused = await place.launch(["scan"]);
      expect(refused.stderr).toMatch(/^crieur: The store .* is held by process \d+ .*\n$/);
      expect(refused).toMatchObject({ code: 70, stdout: "" });
    } finally {
      await holder.close();
    }
    expect((await place.crieur(["scan"])).stdout).toBe("published  b  B\n");
  });

  test("removals of many at once wait for --accept-removals", async () => {
    const place = new Place();
    const names = ["a", "b", "c", "d", "e", "f", "g"];
    for (const name of names) {
      place.write({ [`offers/${name}.md`]: offerFile({ title: name, open: "true" }, `Mission ${name}.`) });
    }
    await place.crieur(["scan"]);
    for (const name of names.slice(1)) place.remove(`offers/${name}.md`);
    const held = await place.crieur(["scan", "--now", "2030-01-01"]);
    expect(held).toMatchObject({ code: 0, stdout: "" });
    expect(held.stderr).toMatch(
      /^crieur: 6 of 7 open offers missing, .*npx crieur scan --accept-removals\n$/,
    );
    const accepted = await place.crieur(["scan", "--accept-removals", "--json"]);
    expect(jsonLines(accepted.stdout).map(({ change }) => change)).toEqual(Array(6).fill("removed"));
  });

  test("an offer with an error is told after all others were done: exit code 1", async () => {
    const place = new Place({ "offers/a.md": A });
    await place.crieur(["scan"]);
    place.write({
      "offers/0.md": offerFile({ title: "Z", open: "folse" }),
      "offers/b.md": offerFile({ title: "B", open: "true" }, "Tout autre chose."),
    });
    const { code, stdout, stderr } = await place.crieur(["scan"]);
    expect(stdout).toBe("published  b  B\n");
    expect(stderr).toMatch(/^offers\/0\.md:3: error: open is "folse", .*\n$/);
    expect(code).toBe(1);
  });

  test("a missing folder is 78 and changes nothing", async () => {
    const place = new Place({ "offers/a.md": A });
    await place.crieur(["scan"]);
    const { code, stderr } = await place.crieur(["scan", "--offers", "nowhere", "--now", "2030-01-01"]);
    expect(stderr).toMatch(/^crieur: the offers folder nowhere cannot be read .*\n$/);
    expect(code).toBe(78);
    expect(await place.crieur(["scan", "--now", "2030-01-01"])).toMatchObject({
      code: 0,
      stdout: "",
      stderr: "nothing changed\n",
    });
  });
});
