import type { NextRow, OutboxRow, Store } from "../../ports/index.ts";
import { isOfTheStore } from "../service/storeFault.ts";
import { type FreezeParts, freeze, type Shipment, type Unready } from "./freeze.ts";

interface FreezeAllParts extends FreezeParts {
  readonly write: Store["write"];
  /** A row cannot be put into words: it alone is at fault. */
  readonly onUnsayable: (row: OutboxRow, error: unknown) => Promise<void>;
}

type Frozen = (Shipment | Unready | null)[];

/**
 * Freezes rows in one commit; should one of them fail, each in its own, so that it fails alone (docs/design.md §7.2).
 * Returns what became of each, in their order. Rejects when the store is ill.
 */
export async function freezeAll(due: readonly NextRow[], parts: FreezeAllParts): Promise<Frozen> {
  try {
    return await freezeTogether(due, parts);
  } catch (error) {
    if (isOfTheStore(error)) throw error;
  }
  const frozen: Frozen = [];
  for (const next of due) {
    try {
      frozen.push(...(await freezeTogether([next], parts)));
    } catch (error) {
      if (isOfTheStore(error)) throw error;
      await parts.onUnsayable(next.row, error);
      frozen.push(null);
    }
  }
  return frozen;
}

function freezeTogether(due: readonly NextRow[], parts: FreezeAllParts): Promise<Frozen> {
  return parts.write(async (tx) => {
    const frozen: Frozen = [];
    for (const { row } of due) frozen.push(await freeze(tx, row.id, parts));
    return frozen;
  });
}
