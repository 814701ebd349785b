import type { EventId, UserId } from "../rooms/identifiers.ts";

/** What is kept of people beside the rooms that they are in. */
export interface PeopleTable {
  /**
   * Erases what follows, lists, answered commands, audit, confirmations, subscriptions and pauses hold of a person; where a
   * row says what became of a room or an offer it stays, of nobody. Commands that wait keep their person, to be answered,
   * but for the one that asks for this.
   */
  forget(person: UserId, asked: EventId): Promise<void>;
}
