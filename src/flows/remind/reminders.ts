import { eventContent } from "../../messages/event.ts";
import { reminderMessage } from "../../messages/reminder.ts";
import type { Wording } from "../../messages/wording.ts";
import type { KnownOffer } from "../../offers/catalogue.ts";
import { type Overdue, overdue } from "../../offers/overdue.ts";
import { dayIn } from "../../offers/standing.ts";
import type { Clock, Store, Transaction } from "../../ports/index.ts";
import { nameOf, type RoomAlias, type RoomId, type UserId } from "../../rooms/identifiers.ts";
import type { Place } from "../../rooms/subscription.ts";
import type { Times } from "../../schedule/times.ts";
import type { BackgroundWork, Rest } from "../service/loop.ts";
import { WakeSignal } from "../service/wakeSignal.ts";

export interface ReminderParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly wording: Wording;
  readonly timezone: string;
  /** `access.adminRoom`. */
  readonly room: RoomAlias | RoomId;
  /** When reminders come. */
  readonly times: Times;
  /** For how many days an offer may stand open without a word. */
  readonly days: number;
  /** The offers that stand open, as a scan has last stored them. */
  readonly open: () => readonly KnownOffer[];
  readonly onReminder: () => void;
}

/** Offers of one reminder; the others come with the next, once these are answered. */
const MOST_NAMED = 20;
/** A clock may be set forward or back: nobody sleeps longer than that, milliseconds. */
const LONGEST_REST = 15 * 60_000;

/**
 * Reminds the room of the administrators of offers that stand open for long, at most once for each time that is due. One
 * that was missed comes once, late; one with nothing to say is left out. While the room cannot be reached, it waits.
 */
export class Reminders implements BackgroundWork {
  readonly name = "reminders";
  readonly trouble = "administrators cannot be reminded of offers that are open for long";
  readonly wakeSignal = new WakeSignal();
  readonly #parts: ReminderParts;

  constructor(parts: ReminderParts) {
    this.#parts = parts;
  }

  firstRest(): Rest {
    return 0;
  }

  async turn(): Promise<Rest> {
    const { store, clock, times, onReminder } = this.#parts;
    const now = clock.now();
    const reminded = await store.read((tx) => tx.session.reminded());
    // A moment that lies ahead was stored by a clock that was wrong.
    const last = reminded !== null && reminded > now ? null : reminded;
    // Before the first look nothing was due: a bot that is new does not begin with reproaches.
    if (last === null) await store.write((tx) => tx.session.setReminded(now));
    const due = last === null ? null : times.due(last, now);
    if (due !== null && (await store.write((tx) => remind(tx, due, now, this.#parts)))) onReminder();
    return Math.min(LONGEST_REST, (times.next(now) ?? Number.POSITIVE_INFINITY) - now);
  }
}

type Tables = Pick<Transaction, "session" | "confirmations" | "places" | "outbox" | "lists">;

/** Queues the reminder of one due time, where there is anything to say. Returns whether something was queued. */
async function remind(tx: Tables, due: number, now: number, parts: ReminderParts): Promise<boolean> {
  const place = await tx.places.mention(nameOf(parts.room), now);
  if (place.room === null || place.state !== "active") return false;
  await tx.session.setReminded(due);
  const found = await overdueNow(tx, now, parts);
  if (found.length === 0) return false;
  await queue(tx, { ...place, room: place.room }, found, { due, now }, parts);
  return true;
}

async function overdueNow(
  tx: Tables,
  now: number,
  { timezone, days, open }: ReminderParts,
): Promise<Overdue[]> {
  const dayOf = (moment: number) => dayIn(timezone, moment);
  const said = new Map(
    (await tx.confirmations.all()).map((one) => [
      `${one.offer} ${one.opening}`,
      { says: one.says, on: dayOf(one.at) },
    ]),
  );
  return overdue(open(), {
    ...{ today: dayOf(now), days, dayOf },
    said: ({ key, opening }) => said.get(`${key} ${opening}`) ?? null,
  });
}

async function queue(
  tx: Tables,
  place: Place & { readonly room: RoomId },
  found: readonly Overdue[],
  { due, now }: { readonly due: number; readonly now: number },
  { days, wording }: ReminderParts,
): Promise<void> {
  const named = found.slice(0, MOST_NAMED);
  const offers = named.map(({ known, since, filled }) => ({ offer: known.offer, since, filled }));
  const message = reminderMessage(offers, { days, more: found.length - named.length }, wording);
  const key = `reminder:${due}`;
  // Without marks of its offers: it announces none, and a store that lost it must not take it for an announcement.
  const content = eventContent({ message, notify: true, key });
  const row = { key, place: place.id, class: "notice", notify: true, content, createdAt: now } as const;
  const reply = await tx.outbox.add(row);
  if (reply === null) return;
  const keys = named.map(({ known }) => known.key);
  const whole = { offers: keys, shown: keys.length, exact: keys.length, closed: false, thread: null };
  const person = (await tx.session.account()) ?? ("" as UserId);
  await tx.lists.add({ room: place.room, person, reply, ...whole, at: now });
}
