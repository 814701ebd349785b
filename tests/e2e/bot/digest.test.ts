import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, onTestFinished, test } from "vitest";
import { Client } from "../../../synapse/client.ts";
import { hang, swallow } from "../../matrix/faultProxy.ts";
import { eventually } from "../../support/until.ts";
import { newAccount, sharedHomeserver } from "../../synapse/homeserver.ts";
import { newProxy } from "../matrix/bot.ts";
import { newScene, offer, put, type Run, ready, type Said, type Scene } from "./process.ts";

const SEND = { method: "PUT", path: /\/send\/m\.room\.message\// } as const;
const SYNC = { path: /\/sync/ } as const;
const CLOCK = join(import.meta.dirname, "shiftedClock.ts");
const HORN = offer("Sonneuse ou sonneur de corne", { body: "Souffler dans la corne quand la brume vient." });
const BOAT = offer("Batelière ou batelier", { body: "Porter l'huile de la lampe, quel que soit le temps." });

/** A bot whose clock a test sets. A looking digester sees it within 20 seconds. */
async function clocked(rooms: readonly object[]): Promise<Scene & { at(iso: string): Promise<void> }> {
  const scene = await newScene({ seeds: false });
  scene.settings = { ...scene.settings, rooms: rooms.map((room) => ({ room: scene.room, ...room })) };
  scene.node = ["--import", CLOCK];
  const at = (iso: string) => writeFile(join(scene.folder, "clock"), `${Date.parse(iso) - Date.now()}`);
  return { ...scene, start: scene.start, at };
}

const digests = (said: readonly Said[]): Said[] => said.filter(({ text }) => text.includes("Résumé"));

/** The rows of digests as the store has them. */
function rows({ folder }: Scene): { state: string; attempted_at: number | null }[] {
  const database = new Database(join(folder, "crieur.db"), { readonly: true });
  try {
    return database.prepare("select state, attempted_at from outbox where class = 'digest'").all() as never;
  } finally {
    database.close();
  }
}

/** The bot has stored that these files are there. */
function seen(run: Run, count: number): Promise<unknown> {
  return eventually(
    async () => run.output().split('"change":"published"').length - 1,
    (published) => published >= count,
  );
}

describe("a digest", () => {
  test("beside announcements in one room: what was not told at once; numbered, and struck when it closes", async () => {
    const scene = await clocked([{ filter: "phare" }, { schedule: "daily 9:00" }]);
    await scene.at("2026-12-01T07:58:00Z");
    await ready(await scene.start());
    await put(scene, "phare.md", offer("Gardienne ou gardien de phare"));
    await put(scene, "corne.md", HORN);
    await eventually(scene.said, (said) =>
      said.some(({ text }) => text.includes("Nouvelle offre : Gardien")),
    );
    await scene.at("2026-12-01T08:00:00Z");
    const [digest] = digests(await eventually(scene.said, (said) => digests(said).length === 1));
    expect(digest?.text).toMatch(/^📢 Résumé : 1 nouvelle offre\n1\. Sonneuse ou sonneur de corne\n/u);

    await scene.agent.say(scene.room, "!offre 1", { replyTo: digest?.eventId ?? "" });
    await eventually(scene.said, (said) => said.some(({ text }) => text.startsWith("Sonneuse ou sonneur")));
    await put(scene, "corne.md", HORN.replace("open: true", "open: false"));
    const struck = await eventually(scene.said, (said) => said.some(({ edits }) => edits > 0));
    const [edited] = struck.filter(({ eventId }) => eventId === digest?.eventId);
    expect(edited?.text).toMatch(/1\. Fermée le 1er décembre 2026 : Sonneuse/);
    expect(edited?.html).toContain("<del>");
  });

  test("killed when it was decided, when it was frozen, when it was sent: it is there once, and says it is late", async () => {
    const scene = await clocked([{ schedule: "daily 9:00" }]);
    const proxy = await newProxy(sharedHomeserver().url);
    const start = () => scene.start({ homeserver: proxy.url });
    await scene.at("2026-12-01T10:00:00Z");
    const first = await start();
    await ready(first);
    await put(scene, "corne.md", HORN);
    await seen(first, 1);
    await first.kill("SIGKILL");

    // It is down over one moment, and comes back before the next.
    await scene.at("2026-12-03T06:00:00Z");
    const silent = proxy.fault(SYNC, hang);
    const deciding = await start();
    await eventually(
      async () => rows(scene),
      ([row]) => row?.state === "queued",
    );
    await deciding.kill("SIGKILL");
    silent.remove();

    const held = proxy.fault(SEND, hang);
    const freezing = await start();
    await eventually(
      async () => held.hits,
      (hits) => hits > 0,
    );
    expect(rows(scene)).toMatchObject([{ state: "attempted" }]);
    await freezing.kill("SIGKILL");
    held.remove();

    const lost = proxy.fault(SEND, swallow);
    const sending = await start();
    await lost.reached();
    await sending.kill("SIGKILL");
    lost.remove();

    const last = await start();
    await ready(last);
    await put(scene, "barque.md", BOAT);
    await seen(last, 1);
    await scene.at("2026-12-03T08:00:00Z");
    const [late, next, ...others] = digests(await eventually(scene.said, (said) => digests(said).length > 1));
    expect(others).toEqual([]);
    expect(late?.text).toMatch(
      /^📢 Résumé : 1 nouvelle offre\nPrévu hier à 9 h, il arrive en retard\.\n1\. Sonneuse/u,
    );
    expect(next?.text).toMatch(/^📢 Résumé : 1 nouvelle offre\n1\. Batelière/u);
    // The room shows it before the bot has noted that it arrived.
    await expect.poll(() => rows(scene).map(({ state }) => state)).toEqual(["sent", "sent"]);
  });
});

describe("quiet", () => {
  test("hours of the configuration, then a pause: nothing comes, also over a restart; then one list", async () => {
    const scene = await clocked([{ quiet: "20:00-08:00" }]);
    await scene.at("2026-12-01T21:00:00Z");
    const night = await scene.start();
    await ready(night);
    await put(scene, "corne.md", HORN);
    await put(scene, "barque.md", BOAT);
    await seen(night, 2);
    // An answer comes all the same, and by then the others have had their turn.
    await scene.agent.say(scene.room, "!offres calme");
    await eventually(scene.said, (said) => said.some(({ text }) => text.includes("de 20 h à 8 h")));
    await eventually(
      async () => waiting(scene),
      (until) => until.length === 2 && until.every((moment) => moment > 0),
    );
    expect((await night.readiness())?.reasons).toEqual([]);
    await night.kill("SIGKILL");

    await scene.at("2026-12-02T06:59:00Z");
    const morning = await scene.start();
    await ready(morning);
    expect(announced(await scene.said())).toEqual([]);
    await scene.at("2026-12-02T07:00:00Z");
    // Whatever wakes the sender: it rests by the real clock.
    await scene.agent.say(scene.room, "!offres calme");
    const listed = await eventually(scene.said, (said) => announced(said).length > 0);
    expect(announced(listed)).toMatchObject([expect.stringMatching(/^📢 2 nouvelles offres\n/u)]);
  });

  test("a pause holds what is announced until somebody ends it; who may not is told what is missing", async () => {
    const scene = await clocked([{}]);
    await scene.at("2026-12-01T10:00:00Z");
    const run = await scene.start();
    await ready(run);
    const other = await Client.open(await newAccount("passante"));
    onTestFinished(() => other.close());
    await scene.agent.invite(scene.room, other.userId);
    await other.join(scene.room);
    await other.say(scene.room, "!offres pause");
    await eventually(scene.said, (said) =>
      said.some(({ text }) => text.includes("il faut pouvoir retirer des membres")),
    );
    await scene.agent.say(scene.room, "!offres pause jusqu'à demain 9h");
    await eventually(scene.said, (said) => said.some(({ text }) => text.includes("jusqu’à demain à 9 h")));
    await put(scene, "corne.md", HORN);
    await put(scene, "barque.md", BOAT);
    await seen(run, 2);
    await eventually(
      async () => waiting(scene),
      (until) => until.length === 2 && until.every((moment) => moment > 0),
    );
    expect(announced(await scene.said())).toEqual([]);
    await scene.agent.say(scene.room, "!offres reprendre");
    const said = await eventually(scene.said, (all) => announced(all).length > 0);
    expect(announced(said)).toMatchObject([expect.stringMatching(/^📢 2 nouvelles offres\n/u)]);
  });
});

const announced = (said: readonly Said[]): string[] =>
  said.flatMap(({ text }) => (text.startsWith("📢") ? [text] : []));

/** Until when announcements wait in the store. */
function waiting({ folder }: Scene): number[] {
  const database = new Database(join(folder, "crieur.db"), { readonly: true });
  try {
    const rows = database.prepare<[], { until: number }>(
      "select not_before as until from outbox where class = 'announcement' and state = 'queued'",
    );
    return rows.all().map(({ until }) => until);
  } finally {
    database.close();
  }
}
