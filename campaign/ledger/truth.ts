/**
 * What was done, as those who did it wrote it down: files, commands, rooms. All moments in milliseconds since the
 * epoch, by the clock of the machine that the homeserver dates events with.
 */

/** How a file stood from `at` on. A file that is away is `gone`. */
export interface FileState {
  readonly at: number;
  readonly state: "open" | "closed" | "gone";
  /** Counts the changes of its title; stands in the title. */
  readonly revision: number;
}

/** An offer, whatever its file is called. Its number stands in its title, and nowhere else. */
export interface OfferTruth {
  readonly number: number;
  /** Oldest first. */
  readonly states: readonly FileState[];
  /** The rooms whose filter lets it in, from its first day to its last. */
  readonly rooms: readonly string[];
}

export interface CommandTruth {
  readonly event: string;
  readonly room: string;
  readonly at: number;
  /** What its answer has to name. */
  readonly word: string;
  /** Its author corrected it: what the answer has to name then. */
  readonly edit?: { readonly at: number; readonly word: string };
  /** It was deleted. */
  readonly redactedAt?: number;
}

export interface RoomTruth {
  readonly id: string;
  /** Words to administrators come here too. */
  readonly administrative?: boolean;
}

/** An announcement that a moderator deleted. */
export interface RedactionTruth {
  readonly room: string;
  readonly event: string;
  readonly at: number;
}

export interface Truth {
  readonly bot: string;
  readonly rooms: readonly RoomTruth[];
  readonly offers: readonly OfferTruth[];
  readonly commands: readonly CommandTruth[];
  readonly redactions: readonly RedactionTruth[];
  /** Moments at which everything had had its time: the bot was up, and had nothing left to do. Oldest first. */
  readonly quiets: readonly number[];
}

/** A span between two quiet moments: everything that belongs to it is over at its end. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The spans that are over. The first begins with the world. */
export function spansOf(quiets: readonly number[]): Span[] {
  return quiets.map((to, at) => ({ from: quiets[at - 1] ?? 0, to }));
}

/** How a file stood at a moment; null: it had not been there yet. */
export function stateAt({ states }: Pick<OfferTruth, "states">, moment: number): FileState | null {
  return states.findLast(({ at }) => at <= moment) ?? null;
}

/** How a file stood at the beginning of a span, and what it became in it. */
export function statesIn(offer: Pick<OfferTruth, "states">, { from, to }: Span): FileState[] {
  const before = stateAt(offer, from);
  return [...(before ? [before] : []), ...offer.states.filter(({ at }) => at > from && at <= to)];
}
