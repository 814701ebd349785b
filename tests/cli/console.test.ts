import { existsSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { openStore } from "../../src/edges/store/open.ts";
import type { UserId } from "../../src/rooms/identifiers.ts";
import { FOLDER, jsonLines, Place } from "./crieur.ts";

/** French puts spaces that do not break before its colons and within its quotation marks. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, " ");
}

describe("console", () => {
  test("answers every line of a pipe, then ends; nothing is kept", async () => {
    const place = new Place(FOLDER);
    const lines = "!offres devops\nbonjour\n!offre 1\n!offres plombier";
    const { code, stdout, stderr } = await place.launch(["console"], lines);
    expect(plain(stdout)).toMatch(
      /^1 offre ouverte pour « devops »\n1\. Ingénieure DevOps\n[\s\S]*\nAucune offre ouverte pour « plombier »\n/,
    );
    expect(plain(stdout)).toContain("Publiée le 1er mars 2024. Toute l’annonce : !offre 1 tout\n");
    expect(jsonLines(stderr)).toMatchObject([{ file: "2024-04-01-casse.md", line: 3 }]);
    expect(code).toBe(0);
    expect(existsSync(place.path("data"))).toBe(false);
  });

  test("a long pipe is answered to its end", async () => {
    const lines = "!offres designer\n".repeat(50);
    const { code, stdout } = await new Place(FOLDER).launch(["console"], lines);
    expect(stdout.match(/^1 offre ouverte/gm)).toHaveLength(50);
    expect(code).toBe(0);
  });

  test("what a first run announces appears", async () => {
    const place = new Place({ ...FOLDER, "config/crieur.yaml": "offers: {firstRun: announce}" });
    const { code, stdout } = await place.crieur(["console"]);
    expect(plain(stdout)).toContain("Nouvelle offre : Ingénieure DevOps");
    expect(plain(stdout)).toContain("Nouvelle offre : Designer");
    expect(code).toBe(0);
  });

  test("the store of a bot is refused and left alone", async () => {
    const place = new Place({ ...FOLDER, "config/crieur.yaml": 'rooms: [{room: "#a:b.fr"}]' });
    await place.crieur(["scan"]);
    const url = `sqlite:${place.path("data/crieur.db")}`;
    const store = await openStore(url, { lock: true, now: 0 });
    await store.write((tx) => tx.session.setAccount("@crieur:b.fr" as UserId));
    await store.close();
    const { code, stderr } = await place.crieur(["console", "--store", url], "!offres");
    expect(stderr).toMatch(/^crieur: The store .* belongs to @crieur:b\.fr; .*--store\.\n$/);
    expect(code).toBe(78);
    const after = await openStore(url, { lock: false, now: 0 });
    expect(await after.read((tx) => tx.subscriptions.all())).toHaveLength(1);
    await after.close();
  });

  test("at a terminal: a prompt, words that stay whole, lines that come back with an arrow, Ctrl-D", async () => {
    const { code, stdout } = await new Place(FOLDER).atTerminal(
      ["console"],
      [
        ["› ", "!offres\r"],
        // Arrow up brings the line back.
        ["2 offres ouvertes", "\u001b[A devops\r"],
        ["1 offre ouverte", ""],
      ],
      40,
    );
    expect(plain(stdout)).toMatch(
      /^This is a room with the bot in it: what\nyou type is said there\. 2 offers open\./,
    );
    expect(plain(stdout)).toContain("1 offre ouverte pour « devops »\n");
    const rows = plain(stdout)
      .split("\n")
      .map((row) => stripVTControlCharacters(row).trimEnd());
    for (const row of rows.filter((one) => one.startsWith("  "))) expect(row.length).toBeLessThanOrEqual(40);
    expect(code).toBe(0);
  });
});
