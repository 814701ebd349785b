import { auditAnnouncements } from "./announcements.ts";
import { auditCommands } from "./commands.ts";
import type { Entry } from "./entry.ts";
import { type DatedEvent, messagesOf } from "./said.ts";
import type { Truth } from "./truth.ts";
import { auditWords } from "./words.ts";

/**
 * Compares what rooms show with what files and commands said. It believes nothing that the bot says of itself: not its
 * store, not its log. Judges what is due up to the last quiet moment; everything that was said is judged at once. No
 * entry: nothing is lost, nothing repeated, nothing untrue. Pure.
 */
export function audit(truth: Truth, timelines: ReadonlyMap<string, readonly DatedEvent[]>): Entry[] {
  return truth.rooms.flatMap(({ id }) => {
    const messages = messagesOf(truth.bot, timelines.get(id) ?? []);
    return [
      ...auditAnnouncements(truth, id, messages),
      ...auditCommands(truth, id, messages),
      ...auditWords(truth, id, messages),
    ];
  });
}
