import { describe, expect, it } from "vitest";
import { event, room } from "../../support/identifiers.ts";
import { command } from "../fixtures.ts";
import type { Bed } from "./engine.ts";

/** Later than all that is said here, and than the youngest gap. */
const HOLD = { youngest: 5, now: 100, late: 90 };

export function inbox({ read, write }: Bed): void {
  describe("the inbox", () => {
    it("answers a command once and erases its text", async () => {
      await write((tx) => tx.inbox.add([command("one", { text: "mot secret" })]));
      expect(await read((tx) => tx.inbox.waiting(9, HOLD))).toEqual([command("one", { text: "mot secret" })]);
      await write((tx) => tx.inbox.done(event("one"), "answered", 200));
      await write((tx) => tx.inbox.add([command("one", { text: "mot secret" })]));
      expect(await read((tx) => tx.inbox.waiting(9, HOLD))).toEqual([]);
      expect(await read((tx) => tx.inbox.outcomeOf(event("one")))).toBe("answered");
      await expect(write((tx) => tx.inbox.done(event("one"), "failed", 201))).rejects.toThrow("not waiting");
    });

    it("counts by outcome", async () => {
      await write(async (tx) => {
        await tx.inbox.add([command("one", { receivedAt: 12 }), command("two"), command("three")]);
        await tx.inbox.done(event("one"), "answered", 20);
        await tx.inbox.done(event("two"), "ignored", 20);
        expect(await tx.inbox.counts()).toEqual({ answered: 1, ignored: 1, waiting: 1 });
      });
    });

    it("waits in the order of sending, and for the gaps of its room", async () => {
      await write(async (tx) => {
        await tx.inbox.add([
          command("late", { sentAt: 300 }),
          command("early", { sentAt: 100 }),
          command("elsewhere", { sentAt: 50, room: room("b") }),
        ]);
        await tx.gaps.open({ room: room("b"), from: "p9", until: "p1", openedAt: 5 });
        const waiting = async () => (await tx.inbox.waiting(9, HOLD)).map(({ event }) => event);
        expect(await waiting()).toEqual([event("early"), event("late")]);
        const [gap] = await tx.gaps.all();
        expect(gap).toMatchObject({ room: room("b"), from: "p9", until: "p1", openedAt: 5 });
        await tx.gaps.retry(gap?.id ?? -1, 77);
        expect(await tx.gaps.all()).toMatchObject([{ attempts: 1, nextAttemptAt: 77 }]);
        await tx.gaps.advance(gap?.id ?? -1, "p5");
        expect(await tx.gaps.all()).toMatchObject([{ from: "p5", attempts: 0, nextAttemptAt: 0 }]);
        // Past their patience, what was said before 90 waits on.
        const older = { ...HOLD, youngest: 6 };
        expect(await tx.inbox.waiting(9, { ...older, late: 100 })).toHaveLength(3);
        expect(await tx.inbox.waiting(9, { ...older, late: 101 })).toHaveLength(2);
        await tx.gaps.close(gap?.id ?? -1);
        expect(await waiting()).toEqual([event("elsewhere"), event("early"), event("late")]);
        expect(await tx.inbox.waiting(1, HOLD)).toHaveLength(1);
      });
    });

    it("forgets what is old, answered or not", async () => {
      await write(async (tx) => {
        await tx.inbox.add([command("old", { receivedAt: 10 }), command("new", { receivedAt: 20 })]);
        expect(await tx.inbox.prune(20, 9)).toBe(1);
        expect((await tx.inbox.waiting(9, HOLD)).map(({ event }) => event)).toEqual([event("new")]);
      });
    });
  });
}
