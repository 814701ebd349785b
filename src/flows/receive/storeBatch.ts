import type { Logger } from "pino";
import type { Store, SyncBatch, Transaction } from "../../ports/index.ts";
import type { Taken } from "../deliver/taken.ts";
import type { Health } from "../service/health.ts";
import { type ApplyParts, applyBatch } from "./apply.ts";
import { isKnown, type KnownParts } from "./isKnown.ts";
import { isNews, type News, NO_NEWS } from "./news.ts";
import { piecemeal } from "./piecemeal.ts";

/** Answers what a batch brought in its transaction (`Answerer.answerAtOnce`). */
export type AnswerAtOnce = (tx: Transaction, taken: Taken[]) => Promise<boolean>;

export interface StoreBatchParts extends ApplyParts, Pick<KnownParts, "isArrived"> {
  readonly store: Pick<Store, "write">;
  readonly health: Health;
  readonly log: Logger;
  readonly answerAtOnce: AnswerAtOnce;
  /** Commits with a batch what our requests came to meanwhile (`Sender.settleAlong`). */
  readonly settleAlong: (tx: Transaction, taken: Taken[]) => Promise<void>;
  /** Sends what else the batch has queued (`Sender.lookAlong`). */
  readonly lookAlong: (tx: Transaction, taken: Taken[]) => Promise<void>;
  /** Called in the transaction of a batch that begins anew, though there was a token. */
  readonly onAnew: (tx: Transaction) => Promise<void>;
}

/** The batch as it was asked for. */
export interface Asked {
  /** The token that it was asked for with; null: it is a first one. */
  readonly since: string | null;
  /** Whether the store holds a token, which this batch does without. */
  readonly anew: boolean;
  /** Whether the token is stored even if the batch brings nothing. */
  readonly keepToken: boolean;
}

/**
 * Stores a batch with its token in one transaction, and what can be answered at once with it (docs/design.md §7.1). One
 * that cannot be stored as a whole is taken piece by piece, so that one event keeps back no other. Of the news that it returns
 * `commands` means: some are left to answer. Rejects when the store is ill: then nothing was done.
 */
export async function storeBatch(
  batch: SyncBatch,
  { since, anew, keepToken }: Asked,
  parts: StoreBatchParts,
): Promise<News> {
  if (!keepToken && (isEmpty(batch) || isKnown(batch, parts))) return NO_NEWS;
  const taken: Taken[] = [];
  try {
    const news = await parts.store.write(async (tx) => {
      // First: what the batch says of our messages, and who asks in their rooms, meets them as they stand.
      await parts.settleAlong(tx, taken);
      const brought = await applyBatch(tx, batch, since, parts);
      const left = brought.commands && !(await parts.answerAtOnce(tx, taken));
      if (anew) await parts.onAnew(tx);
      await parts.lookAlong(tx, taken);
      if (keepToken || isNews(brought)) await tx.session.setToken(batch.nextToken);
      return { ...brought, commands: left };
    });
    for (const { go } of taken) go();
    return news;
  } catch (error) {
    for (const { giveBack } of taken) giveBack();
    return await piecemeal(batch, since, error, parts);
  }
}

/** Whether an answer of sync says nothing that is kept. */
export function isEmpty({ joined, invited, left, keys }: SyncBatch): boolean {
  return keys === undefined && joined.length + invited.length + left.length === 0;
}
