import { type BotCommand, helpText } from "./command.ts";
import type { Context } from "./context.ts";
import { type MisuseAnswer, misused } from "./misuse.ts";
import { numbersIn } from "./number.ts";
import { PAGE_SIZE, type Page, pageOf } from "./page.ts";

/** Another page of a list. */
export interface MoreAnswer extends Page {
  readonly kind: "more";
}

/** `!offres suite`: the next page of that person's last list in this room. */
export const moreCommand = {
  name: "more",
  word: "suite",
  also: [
    "la suite",
    "suivant",
    "suivante",
    "suivants",
    "suivantes",
    "la suivante",
    "les suivantes",
    "les suivants",
    "offre suivante",
    "offres suivantes",
    "page suivante",
    "la page suivante",
    "plus",
    "plus d'offres",
    "voir plus",
    "encore",
    "continuer",
    "next",
  ],
  example: "",
  brief: (prefix) => helpText`la page suivante ; ${`${prefix} précédent`}, celle d'avant`,
  help: (prefix) =>
    helpText`la page suivante de votre dernière liste ; ${`${prefix} page 3`} en donne la troisième.`,
  accepts: (rest) => rest === "",
  run: async (_, context) => turnTo((page) => page + 1, context),
} as const satisfies BotCommand;

/** `!offres précédent`: the page before the one that was shown last. */
export const previousCommand = {
  name: "previous",
  word: "précédent",
  also: [
    "précédente",
    "précédents",
    "précédentes",
    "la précédente",
    "les précédentes",
    "page précédente",
    "la page précédente",
    "retour",
    "previous",
  ],
  example: "",
  help: () => helpText`la page d'avant.`,
  accepts: (rest) => rest === "",
  run: async (_, context) => turnTo((page) => page - 1, context),
} as const satisfies BotCommand;

/** `!offres page 3` of that person's last list. */
export const pageCommand = {
  name: "page",
  word: "page",
  also: ["la page", "suite page"],
  example: "3",
  help: () => helpText`cette page de votre dernière liste.`,
  accepts: (rest) => numbersIn(rest)?.length === 1,
  run: async (rest, context) => turnTo(() => (numbersIn(rest)?.[0] ?? 1) - 1, context),
} as const satisfies BotCommand;

/** Shows the page of that person's last list that follows from the one shown last; pages count from 0 here. */
async function turnTo(
  which: (shown: number) => number,
  { offers, lists }: Context,
): Promise<MoreAnswer | MisuseAnswer> {
  const list = await lists.lastOfPerson();
  if (list === null) return misused({ reason: "no list" });
  const last = Math.max(0, Math.ceil(list.offers.length / PAGE_SIZE) - 1);
  const page = which(Math.ceil(list.shown / PAGE_SIZE) - 1);
  if (page > last) return misused({ reason: "list is over", pages: last + 1 });
  if (page < 0) return misused({ reason: "list begins", pages: last + 1 });
  return { kind: "more", ...pageOf(list, page * PAGE_SIZE, offers) };
}
