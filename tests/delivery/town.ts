import { choose } from "../../src/delivery/choose.ts";
import { RateLimiter } from "../../src/delivery/rateLimiter.ts";
import type { Reach } from "../../src/delivery/reach.ts";
import type { DeliveryClass, OutboxId, OutboxRow } from "../../src/delivery/row.ts";
import type { Seen } from "../../src/delivery/seen.ts";
import { step } from "../../src/delivery/step.ts";
import { transactionIdOf } from "../../src/delivery/transactionId.ts";
import type { EventId, PlaceId, RoomId } from "../../src/rooms/identifiers.ts";
import { event, room } from "../support/identifiers.ts";
import { HOUR, NOW, queued } from "./row.ts";

/** How a request ends: it arrives or not, and its answer does or not; or the process is killed before or after. */
export type Ending =
  | "answered"
  | "lost"
  | "unheard"
  | "refused"
  | "rejected"
  | "killed before"
  | "killed after";

interface Arrived {
  readonly room: RoomId;
  readonly row: OutboxId;
  readonly transactionId: string;
  readonly device: string;
  readonly at: number;
  readonly content: OutboxRow["content"];
  readonly event: EventId;
}

interface Spot {
  room: RoomId;
  open: boolean;
}

const ENTRY: Readonly<Record<DeliveryClass, Partial<OutboxRow>>> = {
  reply: { class: "reply", content: { body: "réponse" } },
  announcement: { class: "announcement" },
  digest: { class: "digest" },
  edit: { class: "edit" },
  notice: { class: "notice", content: { body: "mot" } },
};

/**
 * An outbox, its rooms and a homeserver in memory, put together as the flows do: what happens to a row is decided by
 * `step` and `choose` alone. The homeserver keeps a transaction id for 24 hours and for one device, as Synapse does.
 */
export class Town {
  readonly rows = new Map<OutboxId, OutboxRow>();
  readonly arrived: Arrived[] = [];
  readonly spots: Spot[] = [
    { room: room("a"), open: true },
    { room: room("b"), open: true },
  ];
  now = NOW;
  device = "D1";
  #ids = 0;

  queue(place: number, of: DeliveryClass, edits: OutboxId | null = null): void {
    this.#ids += 1;
    const id = this.#ids as OutboxId;
    const answersIn = of === "reply" ? { room: this.#spot(place).room } : {};
    const about = { key: `k${id}`, place: place as PlaceId, edits, createdAt: this.now, ...answersIn };
    this.rows.set(id, queued({ id, ...about, ...ENTRY[of] }));
  }

  /** One turn of the sender; requests end as `endings` says, one after the other. */
  turn(endings: readonly Ending[]): void {
    const { looks, sends } = choose(this.#due(), {
      underWay: new Set(),
      free: 16,
      forReplies: 2,
      monotonic: this.now,
      device: this.device,
      caughtUpAt: 0,
      now: this.now,
      limiter: new RateLimiter(Number.POSITIVE_INFINITY),
    });
    for (const { next } of looks) this.#lookUp(next.row);
    const shipments = sends.flatMap(({ next }) => this.#freeze(next.row));
    for (const [at, row] of shipments.entries())
      this.#request(row, endings[at % endings.length] ?? "answered");
  }

  echo(number: number): void {
    const one = this.arrived[number % Math.max(1, this.arrived.length)];
    if (one) this.#see(this.#row(one.row), { kind: "arrived", event: one.event });
  }

  /** Of the rows of a place and class the one that may go, as docs/design.md §7.5 has it. */
  #due(): { row: OutboxRow; place: Spot; room: null; gap: number | null; lastGap: number | null }[] {
    const lines = Map.groupBy(this.#unsettled(), (row) => `${row.place} ${row.class}`);
    return [...lines.values()].flatMap((line) => {
      const row = line.find(({ state }) => state === "attempted") ?? line.find((one) => this.#canGo(one));
      if (!row || row.nextAttemptAt > this.now) return [];
      const place = this.#spot(row.place);
      return place.open || row.class === "reply"
        ? [{ row, place, room: null, gap: null, lastGap: null }]
        : [];
    });
  }

  #canGo({ edits }: OutboxRow): boolean {
    return edits === null || this.#row(edits).event !== null;
  }

  #unsettled(): OutboxRow[] {
    return [...this.rows.values()].filter(({ state }) => state === "queued" || state === "attempted");
  }

  #freeze(row: OutboxRow): OutboxRow[] {
    const reach = this.#reach(row);
    const { placeRoom, device } = { placeRoom: this.#spot(row.place).room, device: this.device };
    const { row: taken, deed } = this.#see(row, { kind: "turn", reach, placeRoom, device });
    if (deed === "send") return [taken];
    if (deed !== "render" || reach.when !== "now") return [];
    const content = row.content ?? { body: `row ${row.id}` };
    const transactionId = transactionIdOf("store", row.key);
    const words = { content, shown: String(content.body), marks: [] };
    const frozen = { room: reach.room, transactionId, device, ...words, at: this.now };
    const original = row.edits === null ? null : this.#row(row.edits).event;
    const done = this.#see(taken, { kind: "rendered", frozen, alreadyShown: false, original });
    return done.deed === "send" ? [done.row] : [];
  }

  #request(row: OutboxRow, ending: Ending): void {
    const arrives = ending === "answered" || ending === "lost" || ending === "killed after";
    const there = arrives ? this.#accept(row) : null;
    if (ending === "killed before" || ending === "killed after") return;
    if (ending === "answered" && there) this.#see(row, { kind: "arrived", event: there });
    else if (ending === "rejected") this.#see(row, failed("message"));
    else if (ending === "refused")
      this.#see(row, { kind: "refused", error: "no", after: 1000, reach: this.#reach(row), final: false });
    else this.#see(row, failed("passing"));
  }

  #accept(row: OutboxRow): EventId {
    const { room: to, transactionId } = row;
    if (to === null || transactionId === null) throw new Error("What is sent has a room and an id.");
    const known = this.arrived.find(
      (one) =>
        one.room === to &&
        one.transactionId === transactionId &&
        one.device === this.device &&
        this.now - one.at < 24 * HOUR,
    );
    if (known) return known.event;
    const made = {
      room: to,
      row: row.id,
      transactionId,
      device: this.device,
      at: this.now,
      content: row.content,
    };
    this.arrived.push({ ...made, event: event(`e${this.arrived.length}`) });
    return event(`e${this.arrived.length - 1}`);
  }

  #lookUp(row: OutboxRow): void {
    const found = this.arrived.find(
      (one) => one.transactionId === row.transactionId && one.room === row.room,
    );
    if (found) this.#see(row, { kind: "arrived", event: found.event });
    else this.#see(row, { kind: "missing", reach: this.#reach(row), device: this.device });
  }

  #see(row: OutboxRow, seen: Seen) {
    const result = step(this.#row(row.id), seen, this.now);
    this.rows.set(row.id, result.row);
    return result;
  }

  #reach(row: OutboxRow): Reach {
    if (row.class === "reply" && row.room !== null) return { when: "now", room: row.room };
    const { room: to, open } = this.#spot(row.place);
    if (!open) return { when: "later" };
    const original = row.edits === null ? null : this.#row(row.edits);
    return original && original.room !== to ? { when: "never", reason: "moved" } : { when: "now", room: to };
  }

  #spot(place: number): Spot {
    const spot = this.spots[place];
    if (!spot) throw new Error(`There is no place ${place}.`);
    return spot;
  }

  #row(id: OutboxId): OutboxRow {
    const row = this.rows.get(id);
    if (!row) throw new Error(`There is no row ${id}.`);
    return row;
  }
}

function failed(concern: "passing" | "message"): Seen {
  return { kind: "failed", concern, error: "no", after: 1000 };
}
