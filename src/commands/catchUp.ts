import type { OfferKey } from "../offers/offer.ts";
import { type BotCommand, helpText } from "./command.ts";
import type { Context } from "./context.ts";
import type { Deed } from "./deed.ts";
import { type NotDoneAnswer, notDone } from "./notDone.ts";
import { numbersIn } from "./number.ts";

/** The last open offers that the room's subscriptions take are said here again. */
export interface CaughtUpAnswer {
  readonly kind: "caughtUp";
  readonly said: number;
  /** The number of all that are open and taken. */
  readonly all: number;
  readonly deed: Deed;
}

/** Offers of one message, which has to stay under 64 KiB; and how many come unless somebody says. */
const MOST = 20;
const USUAL = 5;

/** `!offres rattrapage [n]` */
export const catchUpCommand = {
  name: "catchUp",
  word: "rattrapage",
  also: ["rattraper", "rattrape", "le rattrapage"],
  example: "10",
  help: (prefix) =>
    helpText`redit ici les 10 dernières offres ouvertes que retiennent les abonnements du salon, en une liste ; ${`${prefix} rattrapage`} en donne 5.`,
  accepts: (rest) => rest === "" || numbersIn(rest)?.length === 1,
  run: catchUp,
} as const satisfies BotCommand;

async function catchUp(typed: string, context: Context): Promise<CaughtUpAnswer | NotDoneAnswer> {
  const [count = USUAL] = numbersIn(typed) ?? [];
  if (count < 1 || count > MOST) return notDone({ reason: "too many to repeat", most: MOST });
  const taken = await takenHere(context);
  if (taken === null) return notDone({ reason: "no subscription" });
  if (taken.length === 0) return notDone({ reason: "nothing to repeat" });
  const offers = taken.slice(0, count);
  return {
    kind: "caughtUp",
    said: offers.length,
    all: taken.length,
    deed: { deed: "repeat", offers },
  };
}

/** The open offers that any subscription of the room takes, newest first; null where it has none. */
export async function takenHere({ room, filters, offers }: Context): Promise<readonly OfferKey[] | null> {
  const standing = await room.subscriptions();
  if (standing.length === 0) return null;
  const all = [...new Set(standing.map(({ filter }) => filter))];
  const taken = new Set(all.flatMap((filter) => filters.open(filter)));
  return offers.newest("open").filter((key) => taken.has(key));
}
