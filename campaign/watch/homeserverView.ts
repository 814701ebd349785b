import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Readable } from "../ledger/sealed.ts";

/** Words of offers, questions, answers and chatter: nobody says anything here without one of them. */
const WORDS = ["lanterne", "zeste", "bavardage", "!offres", "je suis", "Nouvelle offre"] as const;
/** What may stand in an encrypted room beside its state. */
const ALLOWED = ["m.room.encrypted", "m.room.redaction"] as const;
const FILES = ["homeserver.db", "homeserver.db-wal"] as const;

interface Row {
  readonly position: number;
  readonly event: string;
  readonly type: string;
  readonly room: string;
  readonly sender: string;
  readonly state: string | null;
  readonly json: string;
  readonly at: number;
}

/** What the homeserver holds, in its own database: whoever runs it can read that. */
export class HomeserverView {
  readonly #folder: string;
  #position = 0;
  readonly #found: Readable[] = [];
  #events = 0;

  /** `folder`: the one of its database. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** How many events of encrypted rooms have been looked at. */
  get events(): number {
    return this.#events;
  }

  /** What can be read there of these rooms, all of which are encrypted, and of what people said anywhere. */
  look(rooms: readonly string[]): readonly Readable[] {
    for (const row of this.#news()) this.#judge(row, rooms);
    for (const file of FILES) this.#search(file);
    return this.#found;
  }

  #news(): Row[] {
    const database = new Database(join(this.#folder, "homeserver.db"), { readonly: true, timeout: 10_000 });
    try {
      const rows = database
        .prepare(
          `select stream_ordering as position, events.event_id as event, type, events.room_id as room, sender,
             state_key as state, event_json.json as json, origin_server_ts as at
           from events join event_json on event_json.event_id = events.event_id
           where stream_ordering > ? order by stream_ordering`,
        )
        .all(this.#position) as Row[];
      this.#position = rows.at(-1)?.position ?? this.#position;
      return rows;
    } finally {
      database.close();
    }
  }

  #judge({ event, type, room, sender, state, json, at }: Row, rooms: readonly string[]): void {
    const within = rooms.includes(room);
    if (within) this.#events += 1;
    const word = WORDS.find((one) => json.includes(one));
    const plain = within && state === null && !(ALLOWED as readonly string[]).includes(type);
    if (!plain && word === undefined) return;
    const what = `the homeserver holds ${type} of ${sender}${word === undefined ? "" : ` with « ${word} »`}`;
    this.#found.push({ room, id: event, what, at });
  }

  /** Whatever table it may stand in. */
  #search(file: string): void {
    const path = join(this.#folder, file);
    if (!existsSync(path)) return;
    const bytes = readFileSync(path);
    for (const word of WORDS) {
      const id = `${file} ${word}`;
      const at = bytes.indexOf(word);
      if (at === -1 || this.#found.some((one) => one.id === id)) continue;
      const around = bytes.subarray(Math.max(0, at - 80), at + 80).toString("latin1");
      this.#found.push({ room: "", id, what: `${file} holds « ${word} »: ${around}`, at: Date.now() });
    }
  }
}
