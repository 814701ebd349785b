import type { OfferId, OfferKey } from "../offers/offer.ts";
import type { Standing } from "../offers/standing.ts";
import type { EventId } from "../rooms/identifiers.ts";
import type { Answer, CommandName, Found, Listed } from "./answer.ts";

/** The offers as they were last committed, and the search over them. */
export interface Offers {
  /** Newest first. */
  newest(standing: Standing): readonly OfferKey[];
  /** Best first. */
  search(query: string, standing: Standing): Found;
  /** Also offers whose file is gone. */
  byKey(key: OfferKey): Listed | null;
  /** By its name, or one that it had before. */
  byId(id: string): Listed | null;
  /** The names that offers have now. */
  ids(): Iterable<OfferId>;
}

/** A list that was shown: all that was found, of which the first `shown` were seen. */
export interface Shown {
  readonly offers: readonly OfferKey[];
  readonly shown: number;
  readonly closed: boolean;
}

/** What was shown in this room; each answers for the room and the person of the command. */
export interface ShownLists {
  ofEvent(event: EventId): Promise<Shown | null>;
  ofThread(thread: EventId): Promise<Shown | null>;
  lastOfPerson(): Promise<Shown | null>;
  lastInRoom(): Promise<Shown | null>;
  /** The one offer that a message of ours is about; `several`; null for any other message. */
  offerOf(event: EventId): Promise<OfferKey | "several" | null>;
}

/** All that a command may know. */
export interface Context {
  readonly offers: Offers;
  readonly lists: ShownLists;
  readonly inReplyTo: EventId | null;
  readonly thread: EventId | null;
}

export interface BotCommand {
  readonly name: CommandName;
  /** The words, folded, that it is called by after the prefix; none for what needs no word. */
  readonly words: readonly string[];
  /** Whether what follows the word are its arguments; if not, the whole is a search. */
  accepts(rest: string, knows: KnowsOffer): boolean;
  run(argument: string, context: Context): Promise<Answer>;
}

/** Whether an offer has, or had, this name. */
export type KnowsOffer = (id: string) => boolean;
