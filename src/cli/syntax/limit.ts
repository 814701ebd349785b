import { Mendable } from "../../ports/mendable.ts";

/** Reads a whole number from 1, of at most nine digits. Throws `Mendable` for anything else. */
export function readLimit(text: string): number {
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (limit < 1)
    throw new Mendable("usage", `--limit takes a whole number from 1, not ${JSON.stringify(text)}.`);
  return limit;
}
