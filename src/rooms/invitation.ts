import { type RoomId, serverOf, type UserId } from "./identifiers.ts";
import { matchesServer } from "./serverPattern.ts";

export interface InvitationPolicy {
  /** `access.invitesFrom`. */
  readonly invitesFrom: readonly string[];
  /**
   * Rooms that the configuration names. Aliases are resolved by our homeserver beforehand: the alias that stands in
   * an invitation is only the inviting server's word.
   */
  readonly configured: ReadonlySet<RoomId>;
  /** Rooms that we know and that were upgraded: the old room, and the successor that its tombstone names. */
  readonly successors: ReadonlyMap<RoomId, RoomId>;
}

/**
 * The reason why an invitation is declined. `encrypted`: the bot cannot read there. `stranger`: the inviting server is
 * not in `access.invitesFrom`.
 */
export type DeclineReason = "encrypted" | "stranger";

export type InvitationDecision =
  | { readonly accept: true }
  /** The invitation is left with this reason, which the inviting person reads in French (`messages/refusal.ts`). */
  | { readonly accept: false; readonly reason: DeclineReason };

/** Decides about an invitation (docs/design.md §4). Acts on nothing, and says nothing. */
export function decideInvitation(
  invitation: {
    readonly room: RoomId;
    readonly inviter: UserId | null;
    readonly encrypted: boolean;
    readonly predecessor: RoomId | null;
  },
  policy: InvitationPolicy,
): InvitationDecision {
  if (invitation.encrypted) return { accept: false, reason: "encrypted" };
  if (policy.configured.has(invitation.room) || isUpgrade(invitation, policy)) return { accept: true };
  const { inviter } = invitation;
  const welcome =
    inviter !== null && policy.invitesFrom.some((pattern) => matchesServer(pattern, serverOf(inviter)));
  return welcome ? { accept: true } : { accept: false, reason: "stranger" };
}

/** An upgrade counts only if both rooms name each other: anyone can claim a predecessor. */
function isUpgrade(
  invitation: { readonly room: RoomId; readonly predecessor: RoomId | null },
  policy: InvitationPolicy,
): boolean {
  return invitation.predecessor !== null && policy.successors.get(invitation.predecessor) === invitation.room;
}
