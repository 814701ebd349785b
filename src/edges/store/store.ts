import { AsyncLocalStorage } from "node:async_hooks";
import type { Kysely } from "kysely";
import type { Release, Store, Transaction, Vault } from "../../ports/index.ts";
import { shortCut } from "./prepared.ts";
import type { Schema } from "./schema.ts";
import { transactionOver } from "./transaction.ts";
import type { VaultWork } from "./vault.ts";
import { DiskWaits } from "./waits.ts";

export interface StoreParts {
  readonly db: Kysely<Schema>;
  readonly id: string;
  /** The vault of a work, over the same connection. */
  readonly vaultOf: (work: VaultWork) => Vault;
  /** How long works wait for the disk; not told of unless given. */
  readonly waits?: DiskWaits;
  /** A store of readers takes no writes. */
  readonly writable: boolean;
  /** Closes the connection and lets go of what goes with it. */
  readonly release: Release;
}

/**
 * The store over an engine. Works have the connection one after the other, first come first served, so that no work
 * sees half of another; a work that would wait for itself is refused.
 */
export function storeOver({
  db,
  id,
  vaultOf,
  writable,
  release,
  waits = new DiskWaits(),
}: StoreParts): Store {
  const current = new AsyncLocalStorage<{ over: boolean }>();
  let closing: Promise<void> | null = null;

  async function run<T>(mode: "read only" | "read write", work: (tx: Transaction) => Promise<T>): Promise<T> {
    if (closing) throw new Error("The store is closed: no work may begin any more.");
    if (current.getStore()?.over === false) {
      throw new Error(
        "A work of the store began another within itself, which would wait for ever: pass `tx` on.",
      );
    }
    const turn: VaultWork = { over: false, writes: mode === "read write", undone: [] };
    const begin = (connection: Kysely<Schema>): Promise<T> => {
      const end = shortCut(connection);
      // However the work ends, nothing that it left behind may still write while it is committed.
      return work(transactionOver(connection, vaultOf(turn))).finally(() => {
        turn.over = true;
        end();
      });
    };
    try {
      return await db
        .transaction()
        .setAccessMode(mode)
        .execute((connection) => current.run(turn, () => begin(connection)));
    } catch (error) {
      for (const callback of turn.undone) callback();
      throw error;
    } finally {
      turn.over = true;
    }
  }

  return {
    id,
    async write(work) {
      if (!writable) throw new Error("The store was opened for reading: nothing can be written.");
      return await run("read write", work);
    },
    read: (work) => run("read only", work),
    slowDisk: () => waits.slowness(performance.now()),
    close() {
      // A connection of its own comes after every work that has begun or waits.
      closing ??= db
        .connection()
        .execute(async () => {})
        .finally(release);
      return closing;
    },
  };
}
