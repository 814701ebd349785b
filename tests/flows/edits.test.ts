import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { Answerer } from "../../src/flows/answer/answerer.ts";
import type { OutboxRow, Store } from "../../src/ports/index.ts";
import type { EventId, RoomId } from "../../src/rooms/identifiers.ts";
import type { RoomEvent } from "../../src/rooms/room.ts";
import { Catalogue } from "../commands/catalogue.ts";
import { answererParts } from "../support/answererParts.ts";
import { clockAt } from "../support/clock.ts";
import { event, room, user } from "../support/identifiers.ts";
import { until } from "../support/until.ts";
import { apply, command, fresh, joined, NOW, said, state } from "./syncing.ts";
import { FakeHomeserver, newStore, rowsOf, turning } from "./world.ts";

let store: Store;
let homeserver: Rooms;
let answerer: Answerer;
let tokens = 0;

/** Knows the messages that were no commands. */
class Rooms extends FakeHomeserver {
  readonly known: RoomEvent[] = [];
  find: (id: EventId) => Promise<RoomEvent | null> = async (id) =>
    this.known.find((one) => one.id === id) ?? null;

  override event(_of: RoomId, id: EventId): Promise<RoomEvent | null> {
    return this.find(id);
  }
}

beforeEach(async () => {
  store = await newStore();
  homeserver = new Rooms();
  answerer = new Answerer(answererParts({ store, clock: clockAt(NOW), offers: new Catalogue(12) }));
  answerer.reach(homeserver);
  await apply(store, "s0", { joined: [fresh("a"), fresh("b")] });
  const stopping = new AbortController();
  const done = turning(answerer, stopping.signal);
  onTestFinished(async () => {
    stopping.abort();
    await done;
  });
});

async function hear(of: string, ...timeline: RoomEvent[]): Promise<void> {
  tokens += 1;
  await apply(store, `s${tokens}`, { joined: [joined(of, { timeline })] });
  answerer.wake();
}
const answered = () => until(() => answerer.isIdle(), "everything is answered");

const lea = user("lea");
const eve = user("eve");
const edit = (of: EventId, text: string, more: Partial<RoomEvent> = {}) =>
  said(
    more.sender ?? lea,
    {
      msgtype: "m.text",
      body: `* ${text}`,
      "m.new_content": { msgtype: "m.text", body: text },
      "m.relates_to": { rel_type: "m.replace", event_id: of },
    },
    more,
  );
const inThread = (text: string, thread: EventId) =>
  said(lea, { msgtype: "m.text", body: text, "m.relates_to": { rel_type: "m.thread", event_id: thread } });
const inReply = (text: string, to: EventId) =>
  said(lea, { msgtype: "m.text", body: text, "m.relates_to": { "m.in_reply_to": { event_id: to } } });

const replyTo = (asked: EventId) => store.read((tx) => tx.outbox.byKey(`reply:${asked}:0`));
const relationOf = (row: OutboxRow | null) => row?.content?.["m.relates_to"];
const bodyOf = (row: OutboxRow | null) => String(row?.content?.body).replaceAll("\u00a0", " ");

/** As the sender does, without a homeserver. */
async function sent(row: OutboxRow | null, id: string): Promise<EventId> {
  if (row === null) throw new Error("There is nothing to send.");
  await store.write(async (tx) => {
    const frozen = {
      transactionId: id,
      device: "D",
      content: row.content ?? {},
      shown: id,
      marks: [],
      at: NOW,
    };
    await tx.outbox.freeze(row.id, { room: room("a"), ...frozen });
    await tx.outbox.sent(row.id, event(id), NOW);
  });
  return event(id);
}

describe("an edit of one's own message", () => {
  test("is answered in the thread of the original, which it does not name again", async () => {
    const command = inThread("!offres poste 3", event("racine"));
    await hear("a", command, edit(command.id, "!offres poste 4"));
    await answered();
    expect(await rowsOf(store)).toHaveLength(1);
    expect(relationOf(await replyTo(command.id))).toMatchObject({
      rel_type: "m.thread",
      event_id: event("racine"),
    });
    expect(bodyOf(await replyTo(command.id))).toContain("1. Poste 4");
  });

  test("also when the original was no command: it is looked up", async () => {
    const typo = inThread("!ofres poste 3", event("racine"));
    homeserver.known.push(typo);
    await hear("a", typo, edit(typo.id, "!offres poste 3"));
    await answered();
    expect(relationOf(await replyTo(typo.id))).toMatchObject({
      rel_type: "m.thread",
      event_id: event("racine"),
    });
  });

  test("means the list that the original replied to", async () => {
    const first = command("!offres");
    await hear("a", first);
    await answered();
    const list = await sent(await replyTo(first.id), "liste");
    await hear("a", command("!offres poste 3"));
    await answered();
    const wrong = inReply("!offre 99", list);
    await hear("a", wrong, edit(wrong.id, "!offre 2"));
    await answered();
    expect(bodyOf(await replyTo(wrong.id))).toMatch(/^Poste 11\n/);
    const typo = inReply("!ofre 3", list);
    homeserver.known.push(typo);
    await hear("a", typo, edit(typo.id, "!offre 3"));
    await answered();
    expect(bodyOf(await replyTo(typo.id))).toMatch(/^Poste 10\n/);
  });

  test("is no edit again: a second edit names the first message, and one that names the edit is passed over", async () => {
    const asked = command("!offres poste 3");
    const first = edit(asked.id, "!offres poste 4");
    const chained = edit(first.id, "!offres poste 5");
    await hear("a", asked, first, chained);
    await answered();
    expect(await rowsOf(store)).toHaveLength(1);
    expect(bodyOf(await replyTo(asked.id))).toContain("1. Poste 4");
    expect(await store.read((tx) => tx.inbox.outcomeOf(chained.id))).toBe("ignored");
  });
});

describe("an edit of anything else is a command of its own", () => {
  test.each([
    ["in another room", "b", lea],
    ["of somebody else's command", "a", eve],
  ])("%s", async (_, of, sender) => {
    const asked = command("!offres poste 3");
    await hear("a", asked);
    const forged = edit(asked.id, "!offres poste 4", { sender });
    await hear(of, forged);
    await answered();
    expect(bodyOf(await replyTo(asked.id))).toContain("1. Poste 3");
    const own = await replyTo(forged.id);
    expect(own?.room).toBe(room(of));
    expect(relationOf(own)).toEqual({ "m.in_reply_to": { event_id: forged.id } });
  });

  test("of somebody else's message: its author may still correct it, and gets an answer of their own", async () => {
    const typo = said(lea, { msgtype: "m.text", body: "!ofres poste 3" });
    homeserver.known.push(typo);
    const forged = edit(typo.id, "!offres poste 4", { sender: eve });
    await hear("a", typo, forged);
    await answered();
    expect(bodyOf(await replyTo(forged.id))).toContain("1. Poste 4");
    expect(await replyTo(typo.id)).toBeNull();
    await hear("a", edit(typo.id, "!offres poste 3"));
    await answered();
    expect(bodyOf(await replyTo(typo.id))).toContain("1. Poste 3");
    expect(bodyOf(await replyTo(forged.id))).toContain("1. Poste 4");
  });

  test("of a message that cannot be found, or whose look fails; one that hangs keeps nobody waiting", async () => {
    homeserver.find = async (id) => {
      if (id === event("panne")) throw new Error("500");
      return id === event("lent") ? new Promise(() => {}) : null;
    };
    const slow = edit(event("lent"), "!offres poste 5");
    const unknown = edit(event("rien"), "!offres poste 3", { sender: user("bob") });
    const broken = edit(event("panne"), "!offres poste 4", { sender: eve });
    const other = command("!offres poste 6", { sender: user("ada") });
    await hear("a", slow, unknown, broken, other);
    await until(async () => (await rowsOf(store)).length === 3, "the others are answered");
    for (const { id } of [unknown, broken, other]) expect(await replyTo(id)).not.toBeNull();
    expect(await replyTo(slow.id)).toBeNull();
  });
});

describe("an edit that says nothing to the bot", () => {
  test("takes a command's answer back, in the batch that brought both or in another", async () => {
    const [waits, shown] = [command("!offres poste 3"), command("!offres poste 4")];
    await hear("a", waits, edit(waits.id, "à plus tard"), shown);
    await answered();
    expect(await replyTo(waits.id)).toMatchObject({ state: "dropped" });
    await sent(await replyTo(shown.id), "answer");
    await hear("a", edit(shown.id, "à plus tard"));
    await answered();
    const answer = await replyTo(shown.id);
    const waiting = await store.read(async (tx) => answer && (await tx.outbox.waitingEdit(answer.id)));
    expect(bodyOf(waiting)).toMatch(/^Votre message ne me demande plus rien/);
  });

  test("is passed over where it is of another's message, or of none that we know; late, it gets a line of its own", async () => {
    const asked = command("!offres poste 3");
    await hear("a", asked);
    await answered();
    const late = edit(asked.id, "trop tard", { age: 61_000 });
    await hear("a", edit(asked.id, "je", { sender: eve }), edit(event("autre"), "moi"), late);
    await hear("b", edit(asked.id, "ailleurs"));
    await answered();
    expect(await replyTo(asked.id)).toMatchObject({ state: "queued" });
    expect(bodyOf(await store.read((tx) => tx.outbox.byKey(`reply:${late.id}:1`)))).toMatch(/trop tard/);
    expect(await store.read((tx) => tx.inbox.counts())).toEqual({ answered: 1, late: 1 });
  });
});

describe("a command that is taken back", () => {
  const redaction = (of: EventId) => said(lea, {}, { type: "m.room.redaction", redacts: of });

  test("before its answer is not answered, and its text is erased", async () => {
    const secret = command("!offres motdepasse");
    await hear("a", secret, redaction(secret.id));
    await answered();
    // The same, when the batches that brought them were two.
    const other = command("!offres motdepasse");
    await apply(store, "t1", { joined: [joined("a", { timeline: [other] })] });
    await apply(store, "t2", { joined: [joined("a", { timeline: [redaction(other.id)] })] });
    await answered();
    expect(await rowsOf(store)).toEqual([]);
    expect(await store.read((tx) => tx.inbox.outcomeOf(secret.id))).toBeNull();
    expect(await store.read((tx) => tx.inbox.outcomeOf(other.id))).toBe("withdrawn");
  });

  test("takes its answer along: not sent, or emptied; an edit of it afterwards is passed over", async () => {
    const [kept, unsent, shown] = ["kept", "unsent", "shown"].map((word) => command(`!offres ${word}`));
    if (!kept || !unsent || !shown) throw new Error("three commands");
    await hear("a", kept, unsent, shown);
    await answered();
    await sent(await replyTo(shown.id), "answer");
    await hear("a", redaction(unsent.id), redaction(shown.id), edit(shown.id, "!offres encore"));
    await answered();
    expect(await replyTo(unsent.id)).toMatchObject({ state: "dropped", content: null });
    const answer = await replyTo(shown.id);
    const waiting = await store.read(async (tx) => answer && (await tx.outbox.waitingEdit(answer.id)));
    expect(bodyOf(waiting)).toMatch(/^La question a été supprimée/);
    expect(JSON.stringify(await rowsOf(store))).not.toMatch(/unsent|shown\b.*poste|encore/);
    expect(await replyTo(kept.id)).toMatchObject({ state: "queued" });
  });

  test("says that what it changed is not undone", async () => {
    const asked = command("!offres abonner");
    await apply(store, "moderation", {
      joined: [joined("a", { timeline: [state("m.room.power_levels", { users: { [lea]: 50 } })] })],
    });
    await hear("a", asked);
    await answered();
    await sent(await replyTo(asked.id), "answer");
    await hear("a", redaction(asked.id));
    const answer = await replyTo(asked.id);
    const waiting = await store.read(async (tx) => answer && (await tx.outbox.waitingEdit(answer.id)));
    expect(bodyOf(waiting)).toMatch(/n’est pas annulé pour autant/);
  });

  test("after its edit was answered takes that answer along", async () => {
    const typo = said(lea, { msgtype: "m.text", body: "!ofres motdepasse" });
    homeserver.known.push(typo);
    await hear("a", typo, edit(typo.id, "!offres motdepasse"));
    await answered();
    await hear("a", redaction(typo.id));
    expect(await replyTo(typo.id)).toMatchObject({ state: "dropped" });
  });

  test("in another room is another message", async () => {
    const asked = command("!offres poste 3");
    await hear("a", asked);
    await answered();
    await sent(await replyTo(asked.id), "answer");
    await hear("b", redaction(asked.id), redaction(event("answer")));
    const rows = await rowsOf(store);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ redacted: false });
  });
});
