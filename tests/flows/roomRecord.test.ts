import { expect, test } from "vitest";
import { roomRecord } from "../../src/flows/answer/roomRecord.ts";
import type { ToldRow } from "../../src/ports/index.ts";
import type { RoomId } from "../../src/rooms/identifiers.ts";
import { user } from "../support/identifiers.ts";
import { knownOffer } from "../support/knownOffer.ts";
import { ourFilters } from "../support/words.ts";
import { newStore } from "./world.ts";

const ROOM = "!salon" as RoomId;
const OFFER = knownOffer("devops", { opening: 2 });

/** What is kept of a room with one subscription, in which these are known of the offer. */
async function kept<T>(
  rows: readonly Pick<ToldRow, "opening" | "state" | "silent">[],
  look: (record: ReturnType<typeof roomRecord>) => Promise<T>,
  room = ROOM,
): Promise<T> {
  const store = await newStore();
  return store.write(async (tx) => {
    const { id: place } = await tx.places.mention({ room: ROOM }, 1);
    const subscription = {
      place,
      filter: "graphist",
      shown: "graphiste",
      schedule: "immediate",
      notify: true,
      since: 1,
    };
    await tx.subscriptions.begin({ ...subscription, origin: "configuration", author: null });
    await tx.offers.save([OFFER]);
    await tx.told.set(rows.map((row) => ({ place, offer: OFFER.key, ...row })));
    return look(
      roomRecord(
        tx,
        { room, sender: user("lea"), place: () => tx.places.ofRoom(room) },
        {
          ...{ filters: ourFilters, admins: [], adminRoom: null, open: () => [] },
        },
      ),
    );
  });
}

test("what a room heard of an offer is what is kept of its present opening", async () => {
  const heard = (...rows: Pick<ToldRow, "opening" | "state" | "silent">[]) =>
    kept(rows, (record) => record.heard(OFFER.key));
  expect(await heard()).toBe("nothing");
  expect(await heard({ opening: 1, state: "told", silent: false })).toBe("nothing");
  expect(await heard({ opening: 2, state: "told", silent: false })).toBe("told");
  expect(await heard({ opening: 2, state: "told", silent: true })).toBe("known");
  expect(await heard({ opening: 2, state: "queued", silent: false })).toBe("queued");
  expect(await heard({ opening: 2, state: "failed", silent: false })).toBe("failed");
});

test("its subscriptions are those of its place, and judge offers", async () => {
  const judged = await kept([], async (record) =>
    (await record.subscriptions()).map((one) => [
      one.shown,
      one.matches(OFFER.offer),
      one.explain(OFFER.offer),
    ]),
  );
  expect(judged).toEqual([["graphiste", false, [{ text: "graphiste", excluded: false, met: false }]]]);
});

test("a room of no place has heard nothing and has no subscription", async () => {
  const other = "!autre" as RoomId;
  expect(await kept([], (record) => record.subscriptions(), other)).toEqual([]);
  expect(await kept([], (record) => record.heard(OFFER.key), other)).toBe("nothing");
});
