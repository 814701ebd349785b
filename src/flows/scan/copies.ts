import type { Reading } from "../../offers/offer.ts";
import { inQuotes, warning } from "../../offers/reading/problem.ts";
import type { Detection } from "../../offers/tracking/change.ts";

/** The readings, with a warning at each file that says nothing but what an open offer says, so that it is held. */
export function warnOfCopies(readings: readonly Reading[], copies: Detection["copies"]): readonly Reading[] {
  if (copies.length === 0) return readings;
  const originals = new Map(copies.map(({ id, of }) => [id, of]));
  return readings.map((reading) => {
    const original = originals.get(reading.id);
    if (original === undefined || reading.offer === null) return reading;
    const message = `this file has the title, startup and text of ${inQuotes(original)}, which is open, so it is not announced; give it its own, or remove it`;
    return { ...reading, problems: [...reading.problems, warning(1, message)] };
  });
}
