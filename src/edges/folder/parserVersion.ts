import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type { Names } from "../../offers/facts/names.ts";

const ROOT = join(import.meta.dirname, "../../..");

/**
 * A hash of everything that decides how a file is read: the sources of `offers` and `text`, the versions of
 * the libraries, and Node.js, whose Unicode tables and decoders count. So no number has to be raised by hand.
 */
export function parserVersion({ version }: Pick<Names, "version">): string {
  return hashOf(version, "src/{offers,text}/**/*.ts");
}

/** The same for everything that decides how an offer is indexed. `version` is that of all words of the trade. */
export function indexVersion({ version }: { readonly version: string }): string {
  return hashOf(version, "src/{offers,search,text}/**/*.ts");
}

function hashOf(words: string, sources: string): string {
  const hash = createHash("sha256").update(process.version).update(`\0${words}`);
  for (const file of ["package.json", ...globSync(sources, { cwd: ROOT }).sort()]) {
    hash.update(`\0${file}\0`).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest("base64");
}
