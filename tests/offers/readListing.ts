import type { Reading } from "../../src/offers/offer.ts";
import { arrange, readListed } from "../../src/offers/reading/listing.ts";
import { ourNames } from "../support/words.ts";

/** A whole folder, read from its files' contents. */
export function readListing(
  files: readonly { readonly file: string; readonly bytes: Uint8Array }[],
): Reading[] {
  const readings = files.map(({ file, bytes }) => readListed(file, bytes, ourNames));
  return arrange(readings.filter((reading) => reading !== null));
}
