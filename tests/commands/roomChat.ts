import { onTestFinished } from "vitest";
import { openStore } from "../../src/edges/store/open.ts";
import { announce } from "../../src/flows/announce/announce.ts";
import { renderer } from "../../src/flows/announce/render.ts";
import { type AnswerParts, answer } from "../../src/flows/answer/answer.ts";
import type { Catalogue } from "../../src/flows/scan/catalogue.ts";
import { traceOf } from "../../src/messages/trace.ts";
import type { Change, KnownOffer } from "../../src/offers/catalogue.ts";
import type { Command, OutboxRow, Store } from "../../src/ports/index.ts";
import { CommandLimiter } from "../../src/rooms/commandLimiter.ts";
import type { EventId, PlaceId, RoomId, UserId } from "../../src/rooms/identifiers.ts";
import { readPowerLevels } from "../../src/rooms/powerLevels.ts";
import type { Room } from "../../src/rooms/room.ts";
import { unknownRoom } from "../../src/rooms/roomState.ts";
import { answererParts } from "../support/answererParts.ts";
import { clockAt } from "../support/clock.ts";
import { WORDING } from "../support/wording.ts";
import { ourFilters } from "../support/words.ts";

export const ROOM = "!salon:tchap.example" as RoomId;
export const BOT = "@crieur:tchap.example" as UserId;
/** Who may remove members, who may not, who is from outside, and who administers the bot. */
export const MODERATOR = "@camille.martin-culture.gouv.fr:agent.culture.tchap.example" as UserId;
export const AGENT = "@dominique.petit-culture.gouv.fr:agent.culture.tchap.example" as UserId;
export const EXTERNAL = "@eve-studio.example:agent.externe.tchap.example" as UserId;
export const ADMINISTRATOR = "@operations-dinum.gouv.fr:agent.dinum.tchap.example" as UserId;

export const MORNING = Date.parse("2026-11-28T09:00:00Z");

/** A room with a store, the real offers, search, commands and answers; nothing is sent, but as a test says. */
export class RoomChat {
  readonly store: Store;
  readonly place: PlaceId;
  readonly offers: Catalogue;
  readonly parts: AnswerParts;
  now = MORNING;
  /** How often a room was to be opened for somebody. */
  wishes = 0;
  #events = 0;
  #changes = 0;

  /** `adminRoom`: the room of the bot's administrators, which may be this one. */
  static async open(
    offers: Catalogue,
    room: Partial<Room> = {},
    adminRoom: AnswerParts["adminRoom"] = null,
  ): Promise<RoomChat> {
    const store = await openStore("sqlite::memory:", { lock: true, now: 0 });
    onTestFinished(() => store.close());
    const place = await store.write(async (tx) => {
      await tx.session.setAccount(BOT);
      const rows = [...offers.known.rows.values()];
      await tx.offers.save(rows);
      await tx.offers.alias(rows);
      await tx.rooms.save({
        ...unknownRoom(ROOM),
        membership: "join",
        encrypted: false,
        power: readPowerLevels({ users: { [MODERATOR]: 50, [BOT]: 0 } }),
        ...room,
      });
      const { id } = await tx.places.mention({ room: ROOM }, 1);
      await tx.places.setState(id, "active", null);
      return id;
    });
    return new RoomChat(store, place, offers, adminRoom);
  }

  constructor(store: Store, place: PlaceId, offers: Catalogue, adminRoom: AnswerParts["adminRoom"]) {
    this.store = store;
    this.place = place;
    this.offers = offers;
    this.parts = answererParts({
      ...{ store, offers, clock: clockAt(() => this.now), limiter: new CommandLimiter(1_000) },
      ...{ admins: [ADMINISTRATOR], adminRoom, invitesFrom: ["*.tchap.example"] },
      onWish: () => (this.wishes += 1),
    });
  }

  /** The answer to what a person types, and the event of what they typed. */
  async ask(
    text: string,
    sender: UserId = MODERATOR,
    more: Partial<Command> = {},
  ): Promise<{ text: string; event: EventId }> {
    this.#events += 1;
    const event = `$commande${this.#events}` as EventId;
    const command: Command = {
      ...{ event, room: ROOM, sender, text, inReplyTo: null, thread: null, replaces: null },
      ...{ sentAt: this.now, receivedAt: this.now, age: 0, ...more },
    };
    const row = await this.store.write(async (tx) => {
      await tx.inbox.add([command]);
      const reply = (await answer(tx, command, this.parts))?.reply ?? null;
      return reply === null ? null : ((await tx.outbox.waitingEdit(reply)) ?? (await tx.outbox.get(reply)));
    });
    return { text: textOf(row), event };
  }

  async say(text: string, sender: UserId = MODERATOR): Promise<string> {
    return (await this.ask(text, sender)).text;
  }

  row(key: string): Promise<OutboxRow | null> {
    return this.store.read((tx) => tx.outbox.byKey(key));
  }

  /** What the waiting edit of a message that was sent has it say. */
  async edited(key: string): Promise<string | null> {
    const row = await this.row(key);
    return row && textOf(await this.store.read((tx) => tx.outbox.waitingEdit(row.id)));
  }

  /** The line that the whole room hears of a command. */
  async audit(event: EventId): Promise<string | null> {
    const row = await this.row(`audit:${event}`);
    return row && textOf(row);
  }

  subscriptions() {
    return this.store.read((tx) => tx.subscriptions.ofPlace(this.place));
  }

  /** What happens to an offer, as a scan tells the rooms of it. */
  async change(kind: Change["change"], known: KnownOffer): Promise<void> {
    const { key, id, opening, offer } = known;
    const changed = { change: kind, key, id, opening, offer, before: offer, previousId: id } as Change;
    await this.store.write(async (tx) => {
      await tx.offers.save([known]);
      await announce(tx, [changed], {
        matches: ourFilters.matches,
        newKey: () => `key${++this.#changes}`,
        now: this.now,
        mode: "announce",
      });
    });
    this.offers.update([known]);
  }

  /** What an announcement or a list would say if it went now. */
  async rendered(row: OutboxRow): Promise<string> {
    const render = renderer(WORDING, "Europe/Paris", () => this.now);
    const original = row.edits === null ? null : ("$message" as EventId);
    return this.store.write(async (tx) => plain(String((await render(tx, row, original))?.body ?? "")));
  }

  /** A row goes, as the sender has it go. */
  async send(row: OutboxRow | null, event: string): Promise<void> {
    if (row === null) throw new Error("There is nothing to send.");
    await this.store.write(async (tx) => {
      const content = row.content ?? {};
      const frozen = { room: ROOM, transactionId: event, device: "D", content, ...traceOf(content) };
      await tx.outbox.freeze(row.id, { ...frozen, at: this.now });
      await tx.outbox.sent(row.id, event as EventId, this.now);
    });
  }
}

export function textOf(row: OutboxRow | null): string {
  return plain(String(row?.content?.body ?? ""));
}

function plain(text: string): string {
  return text.replaceAll("\u00a0", " ");
}
