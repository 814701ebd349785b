import { describe, expect, it } from "vitest";
import { event, offerKey, room, user } from "../../support/identifiers.ts";
import { knownOffer } from "../../support/knownOffer.ts";
import { activePlace, queue, send } from "../../support/outbox.ts";
import { decide } from "../fixtures.ts";
import type { Bed } from "./engine.ts";

export function lists({ write }: Bed): void {
  describe("lists", () => {
    it("are found by event, thread, person and room, the newest first", async () => {
      await write(async (tx) => {
        const place = await activePlace(tx, "salon");
        await tx.offers.save([knownOffer("a"), knownOffer("b")]);
        const [one, two] = [await queue(tx, place, "r1", "reply"), await queue(tx, place, "r2", "reply")];
        const list = {
          room: room("salon"),
          person: user("lea"),
          reply: one,
          offers: [offerKey("b"), offerKey("a")],
          shown: 1,
          exact: 1,
          closed: true,
          thread: event("t"),
          at: 5,
        };
        const later = { ...list, person: user("max"), reply: two, thread: null, at: 6 };
        await tx.lists.add(list);
        await tx.lists.add(later);
        await send(tx, one);
        expect(await tx.lists.ofEvent(event(`e${one}`))).toEqual(list);
        expect(await tx.lists.ofThread(list.room, event("t"))).toEqual(list);
        expect(await tx.lists.lastOf(list.room, user("lea"))).toEqual(list);
        expect(await tx.lists.lastIn(list.room)).toEqual(later);
        expect(await tx.lists.lastOf(room("other"), user("lea"))).toBeNull();
        await tx.lists.add({ ...list, shown: 2, at: 7 });
        expect((await tx.lists.ofEvent(event(`e${one}`)))?.shown).toBe(2);
        expect(await tx.lists.prune(7, 1)).toBe(1);
        expect(await tx.lists.prune(7, 9)).toBe(1);
        expect(await tx.lists.lastOf(list.room, user("max"))).toBeNull();
        expect((await tx.lists.lastIn(list.room))?.at).toBe(7);
      });
    });

    it("are announcements of several offers too", async () => {
      await write(async (tx) => {
        await tx.session.setAccount(user("bot"));
        await tx.offers.save([knownOffer("a"), knownOffer("b")]);
        const place = await activePlace(tx, "salon");
        const [one, two] = [await decide(tx, place, "a"), await decide(tx, place, "b")];
        await send(tx, one);
        expect(await tx.lists.ofEvent(event(`e${one}`))).toBeNull();
        await tx.decisions.move(one, two);
        await send(tx, two);
        expect(await tx.lists.ofEvent(event(`e${two}`))).toMatchObject({
          room: room("salon"),
          person: user("bot"),
          offers: [offerKey("b"), offerKey("a")],
          shown: 2,
          exact: 2,
        });
      });
    });
  });
}
