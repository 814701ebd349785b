import { describe, expect, it } from "vitest";
import type { Bed } from "./engine.ts";

export function incidents({ read, write }: Bed): void {
  describe("incidents", () => {
    const gap = (about: string, at: number, cause = "no") => ({ kind: "gap" as const, about, cause, at });

    it("are told the oldest first, the same one once, with how often and since when", async () => {
      await write(async (tx) => {
        await tx.incidents.add(gap("!a", 20));
        await tx.incidents.add({ kind: "command", about: "TypeError", cause: "", at: 10 });
        await tx.incidents.add(gap("!a", 30, "never"));
      });
      expect(await read((tx) => tx.incidents.unseen())).toEqual([
        { kind: "command", about: "TypeError", cause: "", times: 1, since: 10 },
        { kind: "gap", about: "!a", cause: "never", times: 2, since: 20 },
      ]);
    });

    it("begin anew once they were seen, and go thirty days after that", async () => {
      await write(async (tx) => {
        for (const about of ["!a", "!b"]) await tx.incidents.add(gap(about, 20));
        await tx.incidents.markSeen(40);
        await tx.incidents.add(gap("!a", 50));
        await tx.incidents.add(gap("!a", 60));
      });
      const unseen = [{ kind: "gap", about: "!a", cause: "no", times: 2, since: 50 }];
      expect(await read((tx) => tx.incidents.unseen())).toEqual(unseen);
      await write(async (tx) => {
        expect(await tx.incidents.prune(40, 10)).toBe(0);
        expect(await tx.incidents.prune(41, 10)).toBe(1);
      });
      expect(await read((tx) => tx.incidents.unseen())).toEqual(unseen);
    });
  });
}
