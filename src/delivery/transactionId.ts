import { createHash } from "node:crypto";

/**
 * The transaction id of a row: the same for every attempt, different in every store. An edit's
 * content counts too, so that a revision rendered anew after a restore never meets the answer to an
 * older one (docs/design.md §7.2).
 */
export function transactionIdOf(store: string, key: string, content?: object): string {
  const hash = createHash("sha256").update(store).update("\0").update(key);
  if (content) hash.update("\0").update(JSON.stringify(content));
  return hash.digest("base64url").slice(0, 32);
}
