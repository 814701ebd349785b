import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Seen as Learnt } from "../../src/delivery/seen.ts";
import { step } from "../../src/delivery/step.ts";
import { FolderSource } from "../../src/edges/folder/folderSource.ts";
import { openStore } from "../../src/edges/store/open.ts";
import { renderer } from "../../src/flows/announce/render.ts";
import { followConfiguration } from "../../src/flows/announce/subscriptions.ts";
import { carryOut } from "../../src/flows/deliver/carryOut.ts";
import { freeze, Unready } from "../../src/flows/deliver/freeze.ts";
import { KnownOffers } from "../../src/flows/scan/known.ts";
import { ParseCache } from "../../src/flows/scan/parseCache.ts";
import { Reader } from "../../src/flows/scan/reader.ts";
import { type Scan, scan } from "../../src/flows/scan/scan.ts";
import type { NextRow, OutboxId, Store, Transaction } from "../../src/ports/index.ts";
import type { EventId, RoomId, UserId } from "../../src/rooms/identifiers.ts";
import { filterMatcher } from "../../src/search/ranking/filter.ts";
import { clockAt } from "../support/clock.ts";
import { knownRoom } from "../support/knownRoom.ts";
import { ourLexicon, ourNames } from "../support/words.ts";
import { HalfSeen } from "./halfSeen.ts";

const TIMEZONE = "Europe/Paris";
const REFUSED: Learnt = { kind: "failed", concern: "message", error: "refused", after: 0 };
const MARK = "fr.gouv.beta.crieur";

/** What a room sees of a message: one mark an offer. */
export interface Seen {
  readonly row: number;
  readonly edits: number | null;
  readonly openings: readonly number[];
  readonly offers: readonly { readonly id: string; readonly title: string; readonly open: boolean }[];
  readonly text: string;
}

export type Fate = "sent" | "held" | "dead";

/** The bot without its homeserver: a folder, a store, and the hand that delivers. */
export class World {
  readonly folder: string;
  readonly settle: number;
  now = Date.UTC(2026, 2, 27, 9);
  readonly #home = mkdtempSync(join(tmpdir(), "crieur-model-"));
  readonly #matches = filterMatcher(ourLexicon);
  #store: Store | null = null;
  #reader: Reader | null = null;
  #source: HalfSeen | null = null;
  #known = new KnownOffers();
  #rooms: readonly { readonly room: string; readonly filter: string }[] = [];
  #keys = 0;

  constructor(settle: number) {
    this.settle = settle;
    this.folder = join(this.#home, "offers");
    mkdirSync(this.folder);
  }

  /** In Paris, whose clocks go forward on 29 March. No history lasts until October. */
  get today(): string {
    const offset = this.now < Date.UTC(2026, 2, 29, 1) ? 1 : 2;
    return new Date(this.now + offset * 3_600_000).toISOString().slice(0, 10);
  }

  /** As a start does; what was in memory is gone. */
  async start(rooms = this.#rooms): Promise<void> {
    await this.#store?.close();
    this.#store = await openStore(`sqlite:${join(this.#home, "crieur.db")}`, { lock: true, now: this.now });
    this.#source = new HalfSeen(this.folder, new FolderSource(this.folder));
    this.#known = new KnownOffers();
    const parses = await ParseCache.open(this.#store, "1", this.#known);
    this.#reader = new Reader(this.#source, ourNames, parses);
    await this.configure(rooms);
  }

  async configure(rooms: readonly { readonly room: string; readonly filter: string }[]): Promise<void> {
    this.#rooms = rooms;
    await followConfiguration(
      rooms.map(({ room, filter }) => ({
        room: `!${room}:example.org` as RoomId,
        filter,
        schedule: "immediate",
        notify: false,
      })),
      { store: this.store, matches: this.#matches, current: (filter) => filter, now: this.now },
    );
    await this.store.write(async (tx) => {
      for (const place of await tx.places.all()) {
        if (place.state === "active" || !place.room) continue;
        await tx.rooms.save(knownRoom(place.room.slice(1, place.room.indexOf(":"))));
        await tx.places.setState(place.id, "active", null);
      }
    });
  }

  get store(): Store {
    if (!this.#store) throw new Error("Not started.");
    return this.#store;
  }

  /** `half`: a look that no walk goes before, at what events tell (`HalfSeen`). */
  async look(acceptRemovals: boolean, half = false): Promise<Extract<Scan, { readable: true }>> {
    if (!this.#reader) throw new Error("Not started.");
    if (half) this.#source?.half();
    else this.#source?.refresh();
    const parts = {
      store: this.store,
      reader: this.#reader,
      known: this.#known,
      clock: clockAt(() => this.now),
      matches: this.#matches,
      newKey: () => `key${++this.#keys}`,
      timezone: TIMEZONE,
      settle: this.settle,
      firstRun: "silent" as const,
    };
    const seen = await scan(parts, { acceptRemovals });
    if (!seen.readable) throw new Error(seen.reason);
    return seen;
  }

  /** Every head that is due has its turn once, as the sender gives it; `fate` decides what comes of it. */
  async deliver(
    fate: (row: number) => Fate,
    hand: {
      frozen: (room: string, seen: Seen) => void;
      settled: (row: number, how: "sent" | "dead") => void;
    },
  ): Promise<number> {
    const heads = await this.store.read((tx) => tx.outbox.heads(this.now, 100));
    for (const head of heads) await this.#deliver(head, fate, hand);
    return heads.length;
  }

  async #deliver(
    head: NextRow,
    fate: (row: number) => Fate,
    hand: Parameters<World["deliver"]>[1],
  ): Promise<void> {
    await this.store.write(async (tx) => {
      await this.#lookUp(tx, head);
      const shipment = await freeze(tx, head.row.id, {
        me: "@crieur:example.org" as UserId,
        store: this.store.id,
        device: "DEVICE",
        timezone: "Europe/Paris",
        render: renderer(
          { prefix: "!offres", publicUrl: null, today: () => "2026-11-28" },
          TIMEZONE,
          () => this.now,
        ),
        listAbove: 8,
        now: this.now,
      });
      if (!shipment || shipment instanceof Unready) return;
      const { row, content } = shipment;
      const room = shipment.room.slice(1, shipment.room.indexOf(":"));
      const decisions = await tx.decisions.ofMessage(row.edits ?? row.id);
      if (head.row.state === "queued") {
        const shown = (content["m.new_content"] ?? content) as Record<string, unknown>;
        hand.frozen(room, {
          row: row.id,
          edits: row.edits,
          openings: decisions.map(({ opening }) => opening),
          offers: marksOf(content),
          text: String(shown.body),
        });
      }
      const how = row.class === "edit" ? "sent" : fate(row.id);
      if (how === "held") return;
      const learnt: Learnt = how === "sent" ? { kind: "arrived", event: `$${row.id}` as EventId } : REFUSED;
      await carryOut(tx, step(row, learnt, this.now), this.now);
      if (row.class === "announcement") hand.settled(row.id, how);
    });
  }

  /** What was held for longer than transaction ids are trusted is looked up, and was never there. */
  async #lookUp(tx: Transaction, { row, place }: NextRow): Promise<void> {
    if (row.state !== "attempted" || !place.room) return;
    const reach = { when: "now", room: place.room } as const;
    await carryOut(tx, step(row, { kind: "missing", reach, device: "DEVICE" }, this.now), this.now);
  }

  async waiting(): Promise<number> {
    const { queued, attempted } = await this.store.read((tx) => tx.outbox.counts());
    return queued + attempted;
  }

  rowState(row: number): Promise<string | undefined> {
    return this.store.read(async (tx) => (await tx.outbox.get(row as OutboxId))?.state);
  }

  async end(): Promise<void> {
    await this.#store?.close();
    rmSync(this.#home, { recursive: true, force: true });
  }
}

function marksOf(content: Readonly<Record<string, unknown>>): Seen["offers"] {
  const mark = content[MARK] as { offers?: { id: string; title: string; state: string }[] } | undefined;
  return (mark?.offers ?? []).map(({ id, title, state }) => ({ id, title, open: state === "open" }));
}
