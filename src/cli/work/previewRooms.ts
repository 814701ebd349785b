import { configuredRooms } from "../../config/configuredRooms.ts";
import type { Config } from "../../config/load.ts";
import type { Offer, Reading } from "../../offers/offer.ts";
import { standingOn } from "../../offers/standing.ts";
import type { Lexicon } from "../../search/language/lexicon.ts";
import { demandsNobodyMeets, filterMatcher, readFilter } from "../../search/ranking/filter.ts";
import { clipWords } from "../../text/clip.ts";
import { counted } from "../../text/counted.ts";

/** Titles that are named of what a room would be told of. */
const MOST_NAMED = 5;
const TITLE_LIMIT = 60;

/**
 * A line for each configured room: its filter as it is written, its schedule unless it is told at once, and the open
 * offers of today that it takes. Words
 * that no offer says, open or closed, are named, because such a room may wait for ever.
 */
export function previewRooms(
  config: Config,
  readings: readonly Reading[],
  today: string,
  lexicon: Lexicon,
): string[] {
  const offers = readings.flatMap(({ offer }) => offer ?? []);
  const open = offers.filter((offer) => standingOn(offer, today) === "open");
  const matches = filterMatcher(lexicon);
  return configuredRooms(config).flatMap(({ room, filter, shown, schedule }) => {
    const taken = open.filter((offer) => matches(filter, offer));
    const of = `${taken.length} of ${counted(open.length, "open offer")}`;
    const when = schedule === "immediate" ? "" : `  ${schedule}`;
    const what = `${filter === "" ? "every offer" : `“${shown}”`}${when}`;
    return [
      `${room}  ${what}  would be told of ${of}${named(taken)}`,
      ...warnings(room, filter, offers, lexicon),
    ];
  });
}

function named(taken: readonly Offer[]): string {
  if (taken.length === 0) return "";
  const titles = taken.slice(0, MOST_NAMED).map(({ title }) => clipWords(title, TITLE_LIMIT));
  const more = taken.length - titles.length;
  return `: ${titles.join(", ")}${more > 0 ? `, and ${more} more` : ""}`;
}

function warnings(room: string, filter: string, offers: readonly Offer[], lexicon: Lexicon): string[] {
  const read = readFilter(filter, lexicon);
  if (!read.ok || filter === "" || offers.length === 0) return [];
  return demandsNobodyMeets(read.query, offers, lexicon).map(
    (words) => `${room}  warning: no offer, open or closed, says “${words}”; is it spelled as meant?`,
  );
}
