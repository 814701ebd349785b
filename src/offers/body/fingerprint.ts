import { createHash } from "node:crypto";

/**
 * A body's identity: SHA-256 in hexadecimal, equal for bodies that differ in white space alone. Empty bodies have one
 * too, and share it.
 */
export function fingerprintOf(body: string): string {
  return createHash("sha256").update(body.replace(/\s+/g, " ").trim()).digest("hex");
}
