import { describe, expect, it } from "vitest";
import type { Transaction } from "../../../src/ports/index.ts";
import { user } from "../../support/identifiers.ts";
import type { Bed } from "./engine.ts";

export function session({ read, write }: Bed): void {
  describe("session", () => {
    it("remembers token, account and the first scan", async () => {
      const all = (tx: Transaction) =>
        Promise.all([
          tx.session.token(),
          tx.session.account(),
          tx.session.scanned(),
          tx.session.emptyFolder(),
          tx.session.conventions(),
        ]);
      expect(await read(all)).toEqual([null, null, false, null, ""]);
      await write(async (tx) => {
        await tx.session.setToken("s9");
        await tx.session.setAccount(user("bot"));
        await tx.session.setScanned({ emptyFolder: "66:4", conventions: "{}" });
      });
      expect(await read(all)).toEqual(["s9", user("bot"), true, "66:4", "{}"]);
      await write((tx) => tx.session.setScanned({ emptyFolder: null, conventions: "" }));
      expect(await read(all)).toEqual(["s9", user("bot"), true, null, ""]);
    });
  });
}
