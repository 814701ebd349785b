import pino from "pino";
import { beforeEach, describe, expect, test } from "vitest";
import type { Echoes } from "../../src/delivery/echoes.ts";
import { Answerer } from "../../src/flows/answer/answerer.ts";
import { storeBatch } from "../../src/flows/receive/storeBatch.ts";
import { Health } from "../../src/flows/service/health.ts";
import type { Store, SyncBatch } from "../../src/ports/index.ts";
import { CommandLimiter } from "../../src/rooms/commandLimiter.ts";
import type { EventId } from "../../src/rooms/identifiers.ts";
import type { RoomEvent } from "../../src/rooms/room.ts";
import { Catalogue } from "../commands/catalogue.ts";
import { answererParts } from "../support/answererParts.ts";
import { clockAt } from "../support/clock.ts";
import { event, room, user } from "../support/identifiers.ts";
import { eventually, until } from "../support/until.ts";
import { WORDING } from "../support/wording.ts";
import { apply, batch, command, fresh, joined, NOW, rules } from "./syncing.ts";
import { FakeHomeserver, isSettled, newStore, ownEvent, startSender, states } from "./world.ts";

const log = pino({ level: "silent" });
const clock = clockAt(NOW);

let store: Store;
let homeserver: FakeHomeserver;
let writes: number;
let woken: number;
let echoes: Echoes;
let hear: (...timeline: RoomEvent[]) => Promise<boolean>;

beforeEach(async () => {
  const real = await newStore();
  writes = 0;
  woken = 0;
  store = {
    ...real,
    write: (work) => {
      writes += 1;
      return real.write(work);
    },
  };
  homeserver = new FakeHomeserver();
  await apply(real, "s1", { joined: [fresh("a"), fresh("b")] });
  const limiter = new CommandLimiter(5);
  const onAnswer = () => (woken += 1);
  const answerer = new Answerer(answererParts({ store, clock, offers: new Catalogue(3), limiter, onAnswer }));
  const { sender, echoes: followed } = startSender(store, homeserver, { clock });
  echoes = followed;
  await until(() => sender.isIdle(), "the sender rests");
  const take = sender.takeAlong.bind(sender);
  const parts = {
    ...{ store, clock, log, wording: WORDING, health: new Health() },
    rules: { ...rules, onEcho: (id: EventId) => echoes.seen(id) },
    onAnew: async () => {},
    isArrived: (event: EventId) => echoes.isAwaited(event),
    settleAlong: sender.settleAlong.bind(sender),
    lookAlong: sender.lookAlong.bind(sender),
  };
  let tokens = 1;
  hear = async (...timeline) => {
    tokens += 1;
    const brought: SyncBatch = batch(`s${tokens}`, { joined: [joined("a", { timeline })] });
    const { commands } = await storeBatch(
      brought,
      { since: "s1", anew: false, keepToken: false },
      { ...parts, answerAtOnce: (tx, taken) => answerer.answerAtOnce(tx, take, taken) },
    );
    return commands;
  };
});

const sentEvent = () => homeserver.sent[0]?.event ?? event("none");
const replies = () => homeserver.sent.map(({ content }) => String(content.body).split("\n")[0]);

describe("a command", () => {
  test("is answered and its reply frozen in the commit that brought it", async () => {
    let before = 0;
    homeserver.refuse = () => {
      before = writes;
    };
    writes = 0;
    expect(await hear(command("!offres poste 2"))).toBe(false);
    await until(isSettled(store), "the reply is sent");
    expect(before).toBe(1);
    expect(replies()).toHaveLength(1);
    expect(await store.read((tx) => tx.session.token())).toBe("s2");
  });

  test("beside a few others too; the second of a room waits for its turn behind the first", async () => {
    expect(await hear(command("!offres poste 2"), command("!offres poste 1"))).toBe(false);
    expect(woken).toBe(1);
    await eventually(states.bind(null, store), (all) => all.every((one) => one === "sent"), "both replies");
    expect(replies()).toHaveLength(2);
  });

  test("among many waits for its turn, and so does an edit", async () => {
    expect(await hear(...Array.from({ length: 9 }, () => command("!offres")))).toBe(true);
    expect(await states(store)).toEqual([]);
  });

  test("which edits is left to a turn, which can look for the original", async () => {
    const edit = command("* !offres", {
      content: {
        msgtype: "m.text",
        body: "* !offres",
        "m.new_content": { msgtype: "m.text", body: "!offres" },
        "m.relates_to": { rel_type: "m.replace", event_id: "$ancien" },
      },
    });
    expect(await hear(edit)).toBe(true);
    expect(await states(store)).toEqual([]);
  });

  test("of somebody who asks too much is left to a turn, which passes over many in one commit", async () => {
    const eve = { sender: user("eve") };
    for (let count = 0; count < 6; count += 1) await hear(command("!offres", eve));
    expect(await hear(command("!offres", eve))).toBe(true);
    expect(await hear(command("!offres", { sender: user("bob") }))).toBe(true);
  });

  test("in a room that takes no messages is answered nowhere", async () => {
    await store.write(async (tx) => {
      const known = await tx.rooms.get(room("a"));
      if (known) await tx.rooms.save({ ...known, encrypted: true });
    });
    await hear(command("!offres"));
    expect(homeserver.requests).toEqual([]);
  });

  test("that does something has the line for its room sent, too", async () => {
    await hear(command("!offres poste 2"));
    await until(isSettled(store), "the sender has nothing left");
    await hear(command("!offres abonner devops", { sender: user("admin") }));
    await until(() => homeserver.sent.length === 3, "the answer and the line");
    expect(replies()[2]).toContain("admin");
    expect(woken).toBe(0);
  });

  test("settles with its commit what the reply before came to, and is answered as quickly", async () => {
    await hear(command("!offres poste 2"));
    await until(() => homeserver.sent.length === 1 && echoes.isAwaited(sentEvent()), "the reply has arrived");
    expect(await states(store)).toEqual(["attempted"]);
    writes = 0;
    expect(await hear(command("!offres poste 1"))).toBe(false);
    expect([woken, writes]).toEqual([0, 1]);
    expect(await states(store)).toEqual(["sent", "attempted"]);
    await until(() => replies().length === 2, "the second reply is sent");
  });

  test("has an answer whose echo is nothing to store, and which a redaction finds all the same", async () => {
    await hear(command("!offres poste 2"));
    await until(() => homeserver.sent.length === 1 && echoes.isAwaited(sentEvent()), "the reply has arrived");
    const [sent] = homeserver.sent;
    if (!sent) throw new Error("nothing was sent");
    writes = 0;
    await hear(ownEvent(sent));
    expect(writes).toBe(0);
    expect(echoes.isAwaited(sent.event)).toBe(false);
    await hear({ ...command(), type: "m.room.redaction", content: {}, redacts: sent.event });
    const row = await store.read((tx) => tx.outbox.byEvent(sent.event));
    expect(row).toMatchObject({ state: "sent", redacted: true });
  });
});
