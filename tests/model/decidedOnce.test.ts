import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { World } from "./world.ts";

// One opening is decided once, whatever moment of an edit a look meets, and wherever the bot is killed.

const file = (title: string, body: string) =>
  `---\nopen: true\nroles: ${title}\nstartup: tchap\n---\n${body}\n`;
const BEFORE = file(
  "Juriste",
  "Relire les contrats de la messagerie, conseiller les équipes, répondre aux questions.",
);
const AFTER = file(
  "Cheffe de projet",
  "Tenir le calendrier du programme, réunir celles et ceux qui décident, rendre compte.",
);

/** A look of the running bot, a start after a kill, or neither. */
const MEETINGS = ["nothing", "look", "start"] as const;
type Meeting = (typeof MEETINGS)[number];

const sequences: Meeting[][] = MEETINGS.flatMap((first) =>
  MEETINGS.flatMap((second) => (["nothing", "start"] as const).map((third) => [first, second, third])),
);

/** Returns what rooms are told anew. */
async function meet(world: World, meeting: Meeting): Promise<string[]> {
  if (meeting === "start") await world.start();
  if (meeting === "nothing") return [];
  const { changes } = await world.look(false);
  const opened = changes.filter(({ change }) => change === "published" || change === "reopened");
  return opened.map(({ change, id }) => `${change} ${id}`);
}

describe.each([
  ["a hidden file", ".un.md.tmp"],
  ["npm's write-file-atomic", "un.md.3141592653"],
  ["mktemp", "tmp.Xa12Bc34De"],
  ["Python's tempfile", "tmpab12cd34"],
])("an edit renamed into place by way of %s", (_, temporary) => {
  test.each(sequences)(
    "met by: %s before the rename, %s after it, %s once all has settled",
    async (...met) => {
      const world = new World(60_000);
      onTestFinished(() => world.end());
      const path = join(world.folder, "un.md");
      writeFileSync(
        join(world.folder, "ancre.md"),
        file("Ancre", "Une offre qui reste, pour que rien ne manque."),
      );
      await world.start([
        { room: "a", filter: "" },
        { room: "b", filter: "" },
      ]);
      await world.look(false);
      writeFileSync(path, BEFORE);
      const opened = await meet(world, "look");
      const [before = "nothing", after = "nothing", settled = "nothing"] = met;

      writeFileSync(join(world.folder, temporary), AFTER);
      opened.push(...(await meet(world, before)));
      world.now += 5;
      renameSync(join(world.folder, temporary), path);
      opened.push(...(await meet(world, after)));
      world.now += 61_000;
      opened.push(...(await meet(world, settled)));
      world.now += 61_000;
      opened.push(...(await meet(world, "start")));

      expect(opened, "announced once, when it was published").toEqual(["published un"]);
    },
  );
});

test("a file whose name is no offer's, and that stays, is announced all the same", async () => {
  const world = new World(60_000);
  onTestFinished(() => world.end());
  await world.start([{ room: "a", filter: "" }]);
  writeFileSync(join(world.folder, "ancre.md"), file("Ancre", "Une offre qui reste."));
  await world.look(false);
  writeFileSync(join(world.folder, "sans-extension"), AFTER);
  expect((await world.look(false)).changes).toEqual([]);
  world.now += 61_000;
  expect((await world.look(false)).changes).toMatchObject([{ change: "published", id: "sans-extension" }]);
});
