import { readFileSync } from "node:fs";
import { asObject } from "../../text/untrusted.ts";

/** The version of this checkout, as package.json names it. */
export function version(): string {
  const read: unknown = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
  return String(asObject(read).version ?? "");
}
