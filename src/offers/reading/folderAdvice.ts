import { type Conventions, FIELDS, namesOfField, OUR_CONVENTIONS } from "../conventions.ts";
import type { Problem, Reading } from "../offer.ts";
import { warning } from "./problem.ts";

/** Keys that are named of a folder: enough to see how it says « open ». */
const MOST_KEYS = 12;

const OURS = new Set(FIELDS.flatMap((field) => namesOfField(field, OUR_CONVENTIONS)));

/**
 * One warning for a whole folder in which no file says `open` and none is open by the folder's own rule: each file is
 * fine, and nothing of it would ever be announced. Null for any other folder, an empty one too.
 */
export function folderAdvice(readings: readonly Reading[], { open }: Conventions): Problem | null {
  const offers = readings.filter(({ offer }) => offer !== null);
  const saysOpen = ({ offer, stated }: Reading) =>
    offer?.open === true || stated.some(({ field }) => field === "open");
  if (offers.length === 0 || readings.some(saysOpen)) return null;
  const which =
    offers.length === 1 ? "the one offer here does not say" : `none of the ${offers.length} offers here says`;
  const keys = keysOf(offers);
  const seen = keys === "" ? "" : `; keys that stand here instead: ${keys}`;
  return warning(
    1,
    open === null
      ? `${which} "open", so nothing is ever announced; write "open: true" in those that are, or say by offers.open of the configuration what means open here${seen}`
      : `${which} "open", and nothing is open by offers.open of the configuration, so nothing is ever announced; see whether its keys and values are those of the files${seen}`,
  );
}

/** The most frequent keys that are none of ours, each with the number of files that have it. */
function keysOf(readings: readonly Reading[]): string {
  const count = new Map<string, number>();
  for (const { keys } of readings)
    for (const key of keys) if (!OURS.has(key)) count.set(key, (count.get(key) ?? 0) + 1);
  return [...count]
    .sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1))
    .slice(0, MOST_KEYS)
    .map(([key, files]) => `${key.slice(0, 40)} ${files}`)
    .join(", ");
}
