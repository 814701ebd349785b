import { type RoomId, serverOf } from "./identifiers.ts";
import type { Room } from "./room.ts";
import { isShut } from "./roomState.ts";
import { matchesServer } from "./serverPattern.ts";
import { isUpgrade, mayLeadOn } from "./upgrade.ts";

export interface InvitationPolicy {
  /** `access.invitesFrom`. */
  readonly invitesFrom: readonly string[];
  /**
   * Rooms that the configuration names. Aliases are resolved by our homeserver beforehand: the alias that stands in
   * an invitation is only the inviting server's word.
   */
  readonly configured: ReadonlySet<RoomId>;
  /** Whether it is known where each configured alias leads: until then `configured` is not whole. */
  readonly aliasesKnown: boolean;
  /** The rooms that we know. */
  readonly rooms: ReadonlyMap<RoomId, Room>;
}

/**
 * The reason why an invitation is declined. `encrypted`: the bot cannot read there. `stranger`: the inviting server is
 * not in `access.invitesFrom`.
 */
export type DeclineReason = "encrypted" | "stranger";

export type InvitationDecision =
  /** `pursued`: only because the room says that it replaces one of ours, which its state has to confirm. */
  | { readonly act: "accept"; readonly admission: "welcome" | "pursued" }
  /** The invitation is left with this reason, which the inviting person reads in French (`messages/refusal.ts`). */
  | { readonly act: "decline"; readonly reason: DeclineReason }
  /** A space, in which nobody talks: neither joined nor declined. */
  | { readonly act: "ignore" }
  /** What it hangs on is not known yet, and a refusal cannot be taken back. */
  | { readonly act: "wait" };

/** Decides about an invitation (docs/design.md §4). Acts on nothing, and says nothing. */
export function decideInvitation(
  room: Pick<Room, "id" | "inviter" | "encrypted" | "sealable" | "predecessor" | "type" | "admission">,
  policy: InvitationPolicy,
): InvitationDecision {
  if (room.type === "m.space") return { act: "ignore" };
  if (isShut(room)) return { act: "decline", reason: "encrypted" };
  const { id, inviter, predecessor } = room;
  const invitedByFriend =
    inviter !== null && policy.invitesFrom.some((pattern) => matchesServer(pattern, serverOf(inviter)));
  if (policy.configured.has(id) || invitedByFriend) return { act: "accept", admission: "welcome" };
  const before = predecessor === null ? null : policy.rooms.get(predecessor);
  if (room.admission !== "refuted" && isUpgrade(before, room)) return { act: "accept", admission: "pursued" };
  if (!policy.aliasesKnown || mayLeadOn(predecessor, policy.rooms)) return { act: "wait" };
  return { act: "decline", reason: "stranger" };
}
