import { readFileSync } from "node:fs";
import type { CommonOptions } from "../../config/commonOptions.ts";
import { setUp } from "../../config/setUp.ts";
import type { OfferKey, Reading } from "../../offers/offer.ts";
import { dayIn, standingOn } from "../../offers/standing.ts";
import { Mendable } from "../../ports/mendable.ts";
import { pathFrom } from "../../ports/paths.ts";
import type { Lexicon } from "../../search/language/lexicon.ts";
import { readQuery } from "../../search/query/query.ts";
import type { Hit, Ranking } from "../../search/ranking/ranking.ts";
import { SearchIndex } from "../../search/searchIndex.ts";
import { EXIT, type ExitCode } from "../../terminal/exitCodes.ts";
import { printable } from "../../terminal/printable.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { messageOf } from "../../text/thrown.ts";
import type { Moment } from "../syntax/moment.ts";
import { readOffers } from "./offersFolder.ts";
import { remarksOn } from "./searchRemarks.ts";

interface SearchOptions {
  readonly all: boolean;
  readonly limit: number;
  readonly json: boolean;
  /** A file of many queries, instead of the words. */
  readonly queries: string | undefined;
  readonly now: Moment | undefined;
}

/** Searches the offers as their files stand, and ranks them as a room would be answered. */
export async function searchOffers(
  common: CommonOptions,
  words: readonly string[],
  options: SearchOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (words.length > 0 === (options.queries !== undefined)) {
    throw new Mendable("usage", "search takes either a query or --queries FILE.");
  }
  const queries = options.queries === undefined ? [] : readQueries(options.queries, terminal.cwd);
  const {
    config,
    words: { lexicon, names },
  } = setUp(common, terminal);
  const { settings } = config;
  const today = dayIn(settings.timezone, options.now?.in(settings.timezone) ?? Date.now());
  const { readings } = await readOffers(config, names);
  const index = indexOf(readings, lexicon, today);
  const ask = (query: string): Ranking =>
    index.search(readQuery(query, { lexicon, today }), {
      standing: options.all ? "all" : "open",
      limit: options.limit,
    });

  for (const { id, query } of queries) {
    const ranking = ask(query);
    ranking.hits.forEach((hit, at) => {
      terminal.print(`${id}\t${at + 1}\t${hit.id}`);
    });
    // A list that leaves out a word nobody says must not pass for an answer to all of it.
    for (const word of ranking.total > 0 ? ranking.unknown : [])
      terminal.complain(printable(`${id}: no offer says “${word}”`));
  }
  if (options.queries === undefined) {
    const ranking = ask(words.join(" "));
    for (const line of remarksOn(ranking)) terminal.complain(printable(line));
    if (options.json) terminal.print(JSON.stringify(ranking.hits.map(asJson)));
    else tell(ranking, terminal);
  }
  return EXIT.fine;
}

/** Indexes the offers under their places in the listing, because no store has given them keys. */
function indexOf(readings: readonly Reading[], lexicon: Lexicon, today: string): SearchIndex {
  const index = new SearchIndex(lexicon);
  for (const [at, { offer }] of readings.entries()) {
    if (offer) index.replace(at as OfferKey, offer, standingOn(offer, today));
  }
  return index;
}

/**
 * Reads a file of queries: ID TAB QUERY a line. A third column, which says what the query is meant to find,
 * and empty lines are passed over. Throws `Mendable` for a file that is not so.
 */
function readQueries(file: string, cwd: string): { id: string; query: string }[] {
  const text = readText(pathFrom(cwd, file)).replace(/^\ufeff/, "");
  return text.split(/\r?\n/).flatMap((line, at) => {
    if (line.trim() === "") return [];
    const [id = "", query] = line.split("\t", 2);
    if (id === "" || query === undefined)
      throw new Mendable("usage", `${file}:${at + 1}: expected an id, a tab and a query.`);
    return [{ id, query }];
  });
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const reason = messageOf(error);
    throw new Mendable("usage", `the queries cannot be read (${reason}); name a file of lines ID TAB QUERY.`);
  }
}

function asJson({ id, title, startup, score, complete }: Hit, at: number): object {
  return { rank: at + 1, id, title, startup, score, complete };
}

function tell({ hits, total }: Ranking, terminal: Terminal): void {
  hits.forEach(({ id, title, startup, complete }, at) => {
    const name = terminal.paint("bold", printable(title));
    const loosened = complete ? "" : "  (in part)";
    terminal.print(
      `${at + 1}. ${name}${startup === null ? "" : ` · ${printable(startup)}`}${loosened}\n   ${printable(id)}`,
    );
  });
  if (total > hits.length) terminal.complain(`${hits.length} of ${total}; --limit shows more`);
}
