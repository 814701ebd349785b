import type { SyncBatch } from "../../ports/index.ts";
import type { EventId } from "../../rooms/identifiers.ts";
import type { RoomEvent } from "../../rooms/room.ts";
import type { CommandRules } from "./events.ts";

export interface KnownParts {
  readonly rules: Pick<CommandRules, "me" | "onEcho">;
  /** Whether this is an event of ours whose request was answered, and that was not seen in sync yet. */
  readonly isArrived: (event: EventId) => boolean;
}

/**
 * Whether a batch only repeats what the answers to our requests have said: echoes of messages in clear. Then they are
 * heard, and there is nothing to store: what the requests came to is stored with what comes next.
 */
export function isKnown(batch: SyncBatch, { rules: { me, onEcho }, isArrived }: KnownParts): boolean {
  const { joined, invited, left, keys } = batch;
  const events = joined.flatMap(({ timeline }) => timeline);
  const known =
    keys === undefined &&
    invited.length + left.length === 0 &&
    joined.every(
      ({ state, gapFrom, memberCount }) => state.length === 0 && gapFrom === null && memberCount === null,
    ) &&
    events.every((event) => event.sender === me && isArrived(event.id) && isOrdinary(event));
  if (known) for (const { id } of events) onEcho(id);
  return known;
}

/** A message in clear that nobody has taken back. */
function isOrdinary({ type, stateKey, content }: RoomEvent): boolean {
  return type === "m.room.message" && stateKey === null && Object.keys(content).length > 0;
}
