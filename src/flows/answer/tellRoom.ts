import { auditMessage, type Changed } from "../../messages/audit.ts";
import { eventContent } from "../../messages/event.ts";
import type { Command, Transaction } from "../../ports/index.ts";
import { isDirectWith } from "../../rooms/permission.ts";
import { causeOf } from "./deeds/cause.ts";
import type { Done } from "./deeds/deeds.ts";
import { queueOnce } from "./reply.ts";

/**
 * Tells a room of more than two people who changed what it is told of, or when: the answer may stand in a thread, and is
 * for whoever asked. `done` and `quiet` are what stands now; an edit that undid what was done before corrects the line.
 */
export async function tellRoom(
  tx: Pick<Transaction, "rooms" | "places" | "outbox">,
  command: Command,
  { done, quiet }: { readonly done: readonly Done[]; readonly quiet: Changed["quiet"] },
  { now, timezone }: { readonly now: number; readonly timezone: string },
): Promise<void> {
  const room = await tx.rooms.get(command.room);
  if (room !== null && isDirectWith(room, command.sender)) return;
  const of = (deed: Done["deed"]) =>
    done
      .filter((one) => one.deed === deed)
      .map(({ subscription: { number, shown, schedule } }) => ({
        number,
        shown,
        schedule,
        configured: false,
      }));
  const message = auditMessage({
    ...{ person: command.sender, at: now, timezone },
    ...{ subscribed: of("subscribed"), unsubscribed: of("unsubscribed"), quiet },
  });
  const cause = causeOf(command);
  await queueOnce(
    tx,
    command,
    {
      class: "notice",
      keys: [`audit:${cause}`, `audit:${command.event}:1`],
      content: (key) => eventContent({ message, notify: false, key }),
    },
    now,
  );
}

/** What of this concerns the room of the command: an alert is no business of the room where somebody asked for it. */
export async function ofThisRoom<Entry extends Pick<Done, "place">>(
  tx: Pick<Transaction, "places">,
  { room }: Pick<Command, "room">,
  entries: readonly Entry[],
): Promise<readonly Entry[]> {
  if (entries.length === 0) return entries;
  const here = (await tx.places.ofRoom(room))?.id;
  return entries.filter(({ place }) => place === here);
}
