import type { Standing } from "../offers/standing.ts";
import type { Answer } from "./answer.ts";
import type { BotCommand, Context } from "./context.ts";
import { pageOf } from "./page.ts";

/** `!offres [recherche]` */
export const search: BotCommand = {
  name: "search",
  words: [],
  accepts: () => true,
  run: async (query, context) => searchIn("open", query, context),
};

/** `!offres fermées [recherche]` */
export const closed: BotCommand = {
  name: "closed",
  words: ["fermees", "fermee"],
  accepts: () => true,
  run: async (query, context) => searchIn("closed", query, context),
};

function searchIn(standing: Standing, query: string, { offers }: Context): Answer {
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
