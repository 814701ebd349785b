import { resolve } from "node:path";
import { Mendable } from "../../ports/index.ts";

export type StoreAddress =
  | { readonly engine: "sqlite"; readonly path: string }
  /** Lives as long as the process: the console, and readers of a store that does not exist. */
  | { readonly engine: "memory" };

/**
 * Reads `sqlite:<path>`, relative to `cwd` (empty: the working directory), or `sqlite::memory:`. Rejects anything else as
 * `Mendable`.
 */
export function parseStoreUrl(url: string, cwd = ""): StoreAddress {
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]{0,30}):(.*)$/is.exec(url) ?? [];
  if (scheme?.toLowerCase() !== "sqlite" || rest === undefined) {
    // A URL of another scheme may hold a password: only its scheme is repeated.
    const found = scheme === undefined ? `"${url}"` : `"${scheme}:"`;
    throw new Mendable(
      "configuration",
      `The store ${found} is of no kind known here; write sqlite:PATH, such as sqlite:data/crieur.db.`,
    );
  }
  if (rest === ":memory:") return { engine: "memory" };
  const path = rest.replace(/^\/\/(?=\/)/, "").trim();
  if (path === "" || path.includes("\0")) {
    throw new Mendable(
      "configuration",
      `The store "${url}" names no file; write sqlite:PATH, such as sqlite:data/crieur.db.`,
    );
  }
  return { engine: "sqlite", path: resolve(cwd, path) };
}
