import { statSync } from "node:fs";
import { parseStoreUrl } from "./url.ts";

/** The bytes of a store's file; 0 where there is none. What its journal holds is not counted. */
export function storeSize(url: string, cwd: string): number {
  const address = parseStoreUrl(url, cwd);
  return address.engine === "sqlite" ? (statSync(address.path, { throwIfNoEntry: false })?.size ?? 0) : 0;
}
