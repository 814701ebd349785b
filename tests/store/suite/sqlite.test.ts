import { join } from "node:path";
import { openStore } from "../../../src/edges/store/open.ts";
import { temporaryFolder } from "../fixtures.ts";
import { storeSuite } from "./all.ts";

storeSuite({
  name: "a SQLite file",
  async open() {
    const folder = temporaryFolder();
    const store = await openStore(`sqlite:${join(folder.path, "crieur.db")}`, { lock: true, now: 0 });
    return {
      store,
      async dispose() {
        await store.close();
        folder[Symbol.dispose]();
      },
    };
  },
});

storeSuite({
  name: "SQLite in memory",
  async open() {
    const store = await openStore("sqlite::memory:", { lock: true, now: 0 });
    return { store, dispose: () => store.close() };
  },
});
