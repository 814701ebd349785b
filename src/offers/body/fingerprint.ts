import { hash } from "node:crypto";
import { foldSpaces } from "../../text/spaces.ts";

/**
 * A body's identity: SHA-256 in hexadecimal, equal for bodies that differ in white space alone. Empty bodies have one
 * too, and share it.
 */
export function fingerprintOf(body: string): string {
  return hash("sha256", foldSpaces(body).trim());
}
