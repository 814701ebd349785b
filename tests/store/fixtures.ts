import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command, OutboxId, Transaction } from "../../src/ports/index.ts";
import type { PlaceId } from "../../src/rooms/identifiers.ts";
import { event, offerKey, room, user } from "../support/identifiers.ts";
import { queue } from "../support/outbox.ts";

/** A folder that goes with its owner: `using folder = temporaryFolder()`. */
export function temporaryFolder(): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), "crieur-store-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** A command that a person wrote in a room. */
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
