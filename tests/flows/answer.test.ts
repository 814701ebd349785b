import pino from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore } from "../../src/edges/store/open.ts";
import { type AnswerParts, answer } from "../../src/flows/answer/answer.ts";
import type { Original } from "../../src/flows/answer/original.ts";
import { incidentReasons } from "../../src/flows/service/incidents.ts";
import { traceOf } from "../../src/messages/trace.ts";
import type { Command, CommandOutcome, OutboxId, OutboxRow, Store } from "../../src/ports/index.ts";
import type { EventId, PlaceId, RoomId, UserId } from "../../src/rooms/identifiers.ts";
import { Catalogue } from "../commands/catalogue.ts";
import { answererParts } from "../support/answererParts.ts";
import { clockAt } from "../support/clock.ts";

const ROOM = "!salon" as RoomId;
const AGENT = "@agent:tchap.example" as UserId;
const EVE = "@eve:tchap.example" as UserId;
const START = 1_800_000_000_000;
const MINUTE = 60_000;

let store: Store;
let offers: Catalogue;
let now: number;
let logged: string;
let parts: AnswerParts;
let place: PlaceId;

beforeEach(async () => {
  store = await openStore("sqlite::memory:", { lock: true, now: START });
  offers = new Catalogue(12);
  now = START;
  logged = "";
  parts = answererParts({
    ...{ store, clock: clockAt(() => now), offers },
    log: pino({ base: null }, { write: (line) => (logged += line) }),
  });
  place = await store.write(async (tx) => {
    const { id } = await tx.places.mention({ room: ROOM }, START);
    await tx.places.settle(id, ROOM);
    await tx.places.setState(id, "active", null);
    return id;
  });
});

afterEach(() => store.close());

let events = 0;

async function received(text: string, more: Partial<Command> = {}): Promise<Command> {
  events += 1;
  const command: Command = {
    event: `$commande${events}` as EventId,
    room: ROOM,
    sender: AGENT,
    text,
    inReplyTo: null,
    thread: null,
    replaces: null,
    sentAt: now,
    receivedAt: now,
    age: 0,
    ...more,
  };
  await store.write((tx) => tx.inbox.add([command]));
  return command;
}

async function answered(command: Command, original: Original | null = null): Promise<OutboxId | null> {
  return (await store.write((tx) => answer(tx, command, parts, original)))?.reply ?? null;
}

async function ask(text: string, more: Partial<Command> = {}): Promise<Command> {
  const command = await received(text, more);
  await answered(command);
  return command;
}

function replyTo(command: Pick<Command, "event">): Promise<OutboxRow | null> {
  return store.read((tx) => tx.outbox.byKey(`reply:${command.event}:0`));
}

async function textOf(command: Pick<Command, "event">): Promise<string> {
  return String((await replyTo(command))?.content?.body ?? "").replaceAll("\u00a0", " ");
}

function outcomeOf(command: Command): Promise<CommandOutcome | null> {
  return store.read((tx) => tx.inbox.outcomeOf(command.event));
}

function queued(): Promise<number> {
  return store.read(async (tx) => (await tx.outbox.counts(place)).queued);
}

/** As the sender does, without a homeserver. */
async function sent(row: OutboxRow | null, event: string): Promise<EventId> {
  if (row === null) throw new Error("There is nothing to send.");
  await store.write(async (tx) => {
    const content = row.content ?? {};
    const frozen = { room: ROOM, transactionId: event, device: "D", content, ...traceOf(content), at: now };
    await tx.outbox.freeze(row.id, frozen);
    await tx.outbox.sent(row.id, event as EventId, now);
  });
  return event as EventId;
}

describe("a command", () => {
  test("is answered once: reply, list and mark together", async () => {
    const command = await ask("!offres poste");
    const row = await replyTo(command);
    expect(row).toMatchObject({ class: "reply", state: "queued", place, room: ROOM, notify: false });
    expect(row?.content).toMatchObject({
      msgtype: "m.notice",
      "m.relates_to": { "m.in_reply_to": { event_id: command.event } },
    });
    expect(await textOf(command)).toMatch(/^12 offres ouvertes pour « poste »/);
    expect(await outcomeOf(command)).toBe("answered");
    await answered(command);
    expect(await queued()).toBe(1);
    expect(await store.read((tx) => tx.lists.lastOf(ROOM, AGENT))).toMatchObject({
      shown: 8,
      reply: row?.id,
    });
  });

  test("in a thread is answered there", async () => {
    const thread = "$racine" as EventId;
    const command = await ask("!offres", { thread });
    expect((await replyTo(command))?.content?.["m.relates_to"]).toMatchObject({
      rel_type: "m.thread",
      event_id: thread,
    });
  });

  test("finds numbers and pages where they were, over several answers", async () => {
    await ask("!offres");
    expect(await textOf(await ask("!offres suite"))).toMatch(/^Suite : offres 9 à 12 sur 12\n9\. Poste 4\n/);
    expect(await textOf(await ask("!offre 9"))).toMatch(/^Poste 4\n/);
    expect(await textOf(await ask("!offre 1"))).toMatch(/^Poste 12\n/);
    expect(await textOf(await ask("!offres suite"))).toMatch(/2 pages/);
  });

  test("means the list that it replies to", async () => {
    const first = await ask("!offres");
    const list = await sent(await replyTo(first), "$liste");
    await ask("!offres poste 3");
    expect(await textOf(await ask("!offre 2", { inReplyTo: list }))).toMatch(/^Poste 11\n/);
    expect(await textOf(await ask("!offre 1"))).toMatch(/^Poste 3\n/);
  });

  test("alone, in reply to a card of ours, means its offer", async () => {
    const card = await sent(await replyTo(await ask("!offre 2026-01-05-poste")), "$carte");
    expect(await textOf(await ask("!offre", { inReplyTo: card }))).toMatch(/^Poste 5\n/);
    const list = await sent(await replyTo(await ask("!offres")), "$liste");
    expect(await textOf(await ask("!offre", { inReplyTo: list }))).toMatch(/plusieurs offres/);
  });

  test("that is none any more is passed over", async () => {
    expect(await outcomeOf(await ask("bonjour"))).toBe("ignored");
    expect(await queued()).toBe(0);
  });

  test("that fails gets an excuse; the log does not repeat what was typed", async () => {
    offers.search = (query) => {
      throw new Error(`cannot search ${query}`);
    };
    const command = await ask("!offres secret");
    expect(await outcomeOf(command)).toBe("failed");
    expect(await textOf(command)).toMatch(/^Désolé/);
    expect(logged).toContain(command.event);
    expect(logged).toContain("answer.test.ts");
    expect(logged).not.toContain("secret");
    const { notes } = incidentReasons(await store.read((tx) => tx.incidents.unseen()));
    expect(notes).toMatchObject([{ what: expect.stringMatching(/with an excuse: 1 \(Error\)$/) }]);
  });
});

describe("an edited command", () => {
  test("changes an answer that is still queued", async () => {
    const command = await ask("!offres poste 3");
    await ask("!offres poste 4", { replaces: command.event });
    expect(await textOf(command)).toContain("1. Poste 4");
    expect(await queued()).toBe(1);
  });

  test("edits an answer that was sent; the numbers are those of the edit", async () => {
    const command = await ask("!offres poste 3");
    const row = await replyTo(command);
    const list = await sent(row, "$reponse");
    await ask("!offres poste 4", { replaces: command.event });
    await ask("!offres poste 5", { replaces: command.event });
    const edit = await store.read((tx) =>
      row === null ? Promise.resolve(null) : tx.outbox.waitingEdit(row.id),
    );
    expect(edit).toMatchObject({ class: "reply", edits: row?.id, revision: 1 });
    expect(edit?.content?.body).toContain("1. Poste 5");
    expect(await queued()).toBe(1);
    expect(await textOf(await ask("!offre 1", { inReplyTo: list }))).toMatch(/^Poste 5\n/);
  });

  test("answers a message that was no command before", async () => {
    const original = "$faute" as EventId;
    const relations = { inReplyTo: null, thread: null, replaces: null };
    const edit = await received("!offres poste 4", { replaces: original });
    await answered(edit, { ...relations, room: ROOM, sender: AGENT, withdrawn: false });
    expect(await textOf({ event: original })).toContain("1. Poste 4");
    expect((await replyTo({ event: original }))?.content?.["m.relates_to"]).toEqual({
      "m.in_reply_to": { event_id: original },
    });
  });

  test("that comes over a minute late leaves the answer as it is, and gets one line", async () => {
    const command = await ask("!offres poste 3", { thread: "$racine" as EventId });
    now += 5000;
    const late = await ask("!offres poste 4", { replaces: command.event, age: MINUTE + 1 });
    const again = await ask("!offres poste 5", { replaces: command.event, age: MINUTE + 1 });
    expect([await outcomeOf(late), await outcomeOf(again)]).toEqual(["late", "late"]);
    expect(await textOf(command)).toContain("1. Poste 3");
    const line = await store.read((tx) => tx.outbox.byKey(`reply:${late.event}:1`));
    expect(line?.content?.body).toMatch(/^Votre correction m’est parvenue trop tard/);
    expect(line?.content?.["m.relates_to"]).toMatchObject({
      rel_type: "m.thread",
      event_id: "$racine",
      "m.in_reply_to": { event_id: command.event },
    });
    expect(await queued()).toBe(2);
  });

  test("is said to be too late also after the excuse for others, and not after a day", async () => {
    const command = await ask("!offres poste 3");
    now += 5000;
    const late = await received("!offres poste 4", { replaces: command.event, age: 11 * MINUTE });
    const other = await received("!offres", { age: 11 * MINUTE });
    await answered(other);
    expect(await textOf(other)).toMatch(/^J’étais/);
    expect(await outcomeOf(late)).toBeNull();
    await answered(late);
    expect(await queued()).toBe(3);
    expect(await textOf(command)).toContain("1. Poste 3");
    const second = await ask("!offres poste 6");
    now += 5000;
    const forgotten = await ask("!offres poste 7", { replaces: second.event, age: 24 * 60 * MINUTE + 1 });
    expect(await outcomeOf(forgotten)).toBe("late");
    expect(await queued()).toBe(4);
  });

  test("of another's command, or of one that was excused, is passed over when it comes late", async () => {
    const command = await ask("!offres poste 3");
    const excused = await ask("!offres poste 5", { age: 11 * MINUTE });
    now += 5000;
    const foreign = await ask("!offres 4", { replaces: command.event, age: MINUTE + 1, sender: EVE });
    const late = await ask("!offres poste 4", { replaces: excused.event, age: MINUTE + 1 });
    expect([await outcomeOf(foreign), await outcomeOf(late)]).toEqual(["ignored", "ignored"]);
    expect(await queued()).toBe(2);
  });
});

describe("commands that waited too long", () => {
  test("get one line for all of a room", async () => {
    const first = await received("!offres", { age: 11 * MINUTE });
    const second = await received("!offre 2", { age: 9 * MINUTE });
    const elsewhere = await received("!offres", { age: 11 * MINUTE, room: "!autre" as RoomId });
    now += 2 * MINUTE;
    for (const command of [first, second, elsewhere]) await answered(command);
    expect(await replyTo(first)).toBeNull();
    expect(await textOf(second)).toMatch(/^J’étais indisponible : redemandez/);
    expect(await outcomeOf(first)).toBe("late");
    expect(await outcomeOf(second)).toBe("late");
    expect(await textOf(elsewhere)).toMatch(/^J’étais/);
  });

  test("do not drag along one that is fresh", async () => {
    const old = await received("!offres", { age: 11 * MINUTE });
    const fresh = await received("!offres");
    await answered(old);
    await answered(fresh);
    expect(await outcomeOf(fresh)).toBe("answered");
  });

  test("for over a day get none", async () => {
    const command = await ask("!offres", { age: 24 * 60 * MINUTE + 1 });
    expect(await outcomeOf(command)).toBe("late");
    expect(await queued()).toBe(0);
  });
});

describe("too many commands of one person", () => {
  test("get one notice, then silence, until the minute is over; others are served", async () => {
    for (let count = 0; count < 20; count += 1)
      expect(await outcomeOf(await ask("!offres"))).toBe("answered");
    expect(await textOf(await ask("!offres"))).toMatch(/^Doucement/);
    const silent = await ask("!offres");
    expect(await replyTo(silent)).toBeNull();
    expect(await outcomeOf(silent)).toBe("ignored");
    const other = await ask("!offres", { sender: "@autre:tchap.example" as UserId });
    expect(await outcomeOf(other)).toBe("answered");
    now += MINUTE + 1;
    expect(await outcomeOf(await ask("!offres"))).toBe("answered");
  });

  test("count by a clock that nobody sets: one that goes back an hour silences nobody for an hour", async () => {
    let passed = 0;
    parts = { ...parts, clock: { now: () => now, monotonic: () => passed } };
    for (let count = 0; count < 21; count += 1) await ask("!offres");
    now -= 60 * MINUTE;
    passed += MINUTE + 1;
    expect(await outcomeOf(await ask("!offres"))).toBe("answered");
  });
});
