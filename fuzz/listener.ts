import { deepStrictEqual } from "node:assert";
import pino from "pino";
import { generateOffers } from "../bench/generatedOffers.ts";
import { ourWords } from "../scripts/ourWords.ts";
import { commandIn } from "../src/commands/address.ts";
import { readSync } from "../src/edges/matrix/sync.ts";
import { systemClock } from "../src/edges/schedule/systemClock.ts";
import { openStore } from "../src/edges/store/open.ts";
import { Answerer } from "../src/flows/answer/answerer.ts";
import { adopt } from "../src/flows/deliver/adopt.ts";
import { type FreezeParts, freeze } from "../src/flows/deliver/freeze.ts";
import { storeBatch } from "../src/flows/receive/storeBatch.ts";
import { Catalogue } from "../src/flows/scan/catalogue.ts";
import { Health } from "../src/flows/service/health.ts";
import type { Clock, OutboxId, OutboxRow, Store } from "../src/ports/index.ts";
import type { EventId, UserId } from "../src/rooms/identifiers.ts";
import { applyState } from "../src/rooms/roomState.ts";
import { asObject } from "../src/text/untrusted.ts";
import { faultsOf, pingsIn } from "../tests/messages/html.ts";
import { answererParts } from "../tests/support/answererParts.ts";
import { knownOffer } from "../tests/support/knownOffer.ts";
import { WORDING } from "../tests/support/wording.ts";
import { ME, ROOMS } from "./sync.ts";

const OFFERS = 100;
/** The largest event that a homeserver takes, bytes, less what it adds itself. */
const LARGEST = 60_000;
/** Each batch comes so much later than the one before that everybody may ask anew, milliseconds. */
const BETWEEN = 61_000;
const log = pino({ level: "silent" });

/** A message, and the event that it answers. */
interface Said extends OutboxRow {
  readonly asked: string;
}

/**
 * The bot's ears and mouth over a store in memory: a batch is read, stored and answered as it really is, and what would
 * be said is looked at. Nothing is sent.
 */
export class Listener {
  readonly #store: Store;
  readonly #answerer: Answerer;
  readonly #health = new Health();
  readonly #clock: Clock;
  /** Each event with the room in which it was heard. */
  readonly #heard = new Set<string>();
  #token: string | null = null;
  #now = Date.now();
  /** How many messages it would have sent. */
  said = 0;
  /** The last row that was looked at. */
  #seen = 0;

  private constructor(store: Store, offers: Catalogue) {
    this.#store = store;
    const clock = { now: () => this.#now, monotonic: () => this.#now };
    this.#clock = clock;
    this.#answerer = new Answerer(answererParts({ store, clock, offers }));
    this.#answerer.reach({ event: async () => null });
  }

  static async open(): Promise<Listener> {
    const store = await openStore("sqlite::memory:", { lock: true, now: Date.now() });
    const offers = generateOffers(OFFERS).map((offer, at) => knownOffer(`o${at}`, { id: offer.id, offer }));
    await store.write(async (tx) => {
      await tx.offers.save(offers);
      await tx.offers.alias(offers);
      for (const room of ROOMS) {
        await tx.rooms.save({
          ...applyState(null, [], ME, { room, memberCount: 3, gap: false }),
          encrypted: false,
        });
        const place = await tx.places.mention({ room }, 1);
        await tx.places.setState(place.id, "active", null);
      }
      await tx.session.setToken("s0");
    });
    const catalogue = new Catalogue(ourWords().lexicon, systemClock, "Europe/Paris");
    await catalogue.load(store);
    return new Listener(store, catalogue);
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  /** Hears an answer of `/sync`. Returns the faults in what came of it; rejects when something throws. */
  async hear(answer: unknown): Promise<string[]> {
    const batch = readSync(answer, ME);
    if (batch === null) return [];
    this.#now += BETWEEN;
    const asked = { since: this.#token ?? "s0", anew: false, keepToken: true };
    await storeBatch(batch, asked, {
      ...{ store: this.#store, clock: this.#clock, log, wording: WORDING, health: this.#health },
      rules: {
        me: ME,
        commandIn: (said) => commandIn(said, { user: ME, displayName: "Crieur", prefix: "!offres" }),
        onEcho: () => {},
        onUnknown: async (tx, room, unknown) =>
          (await adopt(tx, room, unknown, { store: this.#store.id, device: "D", now: this.#now })) > 0,
      },
      answerAtOnce: (tx, taken) => this.#answerer.answerAtOnce(tx, async () => null, taken),
      onAnew: async () => {},
      isArrived: () => false,
      settleAlong: async () => {},
      lookAlong: async () => {},
    });
    this.#token = batch.nextToken;
    while (!(await this.#answerer.isIdle())) await this.#answerer.turn(new AbortController().signal);
    for (const { room, timeline } of batch.joined)
      for (const { id } of timeline) this.#heard.add(`${id} in ${room}`);
    const said = await this.#say();
    this.said += said.length;
    const astray = said.filter((row) => !this.#heard.has(`${row.asked} in ${row.room}`));
    return [
      ...this.#health.reasons.map(({ what }) => what),
      ...said.flatMap(faultsIn),
      ...astray.map(({ key, room }) => `${key} is said in ${room}, where nobody asked`),
    ];
  }

  /** Freezes what was queued, and counts it as sent. */
  async #say(): Promise<Said[]> {
    return await this.#store.write(async (tx) => {
      const said: Said[] = [];
      for (;;) {
        const id = (this.#seen + 1) as OutboxId;
        if ((await tx.outbox.get(id)) === null) return said;
        this.#seen = id;
        const shipment = await freeze(tx, id, this.#freezing());
        if (shipment === null) continue;
        const { row } = shipment;
        const original = row.edits === null ? row : await tx.outbox.get(row.edits);
        said.push({ ...row, asked: original?.key.split(":")[1] ?? "" });
        await tx.outbox.sent(id, `$ours${id}` as EventId, this.#now);
      }
    });
  }

  #freezing(): FreezeParts {
    const { id: store } = this.#store;
    const how = { render: async () => null, listAbove: 3, timezone: "Europe/Paris" };
    return { me: ME as UserId, store, device: "D", ...how, now: this.#now };
  }
}

/** What must not be in a message, whatever people wrote. */
function faultsIn({ id, room, content }: OutboxRow): string[] {
  const faults: string[] = [];
  const said = [content, asObject(content?.["m.new_content"])].map(asObject);
  for (const { body, formatted_body: html } of said) {
    if (typeof html === "string") faults.push(...faultsOf(html), ...pingsIn(html));
    if (typeof body === "string") faults.push(...pingsIn(body));
  }
  const size = Buffer.byteLength(JSON.stringify(content));
  if (size > LARGEST) faults.push(`it is ${size} bytes large`);
  try {
    deepStrictEqual(content?.["m.mentions"], {}, "it mentions somebody");
  } catch (error) {
    faults.push(String(error));
  }
  return faults.map((fault) => `row ${id} in ${room}: ${fault}`);
}
