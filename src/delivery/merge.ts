import type { OutboxId, OutboxRow } from "./row.ts";

/** Offers in one list message: its event has to stay well under 64 KiB. */
const LIST_SIZE = 20;

/** How the key of a copy begins: somebody asked for just these offers, so it becomes no part of a list. */
export const COPY_KEY = "copy:";

/** An announcement that waits, never attempted, for its room; `held` while that is still to be looked through. */
type WaitingRow = Pick<OutboxRow, "id" | "notify" | "held">;

/** `size`: how many offers the announcement is about. */
export type Waiting = WaitingRow & { readonly size: number };

/** Announcements that become one list: the decisions of `others` move to `first`, in their order. */
export interface Merger {
  readonly first: OutboxId;
  readonly others: readonly OutboxId[];
  /** A list notifies when one of its announcements would have. */
  readonly notify: boolean;
}

/**
 * Whether what waits for a room becomes lists: more than `listAbove` announcements do, and `head`, whose turn it is,
 * is the first of them, so that none overtakes another.
 */
export function isToMerge(waiting: readonly WaitingRow[], head: OutboxId, listAbove: number): boolean {
  const free = waiting.filter(({ held }) => !held);
  return free.length > listAbove && free[0]?.id === head;
}

/** Lists of at most `LIST_SIZE` offers, in the order of the rows; of rows that are held none. */
export function mergePlan(waiting: readonly Waiting[]): Merger[] {
  const lists: { size: number; rows: Waiting[] }[] = [];
  for (const row of waiting.filter(({ held }) => !held)) {
    const last = lists.at(-1);
    if (last && last.size + row.size <= LIST_SIZE) {
      last.size += row.size;
      last.rows.push(row);
    } else lists.push({ size: row.size, rows: [row] });
  }
  return lists.flatMap(({ rows: [first, ...others] }) => {
    if (!first || others.length === 0) return [];
    const notify = first.notify || others.some((row) => row.notify);
    return [{ first: first.id, others: others.map(({ id }) => id), notify }];
  });
}
