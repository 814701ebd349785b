import type { UserId } from "./identifiers.ts";
import type { Room } from "./room.ts";
import { isShut } from "./roomState.ts";
import type { Place } from "./subscription.ts";

/** Why nothing reaches a configured place, for operators, in English. */
export interface PlaceTrouble {
  readonly what: string;
  readonly remedy: string;
  /** As it has to be for some moments after a start. */
  readonly starting: boolean;
}

/**
 * The trouble of a configured place; null when messages flow there. `room`: where it stands; `successor`: the room that
 * a tombstone there names, as far as we know it; `failure`: why we could not go where it stands, or is to stand;
 * `account`: the bot's, which remedies name, because nobody invites « the account ».
 */
export function troubleOf(
  place: Place,
  {
    room,
    successor,
    failure,
    account,
  }: {
    readonly room: Room | null;
    readonly successor: Room | null;
    readonly failure: string | null;
    readonly account: UserId;
  },
): PlaceTrouble | null {
  if (place.state === "active") return null;
  const name = place.alias ?? place.room ?? `place ${place.id}`;
  const trouble = (what: string, remedy: string): PlaceTrouble => ({
    ...{ what: `${name}: ${what}`, remedy },
    starting: failure === null && (room === null || room.membership === "invite"),
  });
  const encrypted =
    "stop the bot, run `npx crieur login` with the account's recovery code, and start it again (docs/chiffrement.md); or use a room without encryption (a forum)";
  if (room && isShut(room)) return trouble("the room is encrypted", encrypted);
  if (room?.membership !== "join") {
    if (room?.membership === "ban")
      return trouble(place.reason ?? "banned", `have the ban lifted, then invite ${account}`);
    if (failure !== null)
      return trouble(failure, `invite ${account}, or mend the alias or the room's id in the configuration`);
    return room?.membership === "leave"
      ? trouble(place.reason ?? "not in the room any more", `invite ${account} again`)
      : trouble("not joined yet", `nothing, unless it lasts: then invite ${account}`);
  }
  if (room.successor !== null) {
    if (successor && isShut(successor))
      return trouble("the room was upgraded to an encrypted one", encrypted);
    // Where we were before the tombstone pointed there, nothing had to be confirmed, and nothing is.
    const wasThere = successor?.membership === "join" && successor.admission === "welcome";
    return successor && (wasThere || successor.admission === "refuted")
      ? trouble(
          `the room was replaced by ${successor.id}, which does not confirm it`,
          "take the replacement back, upgrade the room properly, or put the new room into the configuration",
        )
      : trouble(
          `the room was upgraded, and the account is not in the new one${failure === null ? "" : `: ${failure}`}`,
          `invite ${account} into the new room`,
        );
  }
  return trouble(
    place.reason ?? "not served yet",
    REMEDIES[place.reason ?? ""] ?? "nothing, unless it lasts",
  );
}

const REMEDIES: Readonly<Record<string, string>> = {
  "nobody else is in the room":
    "nothing: it resumes when somebody comes; else take the room out of the configuration",
  "not enough power to send messages": "give the account the power to send messages in the room",
};
