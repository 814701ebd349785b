import type { OfferKey } from "../offers/offer.ts";
import type { Quiet } from "../rooms/quiet.ts";

/**
 * What a command changes, beside its answer. The command only names it; it is carried out in the transaction that
 * answers (`flows/answer/deeds/`), so that nothing is answered that was not done.
 */
export type Deed =
  | {
      readonly deed: "subscribe";
      /** In canonical form, as people read it, and a schedule's one text. */
      readonly filter: string;
      readonly shown: string;
      readonly schedule: string;
      /** The open offers that it takes: these count as told. */
      readonly known: readonly OfferKey[];
      /** In the room of whoever asks and the bot alone, which is opened where there is none, instead of the room where they ask. */
      readonly private?: boolean;
    }
  | { readonly deed: "unsubscribe"; readonly subscriptions: readonly number[]; readonly private?: boolean }
  /** Says these offers in the room, in one message. */
  | { readonly deed: "repeat"; readonly offers: readonly OfferKey[] }
  /** When the room is not to be disturbed, as `rooms/quiet.ts` has it. */
  | ({ readonly deed: "quiet" } & Pick<Quiet, "hours" | "pausedFrom" | "pausedUntil">)
  /** Announces this offer as a test; null where there is none at all. */
  | { readonly deed: "try"; readonly offer: OfferKey | null }
  /** Notes what an administrator says of an offer. */
  | { readonly deed: "confirm"; readonly offer: OfferKey; readonly says: "open" | "filled" }
  /** The person who asks follows this offer from now on, or does no more. `opens`: a room is opened to tell them in. */
  | { readonly deed: "follow"; readonly offer: OfferKey; readonly opens: boolean }
  | { readonly deed: "unfollow"; readonly offer: OfferKey }
  /** Opens a room in which the person who asks and the bot are alone. */
  | { readonly deed: "open" }
  /** Erases what is kept of the person who asks. */
  | { readonly deed: "forget" }
  /** Somebody has seen what was given up, in this room or everywhere: it is named no more. */
  | { readonly deed: "see"; readonly scope: "here" | "everywhere" };
