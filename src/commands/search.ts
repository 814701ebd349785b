import type { Standing } from "../offers/standing.ts";
import type { Help, Loosened } from "../search/ranking/ranking.ts";
import { type BotCommand, helpText } from "./command.ts";
import type { Context, Found } from "./context.ts";
import { type MisuseAnswer, misused } from "./misuse.ts";
import { type Page, pageOf, wholly } from "./page.ts";

/** How a query was read, as far as people are told. */
export type Understanding = Pick<Found, "corrections" | "understood" | "excluded" | "unknown" | "unread">;

/** The first page of what was found, or of all offers (`query` null). */
export interface ListAnswer extends Page, Understanding {
  readonly kind: "list";
  readonly query: string | null;
  /** What follows the exact ones, in the order of the list. */
  readonly loosened: readonly Loosened[];
  /** The number of offers of the list that was narrowed; null for a search over all. */
  readonly among: number | null;
}

export interface NothingAnswer extends Understanding {
  readonly kind: "nothing";
  readonly query: string | null;
  readonly standing: Standing;
  readonly help: Help | null;
  /** The number of offers of the other standing that match. */
  readonly elsewhere: number;
  /** The number of all offers of this standing. */
  readonly all: number;
}

export type SearchAnswer = ListAnswer | NothingAnswer | MisuseAnswer;

/** `!offres [recherche]` */
export const searchOpenCommand = {
  name: "search",
  word: null,
  topics: ["recherche", "chercher", "offres"],
  example: "devops lyon",
  brief: () => helpText`chercher (fautes permises, phrases aussi)`,
  help: (prefix) =>
    helpText`les offres ouvertes qui disent tout cela, les meilleures d'abord ; ${prefix} seul les donne toutes. Pour préciser : ${"lieu:lyon"}, ${"contrat:cdd"}, ${"startup:tchap"}, ${"statut:titulaire"}, ${"junior"}, ${"télétravail"}, ${"depuis:7j"}, ${"-mot"}, ${"ou"} ; entre guillemets, tout est cherché tel quel.`,
  accepts: () => true,
  run: async (query, context): Promise<SearchAnswer> => searchIn("open", query, context),
} as const satisfies BotCommand;

/** `!offres fermées [recherche]` */
export const searchClosedCommand = {
  name: "closed",
  word: "fermées",
  also: [
    "fermée",
    "fermés",
    "fermé",
    "clôturées",
    "clôturée",
    "clôturés",
    "clôturé",
    "closes",
    "clos",
    "pourvues",
    "pourvus",
    "archivées",
  ],
  example: "devops",
  brief: () => helpText`parmi les offres fermées`,
  help: () => helpText`la même recherche parmi les offres fermées.`,
  accepts: () => true,
  run: async (query, context): Promise<SearchAnswer> => searchIn("closed", query, context),
} as const satisfies BotCommand;

/** Words that ask for every offer. */
const ALL = /^(?:tout|toutes?|tous|toutes les offres|la liste|liste|d['’]emplois?)$/i;

function searchIn(standing: Standing, typed: string, { offers }: Context): SearchAnswer {
  const query = ALL.test(typed) ? "" : typed;
  const other = standing === "open" ? "closed" : "open";
  const all = offers.newest(standing);
  if (query === "") {
    const elsewhere = offers.newest(other).length;
    if (all.length === 0)
      return { kind: "nothing", query: null, standing, elsewhere, all: 0, ...NOT_SEARCHED };
    return {
      kind: "list",
      query: null,
      among: null,
      ...NOT_SEARCHED,
      ...pageOf(wholly(all, standing), 0, offers),
    };
  }
  const found = offers.search(query, standing);
  if (found.refusal !== null) return misused({ reason: "refused", query, refusal: found.refusal, standing });
  const understanding = understandingOf(found);
  if (found.offers.length === 0) {
    const elsewhere = offers.search(query, other).complete;
    return {
      kind: "nothing",
      query,
      standing,
      elsewhere,
      all: all.length,
      help: found.help,
      ...understanding,
    };
  }
  const list = { offers: found.offers, exact: found.complete, closed: standing === "closed" };
  return {
    kind: "list",
    query,
    among: null,
    loosened: found.loosened,
    ...understanding,
    ...pageOf(list, 0, offers, found.total),
  };
}

export function understandingOf({
  corrections,
  understood,
  excluded,
  unknown,
  unread,
}: Found): Understanding {
  return { corrections, understood, excluded, unknown, unread };
}

const NOT_SEARCHED = {
  corrections: [],
  understood: [],
  excluded: [],
  unknown: [],
  unread: [],
  loosened: [],
  help: null,
} as const;
