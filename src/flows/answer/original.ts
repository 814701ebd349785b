import type { Command } from "../../ports/index.ts";
import type { RoomId, UserId } from "../../rooms/identifiers.ts";
import type { Relation } from "../../rooms/relation.ts";

/** A message that an edit names, as far as it matters for the answer. */
export interface Original extends Relation {
  readonly room: RoomId;
  readonly sender: UserId;
  /** Its author or a moderator took it back. */
  readonly withdrawn: boolean;
}

/**
 * What an edit asks (docs/design.md §4): an edit of one's own message in the same room stands where that message
 * stands, because clients do not repeat its relations; an edit of anything else is a command of its own, whatever it
 * names. Null for the edit of an edit, which Matrix does not know, and of what was taken back. `original`: null when it
 * cannot be found.
 */
export function standingOf(command: Command, original: Original | null): Command | null {
  if (command.replaces === null) return command;
  if (original?.room !== command.room) return { ...command, replaces: null };
  if (original.replaces !== null || original.withdrawn) return null;
  if (original.sender !== command.sender) return { ...command, replaces: null };
  return { ...command, inReplyTo: original.inReplyTo, thread: original.thread };
}
