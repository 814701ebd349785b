import { describe, expect, it } from "vitest";
import type { Transaction } from "../../../src/ports/index.ts";
import type { PlaceId } from "../../../src/rooms/identifiers.ts";
import { room } from "../../support/identifiers.ts";
import { toldRow } from "../fixtures.ts";
import type { Bed } from "./engine.ts";

export function works({ read, write, close }: Bed): void {
  describe("works", () => {
    it("keeps all of a work, or nothing of one that throws", async () => {
      const failing = write(async (tx) => {
        await tx.session.setToken("s1");
        await tx.places.mention({ room: room("a") }, 1);
        throw new Error("midway");
      });
      await expect(failing).rejects.toThrow("midway");
      await write((tx) => tx.session.setToken("s2"));
      expect(await read(async (tx) => [await tx.session.token(), await tx.places.all()])).toEqual(["s2", []]);
    });

    it("goes on after a statement that the schema refuses", async () => {
      const bad = write((tx) => tx.told.set([{ ...toldRow(77 as PlaceId, "nobody"), state: "told" }]));
      await expect(bad).rejects.toThrow(/FOREIGN KEY/i);
      await write((tx) => tx.session.setToken("after"));
      expect(await read((tx) => tx.session.token())).toBe("after");
    });

    it("runs one after the other: no read sees half of a write", async () => {
      let open = (): void => {};
      const gate = new Promise<void>((resolve) => {
        open = resolve;
      });
      const seen: (string | null)[] = [];
      const writing = write(async (tx) => {
        await tx.session.setToken("half");
        await gate;
        await tx.session.setToken("whole");
      });
      const reading = read(async (tx) => seen.push(await tx.session.token()));
      open();
      await Promise.all([writing, reading]);
      expect(seen).toEqual(["whole"]);
    });

    it("refuses a work within a work, and a transaction that is over", async () => {
      await expect(write(() => write(async () => {}))).rejects.toThrow("within itself");
      await expect(read(() => read(async () => {}))).rejects.toThrow("within itself");
      let escaped: Transaction | undefined;
      await write(async (tx) => {
        escaped = tx;
      });
      await expect(escaped?.session.setToken("late")).rejects.toThrow();
      expect(await read((tx) => tx.session.token())).toBeNull();
    });

    it("refuses to write in a read", async () => {
      await expect(read((tx) => tx.session.setToken("x"))).rejects.toThrow(/read-?only/i);
      await write((tx) => tx.session.setToken("y"));
      expect(await read((tx) => tx.session.token())).toBe("y");
    });

    it("ends what has begun before it closes, and begins nothing after", async () => {
      const last = write((tx) => tx.session.setToken("last"));
      const closed = close();
      await Promise.all([last, closed, close()]);
      await expect(read((tx) => tx.session.token())).rejects.toThrow("closed");
    });
  });
}
