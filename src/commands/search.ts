import type { Standing } from "../offers/standing.ts";
import { type BotCommand, helpText } from "./command.ts";
import type { Context, Found } from "./context.ts";
import { type Page, pageOf } from "./page.ts";

/** The first page of what was found, or of all offers (`query` null). */
export interface ListAnswer extends Page, Pick<Found, "corrections" | "understood"> {
  readonly kind: "list";
  readonly query: string | null;
}

export interface NothingAnswer extends Pick<Found, "corrections" | "understood" | "closest"> {
  readonly kind: "nothing";
  readonly query: string | null;
  readonly standing: Standing;
  /** The number of offers of the other standing that match. */
  readonly elsewhere: number;
}

/** `!offres [recherche]` */
export const searchOpenCommand = {
  name: "search",
  word: null,
  topics: ["recherche", "offres"],
  example: "devops lyon",
  help: (prefix) =>
    helpText`les offres qui correspondent à ces mots, ou à une phrase ; ${prefix} seul les donne toutes. Pour préciser : ${"startup:tchap"}, ${"lieu:lyon"}, ${"contrat:cdd"}, ${"junior"}, ${"télétravail"}, ${"depuis:7j"}, ${"-mot"} ; entre guillemets, tout est cherché.`,
  accepts: () => true,
  run: async (query, context): Promise<ListAnswer | NothingAnswer> => searchIn("open", query, context),
} as const satisfies BotCommand;

/** `!offres fermées [recherche]` */
export const searchClosedCommand = {
  name: "closed",
  word: "fermées",
  also: ["fermée", "fermés", "fermé", "clôturées", "clôturée", "clôturés", "clôturé", "closes", "clos"],
  example: "devops",
  help: () => helpText`la même recherche parmi les offres fermées.`,
  accepts: () => true,
  run: async (query, context): Promise<ListAnswer | NothingAnswer> => searchIn("closed", query, context),
} as const satisfies BotCommand;

function searchIn(standing: Standing, query: string, { offers }: Context): ListAnswer | NothingAnswer {
  const other = standing === "open" ? "closed" : "open";
  if (query === "") {
    const all = offers.newest(standing);
    const elsewhere = offers.newest(other).length;
    if (all.length === 0) return { kind: "nothing", query: null, standing, elsewhere, ...NOT_SEARCHED };
    return { kind: "list", query: null, ...NOT_SEARCHED, ...pageOf(all, 0, standing, offers) };
  }
  const found = offers.search(query, standing);
  const { corrections, understood, closest } = found;
  if (found.offers.length > 0) {
    return { kind: "list", query, corrections, understood, ...pageOf(found.offers, 0, standing, offers) };
  }
  const elsewhere = offers.search(query, other).offers.length;
  return { kind: "nothing", query, standing, elsewhere, corrections, understood, closest };
}

const NOT_SEARCHED = { corrections: [], understood: [], closest: null } as const;
