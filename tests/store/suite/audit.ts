import { describe, expect, it } from "vitest";
import { event, room, user } from "../../support/identifiers.ts";
import { activePlace } from "../../support/outbox.ts";
import { subscription } from "../fixtures.ts";
import type { Bed } from "./engine.ts";

export function audit({ write }: Bed): void {
  describe("the audit", () => {
    it("keeps who changed what, until an edit takes it back", async () => {
      await write(async (tx) => {
        const place = await activePlace(tx, "a");
        const begun = await tx.subscriptions.begin({ ...subscription(place, "devops"), cause: event("c") });
        const done = { place, at: 5, person: user("lea"), cause: event("c"), subscription: begun } as const;
        await tx.audit.add([
          { ...done, deed: "subscribed" },
          { ...done, deed: "unsubscribed", at: 6, cause: event("d") },
        ]);
        const [first] = await tx.audit.ofCause(event("c"));
        expect(first).toEqual({ ...done, id: first?.id, deed: "subscribed" });
        expect((await tx.audit.ofPlace(place, 9)).map(({ at }) => at)).toEqual([6, 5]);
        expect(await tx.audit.ofPlace(place, 1)).toHaveLength(1);
        await tx.audit.takeBack([first?.id ?? 0]);
        expect(await tx.audit.ofCause(event("c"))).toEqual([]);
        expect((await tx.audit.ofPlace(place, 9)).map(({ at }) => at)).toEqual([6]);
      });
    });

    it("goes along when two places prove to be one", async () => {
      await write(async (tx) => {
        const older = await activePlace(tx, "a");
        const younger = await activePlace(tx, "b");
        const begun = await tx.subscriptions.begin(subscription(younger, "devops"));
        const done = { at: 5, person: user("lea"), cause: event("c"), deed: "subscribed" } as const;
        await tx.audit.add([{ ...done, place: younger, subscription: begun }]);
        await tx.places.settle(older, room("b"));
        expect(await tx.audit.ofPlace(older, 9)).toMatchObject([done]);
      });
    });
  });
}
