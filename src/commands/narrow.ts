import { type BotCommand, helpText } from "./command.ts";
import type { Context } from "./context.ts";
import { misused } from "./misuse.ts";
import { numbersIn } from "./number.ts";
import { pageOf, wholly } from "./page.ts";
import { type SearchAnswer, searchOpenCommand, understandingOf } from "./search.ts";

/** `!offres et <mots>`: the offers of that person's last list here that say these words too. */
export const narrowCommand = {
  name: "narrow",
  word: "et",
  also: ["et aussi", "et en", "et à", "parmi elles", "mais"],
  example: "lyon",
  brief: (prefix) => helpText`dans votre dernière liste ; ${`${prefix} sans php`} en écarte un mot`,
  help: () => helpText`celles de votre dernière liste qui disent aussi cela.`,
  // « et la 3 ? » asks for a card.
  accepts: (rest) => rest !== "" && numbersIn(rest) === null,
  run: async (words, context): Promise<SearchAnswer> => narrow(words, context),
} as const satisfies BotCommand;

/** `!offres sans <mots>`: the same without those that say these words. */
export const withoutCommand = {
  name: "without",
  word: "sans",
  also: ["et sans", "mais sans", "sauf", "mais pas", "mais pas de", "et pas", "et pas de"],
  example: "php",
  help: () => helpText`celles de votre dernière liste qui ne disent pas cela.`,
  accepts: (rest) => rest !== "",
  run: async (words, context): Promise<SearchAnswer> => narrow(`sans ${words}`, context),
} as const satisfies BotCommand;

/** Without a list to narrow, the words are a search. The list stays as it was where nothing of it is left. */
async function narrow(query: string, context: Context): Promise<SearchAnswer> {
  const { offers, lists } = context;
  const list = await lists.lastOfPerson();
  if (list === null) return searchOpenCommand.run(query, context);
  const standing = list.closed ? "closed" : "open";
  const found = offers.narrow(list.offers, query, standing);
  if (found.refusal !== null) return misused({ reason: "refused", query, refusal: found.refusal, standing });
  if (found.offers.length === 0) return misused({ reason: "nothing left", query, among: list.offers.length });
  return {
    kind: "list",
    query,
    among: list.offers.length,
    loosened: [],
    ...understandingOf(found),
    ...pageOf(wholly(found.offers, standing), 0, offers),
  };
}
