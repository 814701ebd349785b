import type { Permission } from "../rooms/permission.ts";
import type { FilterProblem } from "../search/ranking/filter.ts";
import type { RoomSubscription } from "./context.ts";

/** A subscription as an answer names it. */
export type Named = Pick<RoomSubscription, "number" | "shown" | "schedule" | "configured">;

/** A command about subscriptions that is not carried out: one line says what is missing, or the right form. */
export interface NotDoneAnswer {
  readonly kind: "notDone";
  readonly why: NotDone;
  /** An alert was asked for: the right form is one of an alert. */
  readonly alert?: boolean;
}

export type NotDone =
  | { readonly reason: "may not"; readonly permission: Extract<Permission, { readonly may: false }> }
  | { readonly reason: "filter"; readonly text: string; readonly problem: FilterProblem }
  /** `nearest`: what was typed with the days that were perhaps meant. */
  | { readonly reason: "rhythm"; readonly words: string; readonly nearest: readonly string[] }
  | { readonly reason: "pause"; readonly words: string; readonly past: boolean }
  /** In days. */
  | { readonly reason: "pause too long"; readonly most: number }
  | { readonly reason: "hours"; readonly words: string }
  | { readonly reason: "cron" }
  | { readonly reason: "too many"; readonly most: number }
  | { readonly reason: "no subscription" }
  /** The room has several: which one? */
  | { readonly reason: "which one"; readonly subscriptions: readonly Named[] }
  | { readonly reason: "none of that number"; readonly number: number; readonly numbers: readonly number[] }
  | { readonly reason: "none of that filter"; readonly text: string }
  | { readonly reason: "configured"; readonly subscriptions: readonly Named[] }
  | { readonly reason: "nothing to repeat" }
  | { readonly reason: "too many to repeat"; readonly most: number }
  /** There is no room of the person's and the bot's alone; `opens`: the bot opens one where something is to be said there. */
  | { readonly reason: "no private room"; readonly opens: boolean }
  | {
      readonly reason: "said in private";
      readonly words: "suivies" | "alertes";
      /** They have not come there yet. */
      readonly invited: boolean;
    }
  | { readonly reason: "too many followed"; readonly most: number };

export function notDone(why: NotDone): NotDoneAnswer {
  return { kind: "notDone", why };
}

export function named({ number, shown, schedule, configured }: RoomSubscription): Named {
  return { number, shown, schedule, configured };
}
