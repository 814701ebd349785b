import { hash } from "node:crypto";

/**
 * The transaction id of a row: the same for every attempt, different in every store. An edit's
 * content counts too, so that a revision rendered anew after a restore never meets the answer to an
 * older one (docs/design.md §7.2).
 */
export function transactionIdOf(store: string, key: string, content?: object): string {
  const parts = [store, key, ...(content === undefined ? [] : [JSON.stringify(content)])];
  return hash("sha256", parts.join("\0"), "base64url").slice(0, 32);
}
