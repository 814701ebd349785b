import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * What shows that a caller can read the bot's store, and so may do what changes whom it trusts: anybody on the machine can
 * reach its health address. `store`: the store's random id, which nobody sees otherwise; `started`: as the bot's report says
 * it, so that what somebody else has overheard opens no other run.
 */
export function proofOf(store: string, started: string): string {
  return createHmac("sha256", store).update(`crieur verify ${started}`).digest("hex");
}

export function isProof(said: unknown, store: string, started: string): boolean {
  const [known, given] = [Buffer.from(proofOf(store, started)), Buffer.from(String(said))];
  return given.length === known.length && timingSafeEqual(given, known);
}
