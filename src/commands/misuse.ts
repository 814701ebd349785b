import type { Standing } from "../offers/standing.ts";
import type { Refusal } from "../search/query/refusal.ts";

/** A command that cannot be carried out as it stands; the answer is one line with the right form. */
export interface MisuseAnswer {
  readonly kind: "misuse";
  readonly misuse: Misuse;
}

export type Misuse =
  | { readonly reason: "no list" }
  | { readonly reason: "list is over"; readonly pages: number }
  | { readonly reason: "list begins"; readonly pages: number }
  | { readonly reason: "several numbers"; readonly numbers: readonly number[] }
  | { readonly reason: "number out of range"; readonly number: number; readonly last: number }
  | {
      readonly reason: "refused";
      readonly query: string;
      readonly refusal: Refusal;
      readonly standing: Standing;
    }
  | { readonly reason: "nothing left"; readonly query: string; readonly among: number }
  | { readonly reason: "no message replied to"; readonly command: AboutOffer }
  | { readonly reason: "several offers in that message"; readonly command: AboutOffer }
  /** Only the room of the bot's administrators may say it; `id` is of the offer that was meant. */
  | { readonly reason: "for administrators"; readonly id: string }
  | { readonly reason: "closed already" }
  /** It closed and opened again after the list was shown that the command means. */
  | { readonly reason: "reopened since"; readonly id: string }
  /** The message that the command replies to is no list that we know, any more or at all. */
  | { readonly reason: "list is gone" };

/** The commands that speak of one offer: the message says how they name it. */
export type AboutOffer = "card" | "why" | "confirm" | "follow" | "unfollow";

export function misused(misuse: Misuse): MisuseAnswer {
  return { kind: "misuse", misuse };
}
