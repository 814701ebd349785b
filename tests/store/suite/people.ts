import { describe, expect, it } from "vitest";
import { seenNow } from "../../../src/offers/following.ts";
import { NOBODY } from "../../../src/rooms/identifiers.ts";
import { event, offerKey, room, user } from "../../support/identifiers.ts";
import { knownOffer } from "../../support/knownOffer.ts";
import { activePlace, queue } from "../../support/outbox.ts";
import type { Bed } from "./engine.ts";

export function people({ write }: Bed): void {
  describe("somebody who asks to be forgotten", () => {
    it("stands in no row any more; rooms keep what was done there, and others theirs", async () => {
      await write(async (tx) => {
        const [lea, noor] = [user("lea"), user("noor")];
        await tx.offers.save([knownOffer("a")]);
        const place = await activePlace(tx, "salon");
        const seen = seenNow(knownOffer("a"), "2026-11-28");
        for (const person of [lea, noor]) {
          const cause = event(person);
          await tx.follows.begin({ person, offer: offerKey("a"), cause, at: 1, seen, told: 0 });
          const sent = { sentAt: 1, receivedAt: 1, age: 0, inReplyTo: null, thread: null, replaces: null };
          for (const one of ["done", "waiting", "asks"])
            await tx.inbox.add([
              { event: event(`${one} ${person}`), room: room("salon"), sender: person, text: "x", ...sent },
            ]);
          await tx.inbox.done(event(`done ${person}`), "answered", 2);
          const reply = await queue(tx, place, `reply ${person}`, "reply", { room: room("salon") });
          const list = { offers: [offerKey("a")], shown: 1, exact: 1, closed: false, thread: null, at: 5 };
          await tx.lists.add({ room: room("salon"), person, reply, ...list });
          const begun = await tx.subscriptions.begin({
            ...{ place, filter: person, schedule: "immediate", origin: "command", author: person, cause },
            ...{ notify: true, since: 1 },
          });
          await tx.audit.add([{ place, at: 1, person, cause, deed: "subscribed", subscription: begun }]);
          const wish = { hours: null, pausedFrom: 1, pausedUntil: 9, person, at: 1 };
          await tx.quiet.set(place, wish, cause);
        }
        const says = { opening: 1, says: "open", person: lea, cause: event("c"), at: 5 } as const;
        await tx.confirmations.set({ offer: offerKey("a"), ...says });

        await tx.people.forget(lea, event(`asks ${lea}`));

        expect(await tx.follows.ofOffers("all")).toMatchObject([{ person: noor }]);
        expect(await tx.lists.lastOf(room("salon"), lea)).toBeNull();
        expect(await tx.lists.lastOf(room("salon"), noor)).not.toBeNull();
        const senderOf = async (one: string) => (await tx.inbox.get(event(one)))?.sender;
        expect(await senderOf(`done ${lea}`)).toBe(NOBODY);
        expect(await senderOf(`asks ${lea}`)).toBe(NOBODY);
        expect(await senderOf(`waiting ${lea}`)).toBe(lea);
        expect(await senderOf(`done ${noor}`)).toBe(noor);
        expect(await tx.subscriptions.ofPlace(place)).toMatchObject([{ author: null }, { author: noor }]);
        expect(await tx.audit.ofPlace(place, 9)).toMatchObject([
          { person: noor, subscription: { author: noor } },
          { person: NOBODY, subscription: { author: null } },
        ]);
        expect(await tx.confirmations.all()).toMatchObject([{ person: NOBODY, says: "open" }]);
        expect(await tx.quiet.get(place)).toMatchObject({ person: noor, pausedUntil: 9 });
        await tx.quiet.takeBack(place, event(noor));
        expect(await tx.quiet.get(place)).toMatchObject({ person: null, pausedUntil: 9 });
      });
    });
  });
}
