import type { Transaction } from "./store.ts";

/** The tables that a piece of work uses, and no others: whoever reads its signature knows what it can change. */
export type Tables<Names extends keyof Transaction> = Pick<Transaction, Names>;
