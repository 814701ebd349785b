import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type { Names } from "../../offers/facts/names.ts";

const ROOT = join(import.meta.dirname, "../../..");

/**
 * A hash of everything that decides how a file is read: the sources of `offers` and `text`, the versions of
 * the libraries, and Node.js, whose Unicode tables and decoders count. So no number has to be raised by hand.
 */
export function parserVersion({ version }: Pick<Names, "version">): string {
  return hashOf(version, ["offers", "text"]);
}

/** The same for everything that decides how an offer is indexed. `version` is that of all words of the trade. */
export function indexVersion({ version }: { readonly version: string }): string {
  return hashOf(version, ["offers", "search", "text"]);
}

function hashOf(words: string, folders: readonly string[]): string {
  const hash = createHash("sha256").update(process.version).update(`\0${words}`);
  const sources = folders.flatMap((folder) =>
    readdirSync(join(ROOT, "src", folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .sort()
      .map((name) => join("src", folder, name)),
  );
  for (const file of ["package.json", ...sources]) {
    hash.update(`\0${file}\0`).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest("base64");
}
