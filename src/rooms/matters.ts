import type { Room } from "./room.ts";

/**
 * Whether a change of a room may call for an errand, or change what is served there. In a large room who comes and goes, and
 * what it is called, does not: all rooms are looked at for what does, and of ten thousand somebody always comes or goes.
 */
export function matters(before: Room | null, after: Room): boolean {
  if (before === null || isSmall(before) || isSmall(after)) return true;
  return JSON.stringify(outline(before)) !== JSON.stringify(outline(after));
}

/** A room of which it counts who is there: nobody else, or one person. */
function isSmall({ members, memberCount }: Room): boolean {
  return (members?.length ?? memberCount ?? 0) <= 2;
}

function outline({ members: _, memberCount: __, name: ___, stateEvents: ____, ...rest }: Room): object {
  return rest;
}
