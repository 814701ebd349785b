import { anotherDevice, putOut } from "./account.ts";
import { clockTroubles } from "./clock.ts";
import { faults } from "./faults.ts";
import { homeserverTroubles } from "./homeserver.ts";
import type { Injection } from "./injection.ts";
import { killsAtSteps, randomKill } from "./kills.ts";
import { slow } from "./slow.ts";
import { diskFull, restored } from "./store.ts";

/**
 * Everything that a campaign does to the bot. `away`: how long the homeserver is away, seconds. `encrypted`: whether its
 * rooms are; there an older copy of a store is refused (docs/chiffrement.md), and no backup of it is restored, nor does another
 * device read what was sealed for the one before: a room is told so after ten minutes.
 */
export function injectionsOf(away: number, encrypted: boolean): readonly Injection[] {
  return [
    ...killsAtSteps(encrypted),
    randomKill,
    ...faults,
    ...slow,
    ...homeserverTroubles(away),
    putOut,
    ...(encrypted ? [diskFull] : [anotherDevice, restored, diskFull]),
    ...clockTroubles,
  ];
}
