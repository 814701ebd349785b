import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KnownOffer } from "../../src/offers/catalogue.ts";
import { NO_FACTS, type Offer, type OfferId, type OfferKey } from "../../src/offers/offer.ts";
import type {
  Command,
  DeliveryClass,
  Frozen,
  NewOutboxRow,
  OutboxId,
  Transaction,
} from "../../src/ports/index.ts";
import type { EventId, PlaceId, RoomAlias, RoomId, UserId } from "../../src/rooms/identifiers.ts";
import type { Room } from "../../src/rooms/room.ts";
import { unknownRoom } from "../../src/rooms/roomState.ts";

export const room = (name: string): RoomId => `!${name}:example.org` as RoomId;
export const alias = (name: string): RoomAlias => `#${name}:example.org` as RoomAlias;
export const event = (name: string): EventId => `$${name}` as EventId;
export const user = (name: string): UserId => `@${name}:example.org` as UserId;
const keys = new Map<string, OfferKey>();
/** A number of its own for each name; earlier letters have lower ones. */
export function offerKey(name: string): OfferKey {
  const known = keys.get(name) ?? ((name.length === 1 ? name.charCodeAt(0) : 1000 + keys.size) as OfferKey);
  keys.set(name, known);
  return known;
}
export const offerId = (name: string): OfferId => name as OfferId;

/** A folder that goes with its owner: `using folder = temporaryFolder()`. */
export function temporaryFolder(): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), "crieur-store-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

export function knownOffer(key: string, change: Partial<KnownOffer> = {}): KnownOffer {
  const id = offerId(`2026-01-01-${key}`);
  const offer: Offer = {
    id,
    file: `${id}.md`,
    open: true,
    depublication: null,
    title: `Poste « ${key} » d’été`,
    titleSource: "roles",
    startup: null,
    domains: [],
    date: null,
    externalUrl: null,
    facts: { ...NO_FACTS, places: ["Lyon"], contracts: ["CDD"] },
    summary: null,
    body: "Une mission.\n",
  };
  return {
    key: offerKey(key),
    id,
    status: "open",
    opening: 1,
    offer,
    fingerprint: `print ${key}`,
    stood: "open",
    openedAt: 1000,
    closedAt: null,
    missingSince: null,
    ...change,
  };
}

export function knownRoom(name: string, change: Partial<Room> = {}): Room {
  return {
    ...unknownRoom(room(name)),
    membership: "join",
    encrypted: false,
    joinedAt: 5,
    memberCount: 3,
    ...change,
  };
}

export function command(name: string, change: Partial<Command> = {}): Command {
  return {
    event: event(name),
    room: room("salon"),
    sender: user("lea"),
    text: `!offres ${name}`,
    inReplyTo: null,
    thread: null,
    replaces: null,
    sentAt: 100,
    receivedAt: 110,
    age: 10,
    ...change,
  };
}

/** An active place in a room of its own. */
export async function activePlace(tx: Transaction, name: string): Promise<PlaceId> {
  const { id } = await tx.places.mention({ room: room(name) }, 1);
  await tx.places.setState(id, "active", null);
  return id;
}

export async function queue(
  tx: Transaction,
  place: PlaceId,
  key: string,
  of: DeliveryClass = "announcement",
  change: Partial<NewOutboxRow> = {},
): Promise<OutboxId> {
  const id = await tx.outbox.add({ key, place, class: of, notify: true, createdAt: 10, ...change });
  if (id === null) throw new Error(`The key ${key} is taken.`);
  return id;
}

export function frozen(id: OutboxId, change: Partial<Frozen> = {}): Frozen {
  const content = { msgtype: "m.text", body: `message ${id}` };
  return {
    room: room("salon"),
    transactionId: `txn${id}`,
    device: "DEVICE",
    content,
    shown: String(change.content?.body ?? content.body),
    marks: [],
    at: 20,
    ...change,
  };
}

/** Freezes and sends a row; its event is `$e<id>`. */
export async function send(tx: Transaction, id: OutboxId, content?: Frozen["content"]): Promise<void> {
  await tx.outbox.freeze(id, frozen(id, content ? { content } : {}));
  await tx.outbox.sent(id, event(`e${id}`), 30);
}

export function toldRow(place: PlaceId, offer: string) {
  return { place, offer: offerKey(offer), opening: 1, silent: false } as const;
}

export function subscription(place: PlaceId, filter: string) {
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
export async function decide(tx: Transaction, place: PlaceId, offer: string): Promise<OutboxId> {
  const message = await queue(tx, place, `announcement:${place}:${offer}`);
  const decided = { place, offer: offerKey(offer), opening: 1, kind: "published", cause: "" } as const;
  await tx.decisions.add([{ ...decided, message, position: 0 }]);
  return message;
}
