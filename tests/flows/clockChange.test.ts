import { expect, test } from "vitest";
import { Digester } from "../../src/flows/digest/digester.ts";
import { isOpen } from "../../src/offers/ending.ts";
import type { OfferKey } from "../../src/offers/offer.ts";
import type { OutboxId } from "../../src/ports/index.ts";
import type { RoomId, UserId } from "../../src/rooms/identifiers.ts";
import { readPowerLevels } from "../../src/rooms/powerLevels.ts";
import { unknownRoom } from "../../src/rooms/roomState.ts";
import { AGENCY } from "../commands/agency.ts";
import { catalogueOf } from "../commands/chat.ts";
import { ADMINISTRATOR, BOT, MODERATOR, RoomChat } from "../commands/roomChat.ts";
import { room } from "../support/identifiers.ts";
import { knownOffer } from "../support/knownOffer.ts";
import { ourFilters } from "../support/words.ts";
import { FakeHomeserver, startSender } from "./world.ts";

const PARIS = "Europe/Paris";
const STEP = 10 * 60_000;
const HOUR = 3_600_000;

/** « 02:30 +2 »: in autumn the wall clock alone shows an hour twice. */
function wall(at: number): string {
  const time = new Date(at).toLocaleTimeString("fr", { timeZone: PARIS, hour: "2-digit", minute: "2-digit" });
  const offset = new Date(at).toLocaleString("en", { timeZone: PARIS, timeZoneName: "shortOffset" });
  return `${time} ${offset.slice(-2)}`;
}

/** What a room was told at a moment: the offers, by the number in their titles. */
interface Told {
  readonly at: string;
  readonly offers: readonly number[];
}

/** A bot with its commands, digests and sender on one store and one clock, which goes on when the test says so. */
class Night {
  readonly chat: RoomChat;
  readonly #homeserver = new FakeHomeserver();
  readonly #sentAt: number[] = [];
  readonly #digester: Digester;
  readonly #wake: () => void;
  published = 0;

  static async from(iso: string): Promise<Night> {
    return new Night(await RoomChat.open(await catalogueOf(AGENCY)), Date.parse(iso));
  }

  constructor(chat: RoomChat, now: number) {
    this.chat = chat;
    chat.now = now;
    const clock = { now: () => chat.now, monotonic: () => performance.now() };
    this.#homeserver.swallow = () => void this.#sentAt.push(chat.now);
    const { sender } = startSender(chat.store, this.#homeserver, { clock, listAbove: 3 });
    this.#wake = () => sender.wake();
    this.#digester = new Digester({
      ...{ store: chat.store, clock, timezone: PARIS, matches: ourFilters.matches },
      open: () => [...chat.offers.known.rows.values()].filter(isOpen),
      onDigest: this.#wake,
    });
  }

  /** A room where these commands are typed. Returns what the bot answers. */
  async room(name: string, person: UserId, ...commands: readonly string[]): Promise<string[]> {
    const here: RoomId = room(name);
    await this.chat.store.write(async (tx) => {
      const power = readPowerLevels({ users: { [MODERATOR]: 50, [BOT]: 0 } });
      await tx.rooms.save({ ...unknownRoom(here), membership: "join", encrypted: false, power });
      const { id } = await tx.places.mention({ room: here }, 1);
      await tx.places.setState(id, "active", null);
    });
    const said: string[] = [];
    for (const text of commands) said.push((await this.chat.ask(text, person, { room: here })).text);
    return said;
  }

  /** The clock goes on until a moment, in steps; at twenty to each hour an offer appears. */
  async goesOn(iso: string): Promise<void> {
    for (; this.chat.now <= Date.parse(iso); this.chat.now += STEP) {
      if (this.chat.now % HOUR === 4 * STEP) await this.#publish();
      while ((await this.#digester.turn()) === 0);
      this.#wake();
      await expect.poll(() => this.#due(), { interval: 2, timeout: 10_000 }).toBe(0);
    }
  }

  async #publish(): Promise<void> {
    this.published += 1;
    const key = (1000 + this.published) as OfferKey;
    const known = knownOffer(`n${this.published}`, { key, openedAt: this.chat.now });
    const offer = { ...known.offer, title: `Poste n°${this.published}.` };
    await this.chat.change("published", { ...known, offer });
  }

  /** Messages that may go now and did not yet. */
  async #due(): Promise<number> {
    const ids = Array.from({ length: 400 }, (_, at) => (at + 1) as OutboxId);
    const rows = await this.chat.store.read((tx) => tx.outbox.all(ids));
    return [...rows.values()].filter(
      ({ state, notBefore }) => state === "attempted" || (state === "queued" && notBefore <= this.chat.now),
    ).length;
  }

  told(name: string): Told[] {
    return this.#homeserver.sent.flatMap(({ room: where, content }, index) => {
      if (where !== room(name) || content.msgtype !== "m.text") return [];
      const body = String(content.body);
      expect(body).not.toContain("retard");
      const offers = [...body.matchAll(/Poste n°(\d+)\./g)].map(([, number]) => Number(number));
      return [{ at: wall(this.#sentAt[index] ?? 0), offers }];
    });
  }
}

/** Whole numbers from one to another. */
const run = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);

/** One offer at each of these times, in the order of their numbers. */
const each = (first: number, ...times: readonly string[]): Told[] =>
  times.map((at, index) => ({ at, offers: [first + index] }));

/** From 18:00 on the eve to 11:00, in rooms of seven kinds. */
async function night(eve: string, morning: string) {
  const at = await Night.from(eve);
  const hourly = "!offres abonner 0 * * * *";
  const said = {
    early: await at.room("early", MODERATOR, "!offres abonner chaque jour à 2h30"),
    nine: await at.room("nine", MODERATOR, "!offres abonner chaque jour à 9h"),
    hourly: await at.room("hourly", ADMINISTRATOR, hourly),
    calm: await at.room("calm", MODERATOR, "!offres abonner", "!offres calme 20h-8h"),
    calmHourly: await at.room("calmHourly", ADMINISTRATOR, "!offres calme 20h-8h", hourly),
    paused: await at.room("paused", MODERATOR, "!offres abonner", "!offres pause jusqu'à demain 2h30"),
    pausedHourly: await at.room("pausedHourly", ADMINISTRATOR, "!offres pause jusqu'à demain 10h", hourly),
  };
  await at.goesOn(morning);
  return { at, said };
}

test("the night in autumn that shows an hour twice: each window is told of once, at the times that were said", async () => {
  const { at, said } = await night("2026-10-24T16:00:00Z", "2026-10-25T10:00:00Z");
  expect(at.published).toBe(18);

  expect(said.early[0]).toContain("le prochain viendra demain à 2 h 30 (heure d’été).");
  expect(at.told("early")).toEqual([{ at: "02:30 +2", offers: run(1, 8) }]);

  expect(said.nine[0]).toContain("le prochain viendra demain à 9 h.");
  expect(at.told("nine")).toEqual([{ at: "09:00 +1", offers: run(1, 16) }]);

  expect(said.hourly[0]).toContain("le prochain viendra aujourd’hui à 19 h.");
  const evening = ["19:00 +2", "20:00 +2", "21:00 +2", "22:00 +2", "23:00 +2", "00:00 +2", "01:00 +2"];
  const early = ["02:00 +2", "02:00 +1", "03:00 +1", "04:00 +1", "05:00 +1", "06:00 +1", "07:00 +1"];
  const late = ["08:00 +1", "09:00 +1", "10:00 +1", "11:00 +1"];
  expect(at.told("hourly")).toEqual(each(1, ...evening, ...early, ...late));

  expect(at.told("calm")).toEqual([
    ...each(1, "18:40 +2", "19:40 +2"),
    { at: "08:00 +1", offers: run(3, 15) },
    ...each(16, "08:40 +1", "09:40 +1", "10:40 +1"),
  ]);

  expect(said.calmHourly[1]).toContain("le prochain viendra aujourd’hui à 19 h.");
  expect(at.told("calmHourly")).toEqual([
    ...each(1, "19:00 +2"),
    { at: "08:00 +1", offers: run(2, 15) },
    ...each(16, "09:00 +1", "10:00 +1", "11:00 +1"),
  ]);

  expect(said.paused[1]).toContain("jusqu’à demain à 2 h 30 (heure d’été).");
  const afterPause = ["02:40 +2", "02:40 +1", "03:40 +1", "04:40 +1", "05:40 +1", "06:40 +1"];
  expect(at.told("paused")).toEqual([
    { at: "02:30 +2", offers: run(1, 8) },
    ...each(9, ...afterPause, "07:40 +1", "08:40 +1", "09:40 +1", "10:40 +1"),
  ]);

  expect(said.pausedHourly[0]).toContain("jusqu’à demain à 10 h.");
  expect(said.pausedHourly[1]).toContain("le prochain viendra demain à 10 h.");
  expect(at.told("pausedHourly")).toEqual([{ at: "10:00 +1", offers: run(1, 17) }, ...each(18, "11:00 +1")]);
});

test("the night in spring that skips an hour: what falls into it comes when the clocks go on, and is said so", async () => {
  const { at, said } = await night("2026-03-28T17:00:00Z", "2026-03-29T09:00:00Z");
  expect(at.published).toBe(16);

  expect(said.early[0]).toContain("le prochain viendra demain à 3 h.");
  expect(at.told("early")).toEqual([{ at: "03:00 +2", offers: run(1, 8) }]);

  expect(said.nine[0]).toContain("le prochain viendra demain à 9 h.");
  expect(at.told("nine")).toEqual([{ at: "09:00 +2", offers: run(1, 14) }]);

  const evening = ["19:00 +1", "20:00 +1", "21:00 +1", "22:00 +1", "23:00 +1", "00:00 +1", "01:00 +1"];
  const early = ["03:00 +2", "04:00 +2", "05:00 +2", "06:00 +2", "07:00 +2"];
  const late = ["08:00 +2", "09:00 +2", "10:00 +2", "11:00 +2"];
  expect(at.told("hourly")).toEqual(each(1, ...evening, ...early, ...late));

  expect(at.told("calm")).toEqual([
    ...each(1, "18:40 +1", "19:40 +1"),
    { at: "08:00 +2", offers: run(3, 13) },
    ...each(14, "08:40 +2", "09:40 +2", "10:40 +2"),
  ]);

  expect(at.told("calmHourly")).toEqual([
    ...each(1, "19:00 +1"),
    { at: "08:00 +2", offers: run(2, 13) },
    ...each(14, "09:00 +2", "10:00 +2", "11:00 +2"),
  ]);

  expect(said.paused[1]).toContain("jusqu’à demain à 3 h.");
  const afterPause = ["03:40 +2", "04:40 +2", "05:40 +2", "06:40 +2", "07:40 +2"];
  expect(at.told("paused")).toEqual([
    { at: "03:00 +2", offers: run(1, 8) },
    ...each(9, ...afterPause, "08:40 +2", "09:40 +2", "10:40 +2"),
  ]);

  expect(said.pausedHourly[1]).toContain("le prochain viendra demain à 10 h.");
  expect(at.told("pausedHourly")).toEqual([{ at: "10:00 +2", offers: run(1, 15) }, ...each(16, "11:00 +2")]);
});

test("a pause that ends in the hour shown twice says which of the two is meant", async () => {
  // Half past one, summer time: in two hours it is half past two, winter time.
  const at = await Night.from("2026-10-24T23:30:00Z");
  const [, said] = await at.room("paused", MODERATOR, "!offres abonner", "!offres pause 2h");
  expect(said).toContain("jusqu’à 2 h 30 (heure d’hiver).");
  await at.goesOn("2026-10-25T02:00:00Z");
  expect(at.told("paused")).toEqual([{ at: "02:30 +1", offers: [1, 2] }, ...each(3, "02:40 +1")]);
});
