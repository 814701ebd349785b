import type { RoomState } from "../../commands/context.ts";
import type { Transaction } from "../../ports/index.ts";
import type { PlaceId, RoomId } from "../../rooms/identifiers.ts";

export type RoomStateTables = Pick<Transaction, "outbox" | "audit" | "gaps">;

/** Changes of subscriptions that `état` tells of. */
const LAST_CHANGES = 3;

/** A room that no message ever concerned. */
export const NEVER_SERVED: RoomState = {
  ...{ announced: 0, lastAnnounced: null, waiting: 0, waitingSince: null },
  ...{ givenUp: [], gapSince: null, changes: [] },
};

/** What the store knows of how a room is served. */
export async function roomState(
  { outbox, audit, gaps }: RoomStateTables,
  place: PlaceId,
  room: RoomId,
): Promise<RoomState> {
  const open = (await gaps.all()).filter((gap) => gap.room === room);
  return {
    ...(await outbox.figures(place)),
    givenUp: await outbox.givenUp(place),
    gapSince: open.length === 0 ? null : Math.min(...open.map(({ openedAt }) => openedAt)),
    changes: (await audit.ofPlace(place, LAST_CHANGES)).map(({ at, person, deed, subscription }) => {
      const { shown, schedule } = subscription;
      return { at, person, deed, shown, schedule };
    }),
  };
}
