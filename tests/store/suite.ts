import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Head, OutboxId, Store, Transaction } from "../../src/ports/index.ts";
import type { PlaceId } from "../../src/rooms/identifiers.ts";
import {
  activePlace,
  alias,
  command,
  event,
  frozen,
  knownOffer,
  knownRoom,
  offerId,
  offerKey,
  queue,
  room,
  send,
  user,
} from "./fixtures.ts";

/** An engine under test: a new, empty store each time. */
export interface Engine {
  readonly name: string;
  open(): Promise<{ readonly store: Store; readonly dispose: () => Promise<void> }>;
}

/** What every engine behind the port of the store has to do. */
export function storeSuite(engine: Engine): void {
  describe(`the store over ${engine.name}`, () => {
    let store: Store;
    let dispose: () => Promise<void>;

    beforeEach(async () => {
      ({ store, dispose } = await engine.open());
    });
    afterEach(() => dispose());

    const write = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => store.write(work);
    const read = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => store.read(work);

    describe("works", () => {
      it("keeps all of a work, or nothing of one that throws", async () => {
        const failing = write(async (tx) => {
          await tx.session.setToken("s1");
          await tx.places.mention({ room: room("a") }, 1);
          throw new Error("midway");
        });
        await expect(failing).rejects.toThrow("midway");
        await write((tx) => tx.session.setToken("s2"));
        expect(await read(async (tx) => [await tx.session.token(), await tx.places.all()])).toEqual([
          "s2",
          [],
        ]);
      });

      it("goes on after a statement that the schema refuses", async () => {
        const bad = write((tx) => tx.told.set([{ ...toldRow(77 as PlaceId, "nobody"), state: "told" }]));
        await expect(bad).rejects.toThrow(/FOREIGN KEY/i);
        await write((tx) => tx.session.setToken("after"));
        expect(await read((tx) => tx.session.token())).toBe("after");
      });

      it("runs one after the other: no read sees half of a write", async () => {
        let open = (): void => {};
        const gate = new Promise<void>((resolve) => {
          open = resolve;
        });
        const seen: (string | null)[] = [];
        const writing = write(async (tx) => {
          await tx.session.setToken("half");
          await gate;
          await tx.session.setToken("whole");
        });
        const reading = read(async (tx) => seen.push(await tx.session.token()));
        open();
        await Promise.all([writing, reading]);
        expect(seen).toEqual(["whole"]);
      });

      it("refuses a work within a work, and a transaction that is over", async () => {
        await expect(write(() => write(async () => {}))).rejects.toThrow("within itself");
        await expect(read(() => read(async () => {}))).rejects.toThrow("within itself");
        let escaped: Transaction | undefined;
        await write(async (tx) => {
          escaped = tx;
        });
        await expect(escaped?.session.setToken("late")).rejects.toThrow();
        expect(await read((tx) => tx.session.token())).toBeNull();
      });

      it("refuses to write in a read", async () => {
        await expect(read((tx) => tx.session.setToken("x"))).rejects.toThrow(/read-?only/i);
        await write((tx) => tx.session.setToken("y"));
        expect(await read((tx) => tx.session.token())).toBe("y");
      });

      it("ends what has begun before it closes, and begins nothing after", async () => {
        const last = write((tx) => tx.session.setToken("last"));
        const closed = store.close();
        await Promise.all([last, closed, store.close()]);
        await expect(read((tx) => tx.session.token())).rejects.toThrow("closed");
      });
    });

    describe("session", () => {
      it("remembers token, account and the first scan", async () => {
        const all = (tx: Transaction) =>
          Promise.all([tx.session.token(), tx.session.account(), tx.session.scanned()]);
        expect(await read(all)).toEqual([null, null, false]);
        await write(async (tx) => {
          await tx.session.setToken("s9");
          await tx.session.setAccount(user("bot"));
          await tx.session.setScanned();
        });
        expect(await read(all)).toEqual(["s9", user("bot"), true]);
      });
    });

    describe("offers", () => {
      it("gives back what was saved, and replaces it", async () => {
        const first = knownOffer("a");
        const later = knownOffer("a", { status: "missing", missingSince: 9, opening: 2 });
        await write((tx) => tx.offers.save([first, knownOffer("b")]));
        expect(await read((tx) => tx.offers.get(first.key))).toEqual(first);
        await write((tx) => tx.offers.save([later]));
        expect(await read((tx) => tx.offers.all())).toEqual([later, knownOffer("b")]);
        expect(await read((tx) => tx.offers.get(offerKey("c")))).toBeNull();
      });

      it("leads an id to the offer that had it last", async () => {
        await write(async (tx) => {
          await tx.offers.save([knownOffer("a"), knownOffer("b")]);
          await tx.offers.alias([
            { id: offerId("x"), key: offerKey("a") },
            { id: offerId("y"), key: offerKey("a") },
          ]);
          await tx.offers.alias([{ id: offerId("x"), key: offerKey("b") }]);
        });
        expect(await read((tx) => tx.offers.aliases())).toEqual(
          new Map([
            [offerId("x"), offerKey("b")],
            [offerId("y"), offerKey("a")],
          ]),
        );
      });

      it("replaces the newcomers as a whole", async () => {
        const newcomer = (id: string) => ({ id: offerId(id), fingerprint: id, since: 1 });
        await write((tx) => tx.offers.replaceNewcomers([newcomer("a"), newcomer("b")]));
        await write((tx) => tx.offers.replaceNewcomers([newcomer("c")]));
        expect(await read((tx) => tx.offers.newcomers())).toEqual([newcomer("c")]);
      });

      it("takes more offers in one go than a statement has parameters", async () => {
        const many = Array.from({ length: 5000 }, (_, index) =>
          knownOffer(`n${String(index).padStart(5, "0")}`),
        );
        await write(async (tx) => {
          await tx.offers.save(many);
          await tx.offers.alias(many.map(({ id, key }) => ({ id, key })));
        });
        expect(
          await read(async (tx) => [(await tx.offers.all()).length, (await tx.offers.aliases()).size]),
        ).toEqual([5000, 5000]);
      });
    });

    describe("parses", () => {
      it("keeps one a file, until the file is gone", async () => {
        const reading = (file: string) => ({
          id: offerId(file),
          file: `${file}.md`,
          offer: knownOffer(file).offer,
          problems: [{ severity: "warning" as const, line: 3, message: "à revoir" }],
          repaired: ["bom" as const],
          depublicationLine: null,
        });
        const parse = (file: string, content: string) => ({ file, content, reading: reading(file) });
        await write((tx) => tx.parses.save([parse("a", "1"), parse("b", "1")]));
        await write((tx) => tx.parses.save([parse("a", "2")]));
        await write((tx) => tx.parses.remove(["b", "unknown"]));
        expect(await read((tx) => tx.parses.all())).toEqual([parse("a", "2")]);
        await write((tx) => tx.parses.remove([]));
        expect(await read((tx) => tx.parses.all())).toHaveLength(1);
      });
    });

    describe("places", () => {
      it("makes a place once, at its first mention", async () => {
        const [one, same, other] = await write(async (tx) => [
          await tx.places.mention({ alias: alias("a") }, 1),
          await tx.places.mention({ alias: alias("a") }, 2),
          await tx.places.mention({ room: room("b") }, 3),
        ]);
        expect(same).toEqual(one);
        expect(one).toMatchObject({ alias: alias("a"), room: null, state: "waiting", configured: false });
        expect(other).toMatchObject({ alias: null, room: room("b") });
        expect(await read((tx) => tx.places.ofAlias(alias("a")))).toEqual(one);
      });

      it("is still found by the rooms it had before upgrades", async () => {
        await write(async (tx) => {
          const { id } = await tx.places.mention({ room: room("v1") }, 1);
          await tx.places.settle(id, room("v2"));
          expect(await tx.places.settle(id, room("v3"))).toMatchObject({ id, room: room("v3") });
          expect(await tx.places.ofRoom(room("v1"))).toMatchObject({ id, room: room("v3") });
          expect(await tx.places.mention({ room: room("v2") }, 9)).toMatchObject({ id });
        });
      });

      it("has state, reason, and exactly the configured ones configured", async () => {
        const states = await write(async (tx) => {
          const a = await tx.places.mention({ room: room("a") }, 1);
          const b = await tx.places.mention({ room: room("b") }, 1);
          await tx.places.setState(a.id, "suspended", "kicked");
          await tx.places.setConfigured([a.id]);
          await tx.places.setConfigured([b.id]);
          return await tx.places.all();
        });
        expect(states).toMatchObject([
          { state: "suspended", reason: "kicked", configured: false },
          { state: "waiting", reason: null, configured: true },
        ]);
        await expect(write((tx) => tx.places.setState(99 as PlaceId, "active", null))).rejects.toThrow(
          "no place 99",
        );
      });
    });

    describe("an alias and a room that prove to be one place", () => {
      /** The alias came first, so its place is the older; the room's place is active. */
      async function twoPlaces(tx: Transaction): Promise<[PlaceId, PlaceId]> {
        const older = await tx.places.mention({ alias: alias("salon") }, 1);
        return [older.id, await activePlace(tx, "salon")];
      }

      it("become the older place, under both names, as the room stands", async () => {
        await write(async (tx) => {
          const [older, younger] = await twoPlaces(tx);
          await tx.places.setConfigured([younger]);
          const merged = await tx.places.settle(older, room("salon"));
          const expected = {
            id: older,
            alias: alias("salon"),
            room: room("salon"),
            state: "active",
            reason: null,
            configured: true,
          };
          expect(merged).toEqual(expected);
          expect(await tx.places.all()).toEqual([expected]);
          expect(await tx.places.ofRoom(room("salon"))).toEqual(expected);
          expect(await tx.places.ofAlias(alias("salon"))).toEqual(expected);
        });
      });

      it("become the older place also when the younger one is settled", async () => {
        await write(async (tx) => {
          const older = await activePlace(tx, "salon");
          const younger = await tx.places.mention({ alias: alias("salon") }, 2);
          expect(await tx.places.settle(younger.id, room("salon"))).toMatchObject({
            id: older,
            alias: alias("salon"),
          });
        });
      });

      it("are not led back to the room before its upgrade by an old alias", async () => {
        await write(async (tx) => {
          const place = await activePlace(tx, "v1");
          await tx.places.settle(place, room("v2"));
          const { id } = await tx.places.mention({ alias: alias("salon") }, 2);
          expect(await tx.places.settle(id, room("v1"))).toMatchObject({ id: place, room: room("v2") });
        });
      });

      it("keep each subscription once, and notify where either did", async () => {
        await write(async (tx) => {
          const [older, younger] = await twoPlaces(tx);
          await tx.subscriptions.begin({ ...subscription(older, "devops"), notify: false, since: 1 });
          await tx.subscriptions.begin({ ...subscription(younger, "devops"), notify: true, since: 2 });
          await tx.subscriptions.begin({ ...subscription(younger, "design"), notify: false, since: 3 });
          await tx.places.settle(older, room("salon"));
          expect(await tx.subscriptions.all()).toMatchObject([
            { place: older, filter: "devops", notify: true, since: 1 },
            { place: older, filter: "design", notify: false, since: 3 },
          ]);
        });
      });

      it("have heard what either has heard, and do not hear it again", async () => {
        await write(async (tx) => {
          await tx.offers.save(["a", "b", "c"].map((key) => knownOffer(key)));
          const [older, younger] = await twoPlaces(tx);
          await tx.told.set([
            { ...toldRow(older, "a"), state: "queued" },
            { ...toldRow(younger, "a"), state: "told", silent: true },
            { ...toldRow(older, "b"), state: "failed" },
            { ...toldRow(younger, "b"), state: "queued" },
            { ...toldRow(younger, "c"), state: "failed" },
          ]);
          const waiting = await decide(tx, older, "a");
          await tx.places.settle(older, room("salon"));
          expect(await tx.told.ofOffer(offerKey("a"), 1)).toEqual(new Map([[older, "told"]]));
          expect(await tx.told.ofOffer(offerKey("b"), 1)).toEqual(new Map([[older, "queued"]]));
          expect(await tx.told.ofOffer(offerKey("c"), 1)).toEqual(new Map([[older, "failed"]]));
          expect(await tx.decisions.ofMessage(waiting)).toEqual([]);
        });
      });

      it("keep the decision whose message reaches further", async () => {
        await write(async (tx) => {
          await tx.offers.save(["a", "b"].map((key) => knownOffer(key)));
          const [older, younger] = await twoPlaces(tx);
          const [a1, a2] = [await decide(tx, older, "a"), await decide(tx, younger, "a")];
          const [b1, b2] = [await decide(tx, older, "b"), await decide(tx, younger, "b")];
          await send(tx, b2);
          await tx.places.settle(older, room("salon"));
          expect(await tx.decisions.ofMessage(a1)).toMatchObject([{ place: older, kind: "published" }]);
          expect(await tx.decisions.ofMessage(a2)).toEqual([]);
          expect(await tx.decisions.ofMessage(b1)).toEqual([]);
          expect(await tx.decisions.ofMessage(b2)).toMatchObject([{ place: older, kind: "published" }]);
          expect((await tx.outbox.get(b2))?.place).toBe(older);
        });
      });

      it("keep both decisions where the room shows both messages: an edit has to find them", async () => {
        await write(async (tx) => {
          await tx.offers.save([knownOffer("a")]);
          const [older, younger] = await twoPlaces(tx);
          const [one, two] = [await decide(tx, older, "a"), await decide(tx, younger, "a")];
          await send(tx, one);
          await send(tx, two);
          await tx.places.settle(older, room("salon"));
          expect(await tx.decisions.ofOffer(offerKey("a"), 1)).toMatchObject([
            { message: one, place: older, kind: "published" },
            { message: two, place: older, kind: "copy" },
          ]);
        });
      });
    });

    describe("subscriptions", () => {
      it("are unique by place, filter, schedule and origin; notify is not part of it", async () => {
        const place = await write((tx) => activePlace(tx, "a"));
        const one = await write((tx) => tx.subscriptions.begin(subscription(place, "devops")));
        const twin = { ...subscription(place, "devops"), notify: false };
        await expect(write((tx) => tx.subscriptions.begin(twin))).rejects.toThrow(/UNIQUE/i);
        const other = await write((tx) => tx.subscriptions.begin({ ...twin, origin: "command" }));
        await write((tx) => tx.subscriptions.setNotify(one.id, false));
        expect(await read((tx) => tx.subscriptions.ofPlace(place))).toEqual([
          { ...one, notify: false },
          other,
        ]);
        await write((tx) => tx.subscriptions.end(one.id));
        expect(await read((tx) => tx.subscriptions.all())).toEqual([other]);
      });
    });

    describe("decisions", () => {
      it("are made once for a place, offer, opening, kind and cause", async () => {
        await write(async (tx) => {
          await tx.offers.save([knownOffer("a")]);
          const place = await activePlace(tx, "a");
          const message = await decide(tx, place, "a");
          const again = {
            place,
            offer: offerKey("a"),
            opening: 1,
            kind: "published",
            cause: "",
            message,
            position: 1,
          } as const;
          expect(await tx.decisions.add(again)).toBe(false);
          expect(await tx.decisions.add({ ...again, kind: "copy", cause: "$cmd" })).toBe(true);
          expect(await tx.decisions.add({ ...again, opening: 2 })).toBe(true);
          await tx.decisions.remove({ ...again, opening: 2 });
          expect(await tx.decisions.ofMessage(message)).toMatchObject([
            { kind: "published" },
            { kind: "copy" },
          ]);
        });
      });

      it("go to the end of another message in their order", async () => {
        await write(async (tx) => {
          await tx.offers.save(["a", "b", "c"].map((key) => knownOffer(key)));
          const place = await activePlace(tx, "a");
          const [a, b, c] = [
            await decide(tx, place, "a"),
            await decide(tx, place, "b"),
            await decide(tx, place, "c"),
          ];
          await tx.decisions.move(c, b);
          await tx.decisions.move(b, a);
          expect((await tx.decisions.ofMessage(a)).map(({ offer }) => offer)).toEqual(
            ["a", "b", "c"].map(offerKey),
          );
          expect(await tx.decisions.ofMessage(b)).toEqual([]);
        });
      });
    });

    describe("the outbox", () => {
      it("takes a key once", async () => {
        await write(async (tx) => {
          const place = await activePlace(tx, "a");
          const id = await queue(tx, place, "k", "reply", { room: room("a"), content: { body: "é" } });
          expect(
            await tx.outbox.add({ key: "k", place, class: "notice", notify: true, createdAt: 1 }),
          ).toBeNull();
          expect(await tx.outbox.get(id)).toEqual(await tx.outbox.byKey("k"));
          expect(await tx.outbox.get(id)).toMatchObject({
            key: "k",
            class: "reply",
            state: "queued",
            content: { body: "é" },
            attempts: 0,
            held: false,
            notify: true,
            redacted: false,
          });
        });
      });

      it("is found by transaction and by event", async () => {
        await write(async (tx) => {
          const id = await queue(tx, await activePlace(tx, "a"), "k");
          await send(tx, id);
          expect(await tx.outbox.byTransaction(`txn${id}`)).toMatchObject({
            id,
            state: "sent",
            settledAt: 30,
          });
          expect(await tx.outbox.byEvent(event(`e${id}`))).toMatchObject({ id });
          expect(await tx.outbox.byEvent(event("other"))).toBeNull();
        });
      });

      it("refuses two rows with one transaction id", async () => {
        const twice = write(async (tx) => {
          const one = await queue(tx, await activePlace(tx, "a"), "one");
          const two = await queue(tx, await activePlace(tx, "b"), "two");
          await tx.outbox.freeze(one, frozen(one, { transactionId: "same" }));
          await tx.outbox.freeze(two, frozen(two, { transactionId: "same" }));
        });
        await expect(twice).rejects.toThrow(/UNIQUE/i);
      });

      it("attempts one row of a place and class at a time", async () => {
        await write(async (tx) => {
          const place = await activePlace(tx, "a");
          const [one, two] = [await queue(tx, place, "one"), await queue(tx, place, "two")];
          const reply = await queue(tx, place, "reply", "reply");
          await tx.outbox.freeze(one, frozen(one));
          await expect(tx.outbox.freeze(two, frozen(two))).rejects.toThrow(
            `row ${one} of its place and class`,
          );
          await tx.outbox.freeze(reply, frozen(reply));
        });
      });

      it("counts attempts, and takes an attempted row over for another device", async () => {
        await write(async (tx) => {
          const id = await queue(tx, await activePlace(tx, "a"), "k");
          await tx.outbox.freeze(id, frozen(id));
          await tx.outbox.retry(id, 500, "503");
          await tx.outbox.retry(id, 900, "timeout");
          await tx.outbox.adopt(id, "NEW", 800);
          expect(await tx.outbox.get(id)).toMatchObject({
            state: "attempted",
            attempts: 2,
            nextAttemptAt: 900,
            error: "timeout",
            device: "NEW",
            attemptedAt: 800,
          });
        });
      });

      it("changes content only while it is queued", async () => {
        await write(async (tx) => {
          const id = await queue(tx, await activePlace(tx, "a"), "k");
          await tx.outbox.setContent(id, { body: "late" });
          expect((await tx.outbox.get(id))?.content).toEqual({ body: "late" });
          await tx.outbox.freeze(id, frozen(id, { content: { body: "frozen" } }));
          await tx.outbox.setContent(id, { body: "too late" });
          expect((await tx.outbox.get(id))?.content).toEqual({ body: "frozen" });
        });
      });

      it("drops all rows of a list, or none", async () => {
        const [one, two] = await write(async (tx) => {
          const place = await activePlace(tx, "a");
          return [await queue(tx, place, "one"), await queue(tx, place, "two")] as const;
        });
        await write((tx) => tx.outbox.freeze(one, frozen(one)));
        await expect(write((tx) => tx.outbox.drop([two, one], "closed", 5))).rejects.toThrow(
          "only queued rows",
        );
        expect((await read((tx) => tx.outbox.get(two)))?.state).toBe("queued");
        await expect(write((tx) => tx.outbox.drop([two, 99 as OutboxId], "x", 5))).rejects.toThrow(
          "not in the outbox",
        );
        await write((tx) => tx.outbox.drop([], "nothing", 5));
      });

      it("counts rows by state, of a place or of all", async () => {
        await write(async (tx) => {
          const [a, b] = [await activePlace(tx, "a"), await activePlace(tx, "b")];
          await send(tx, await queue(tx, a, "1"));
          await queue(tx, a, "2");
          await queue(tx, b, "3");
          expect(await tx.outbox.counts()).toEqual({ queued: 2, attempted: 0, sent: 1, dropped: 0, dead: 0 });
          expect(await tx.outbox.counts(b)).toEqual({
            queued: 1,
            attempted: 0,
            sent: 0,
            dropped: 0,
            dead: 0,
          });
        });
      });

      it("lists what waits in a place, and lets go what was held", async () => {
        await write(async (tx) => {
          const [a, b] = [await activePlace(tx, "a"), await activePlace(tx, "b")];
          const held = await queue(tx, a, "1", "announcement", { held: true });
          await queue(tx, a, "2", "notice");
          await queue(tx, b, "3", "announcement", { held: true });
          expect((await tx.outbox.waiting(a)).map(({ id, held }) => [id, held])).toEqual([[held, true]]);
          await tx.outbox.release(a);
          expect([(await tx.outbox.waiting(a))[0]?.held, (await tx.outbox.waiting(b))[0]?.held]).toEqual([
            false,
            true,
          ]);
        });
      });
    });

    describe("edits", () => {
      const edit = (tx: Transaction, place: PlaceId, of: OutboxId, revision: number) =>
        queue(tx, place, `edit:${of}:${revision}`, "edit", { edits: of, revision });

      it("wait one at a time for each message", async () => {
        const [place, message] = await write(async (tx) => {
          const place = await activePlace(tx, "a");
          const message = await queue(tx, place, "m");
          await send(tx, message);
          expect([await tx.outbox.waitingEdit(message), await tx.outbox.lastRevision(message)]).toEqual([
            null,
            0,
          ]);
          const id = await edit(tx, place, message, 1);
          expect(await tx.outbox.waitingEdit(message)).toMatchObject({ id, revision: 1 });
          return [place, message] as const;
        });
        await expect(write((tx) => edit(tx, place, message, 2))).rejects.toThrow(/UNIQUE/i);
        expect(await read((tx) => tx.outbox.lastRevision(message))).toBe(1);
      });

      it("decide what the room shows: the last one sent that nobody took back", async () => {
        await write(async (tx) => {
          const place = await activePlace(tx, "a");
          const message = await queue(tx, place, "m");
          expect(await tx.outbox.shownContent(message)).toBeNull();
          await send(tx, message, { body: "first" });
          expect(await tx.outbox.shownContent(message)).toEqual({ body: "first" });
          const one = await edit(tx, place, message, 1);
          await send(tx, one, { body: "second" });
          await edit(tx, place, message, 2);
          expect(await tx.outbox.shownContent(message)).toEqual({ body: "second" });
          await tx.outbox.redacted(event(`e${one}`), 40);
          expect(await tx.outbox.shownContent(message)).toEqual({ body: "first" });
        });
      });

      it("are dropped while they wait when a moderator takes the message back", async () => {
        await write(async (tx) => {
          const place = await activePlace(tx, "a");
          const message = await queue(tx, place, "m");
          await send(tx, message);
          const waiting = await edit(tx, place, message, 1);
          await tx.outbox.redacted(event(`e${message}`), 40);
          expect(await tx.outbox.get(message)).toMatchObject({ redacted: true, state: "sent" });
          expect(await tx.outbox.get(waiting)).toMatchObject({ state: "dropped", settledAt: 40 });
          expect(await tx.outbox.shownContent(message)).toBeNull();
          await tx.outbox.redacted(event("somebody else's"), 41);
        });
      });

      it("are dropped while they wait when the message never arrives", async () => {
        await write(async (tx) => {
          const place = await activePlace(tx, "a");
          const message = await queue(tx, place, "m");
          await tx.outbox.freeze(message, frozen(message));
          const waiting = await edit(tx, place, message, 1);
          await tx.outbox.dead(message, "M_TOO_LARGE", 40);
          expect(await tx.outbox.get(waiting)).toMatchObject({ state: "dropped" });
        });
      });
    });

    describe("heads", () => {
      const ids = (heads: readonly Head[]) => heads.map(({ row }) => row.id);

      it("are the oldest row of each place and class, replies first", async () => {
        await write(async (tx) => {
          const [a, b] = [await activePlace(tx, "a"), await activePlace(tx, "b")];
          const welcome = await queue(tx, a, "w", "notice");
          const first = await queue(tx, a, "1");
          await queue(tx, a, "2");
          const second = await queue(tx, b, "3");
          const reply = await queue(tx, b, "r", "reply", { room: room("b") });
          expect(ids(await tx.outbox.heads(0, 10))).toEqual([reply, first, second, welcome]);
          expect(ids(await tx.outbox.heads(0, 2))).toEqual([reply, first]);
        });
      });

      it("wait for their time, and what comes after them waits too", async () => {
        await write(async (tx) => {
          const place = await activePlace(tx, "a");
          const [one, two] = [await queue(tx, place, "1"), await queue(tx, place, "2")];
          expect(await tx.outbox.nextDue(50)).toBeNull();
          await tx.outbox.freeze(one, frozen(one));
          await tx.outbox.retry(one, 100, "503");
          expect(ids(await tx.outbox.heads(99, 10))).toEqual([]);
          expect(await tx.outbox.nextDue(99)).toBe(100);
          expect(ids(await tx.outbox.heads(100, 10))).toEqual([one]);
          expect(await tx.outbox.nextDue(100)).toBeNull();
          await tx.outbox.sent(one, event("one"), 101);
          expect(ids(await tx.outbox.heads(101, 10))).toEqual([two]);
        });
      });

      it("flow in active places only; a reply needs its own room alone", async () => {
        await write(async (tx) => {
          const place = await activePlace(tx, "a");
          await tx.rooms.save(knownRoom("a"));
          await queue(tx, place, "1");
          const reply = await queue(tx, place, "r", "reply", { room: room("a") });
          await tx.places.setState(place, "suspended", "encrypted");
          const heads = await tx.outbox.heads(0, 10);
          expect(heads).toMatchObject([
            { row: { id: reply }, place: { id: place, state: "suspended" }, gap: false },
          ]);
          expect(heads[0]?.room).toEqual(knownRoom("a"));
          await tx.places.setState(place, "active", null);
          expect(await tx.outbox.heads(0, 10)).toHaveLength(2);
        });
      });

      it("stand in the room where they were frozen, else in the room of the place", async () => {
        await write(async (tx) => {
          const place = await activePlace(tx, "v1");
          await tx.rooms.save(knownRoom("v1"));
          await tx.rooms.save(knownRoom("v2"));
          const one = await queue(tx, place, "1");
          await queue(tx, place, "w", "notice");
          await tx.outbox.freeze(one, frozen(one, { room: room("v1") }));
          await tx.places.settle(place, room("v2"));
          await tx.gaps.open({ room: room("v1"), from: "p1", until: null, openedAt: 1 });
          const heads = await tx.outbox.heads(0, 10);
          expect(heads.map((head) => [head.room?.id, head.gap])).toEqual([
            [room("v1"), true],
            [room("v2"), false],
          ]);
        });
      });

      it("leave out an edit until its message is sent, without holding up the next one", async () => {
        await write(async (tx) => {
          const place = await activePlace(tx, "a");
          const [late, early] = [await queue(tx, place, "late"), await queue(tx, place, "early")];
          await tx.outbox.freeze(late, frozen(late));
          await tx.outbox.dead(late, "x", 1);
          const other = await activePlace(tx, "b");
          const unsent = await queue(tx, other, "unsent");
          await tx.outbox.freeze(unsent, frozen(unsent));
          const waits = await queue(tx, place, "e1", "edit", { edits: unsent, revision: 1 });
          await send(tx, early);
          const goes = await queue(tx, place, "e2", "edit", { edits: early, revision: 1 });
          expect(ids(await tx.outbox.heads(0, 10))).toEqual([unsent, goes]);
          await tx.outbox.sent(unsent, event("now"), 2);
          expect(ids(await tx.outbox.heads(0, 10))).toEqual([waits]);
        });
      });

      it("settle the edit under way before an older one that became possible meanwhile", async () => {
        await write(async (tx) => {
          const place = await activePlace(tx, "a");
          const [one, two] = [await queue(tx, place, "1"), await queue(tx, place, "2")];
          await send(tx, one);
          await tx.outbox.freeze(two, frozen(two));
          await queue(tx, place, "e2", "edit", { edits: two, revision: 1 });
          const under = await queue(tx, place, "e1", "edit", { edits: one, revision: 1 });
          await tx.outbox.freeze(under, frozen(under));
          await tx.outbox.sent(two, event("two"), 9);
          expect(ids(await tx.outbox.heads(0, 10))).toEqual([under]);
        });
      });
    });

    describe("rooms", () => {
      it("come back as they were saved", async () => {
        const full = knownRoom("a", {
          encrypted: null,
          power: { users: { "@a:x": 100 }, usersDefault: 0, kick: 50, eventsDefault: 0, message: null },
          creators: [user("c")],
          aliases: ["#a:x"],
          successor: room("b"),
          name: "Salon",
        });
        await write(async (tx) => {
          await tx.rooms.save(knownRoom("a", { encrypted: true }));
          await tx.rooms.save(full);
        });
        expect(await read((tx) => tx.rooms.get(room("a")))).toEqual(full);
        expect(await read((tx) => tx.rooms.all())).toEqual([full]);
        expect(await read((tx) => tx.rooms.get(room("b")))).toBeNull();
      });
    });

    describe("the inbox", () => {
      it("answers a command once and erases its text", async () => {
        await write((tx) => tx.inbox.add([command("one", { text: "mot secret" })]));
        expect(await read((tx) => tx.inbox.waiting(9))).toEqual([command("one", { text: "mot secret" })]);
        await write((tx) => tx.inbox.done(event("one"), "answered", 200));
        await write((tx) => tx.inbox.add([command("one", { text: "mot secret" })]));
        expect(await read((tx) => tx.inbox.waiting(9))).toEqual([]);
        expect(await read((tx) => tx.inbox.outcomeOf(event("one")))).toBe("answered");
        await expect(write((tx) => tx.inbox.done(event("one"), "failed", 201))).rejects.toThrow(
          "not waiting",
        );
      });

      it("waits in the order of sending, and for the gaps of its room", async () => {
        await write(async (tx) => {
          await tx.inbox.add([
            command("late", { sentAt: 300 }),
            command("early", { sentAt: 100 }),
            command("elsewhere", { sentAt: 50, room: room("b") }),
          ]);
          await tx.gaps.open({ room: room("b"), from: "p9", until: "p1", openedAt: 5 });
          const waiting = async () => (await tx.inbox.waiting(9)).map(({ event }) => event);
          expect(await waiting()).toEqual([event("early"), event("late")]);
          const [gap] = await tx.gaps.all();
          expect(gap).toMatchObject({ room: room("b"), from: "p9", until: "p1", openedAt: 5 });
          await tx.gaps.advance(gap?.id ?? -1, "p5");
          expect((await tx.gaps.all())[0]?.from).toBe("p5");
          await tx.gaps.close(gap?.id ?? -1);
          expect(await waiting()).toEqual([event("elsewhere"), event("early"), event("late")]);
          expect(await tx.inbox.waiting(1)).toHaveLength(1);
        });
      });

      it("forgets what is old, answered or not", async () => {
        await write(async (tx) => {
          await tx.inbox.add([command("old", { receivedAt: 10 }), command("new", { receivedAt: 20 })]);
          await tx.inbox.prune(20);
          expect((await tx.inbox.waiting(9)).map(({ event }) => event)).toEqual([event("new")]);
        });
      });
    });

    describe("lists", () => {
      it("are found by event, thread, person and room, the newest first", async () => {
        await write(async (tx) => {
          const place = await activePlace(tx, "salon");
          await tx.offers.save([knownOffer("a"), knownOffer("b")]);
          const [one, two] = [await queue(tx, place, "r1", "reply"), await queue(tx, place, "r2", "reply")];
          const list = {
            room: room("salon"),
            person: user("lea"),
            reply: one,
            offers: [offerKey("b"), offerKey("a")],
            shown: 1,
            closed: true,
            thread: event("t"),
            at: 5,
          };
          const later = { ...list, person: user("max"), reply: two, thread: null, at: 6 };
          await tx.lists.add(list);
          await tx.lists.add(later);
          await send(tx, one);
          expect(await tx.lists.ofEvent(event(`e${one}`))).toEqual(list);
          expect(await tx.lists.ofThread(list.room, event("t"))).toEqual(list);
          expect(await tx.lists.lastOf(list.room, user("lea"))).toEqual(list);
          expect(await tx.lists.lastIn(list.room)).toEqual(later);
          expect(await tx.lists.lastOf(room("other"), user("lea"))).toBeNull();
          await tx.lists.add({ ...list, shown: 2, at: 7 });
          expect((await tx.lists.ofEvent(event(`e${one}`)))?.shown).toBe(2);
          await tx.lists.prune(7);
          expect(await tx.lists.lastOf(list.room, user("max"))).toBeNull();
          expect((await tx.lists.lastIn(list.room))?.at).toBe(7);
        });
      });

      it("are announcements of several offers too", async () => {
        await write(async (tx) => {
          await tx.session.setAccount(user("bot"));
          await tx.offers.save([knownOffer("a"), knownOffer("b")]);
          const place = await activePlace(tx, "salon");
          const [one, two] = [await decide(tx, place, "a"), await decide(tx, place, "b")];
          await send(tx, one);
          expect(await tx.lists.ofEvent(event(`e${one}`))).toBeNull();
          await tx.decisions.move(one, two);
          await send(tx, two);
          expect(await tx.lists.ofEvent(event(`e${two}`))).toMatchObject({
            room: room("salon"),
            person: user("bot"),
            offers: [offerKey("b"), offerKey("a")],
            shown: 2,
          });
        });
      });
    });
  });
}

function toldRow(place: PlaceId, offer: string) {
  return { place, offer: offerKey(offer), opening: 1, silent: false } as const;
}

function subscription(place: PlaceId, filter: string) {
  return {
    place,
    filter,
    schedule: "immediate",
    origin: "configuration",
    author: null,
    notify: true,
    since: 1,
  } as const;
}

/** A queued announcement of one offer. */
async function decide(tx: Transaction, place: PlaceId, offer: string): Promise<OutboxId> {
  const message = await queue(tx, place, `announcement:${place}:${offer}`);
  await tx.decisions.add({
    place,
    offer: offerKey(offer),
    opening: 1,
    kind: "published",
    cause: "",
    message,
    position: 0,
  });
  return message;
}
