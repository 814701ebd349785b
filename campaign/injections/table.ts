import { accountTroubles } from "./account.ts";
import { clockTroubles } from "./clock.ts";
import { faults } from "./faults.ts";
import { homeserverTroubles } from "./homeserver.ts";
import type { Injection } from "./injection.ts";
import { killsAtSteps, randomKill } from "./kills.ts";
import { slow } from "./slow.ts";
import { diskFull, restored } from "./store.ts";

/**
 * Everything that a campaign does to the bot. `away`: how long the homeserver is away, seconds. `encrypted`: whether its
 * rooms are; there an older copy of a store is refused (docs/chiffrement.md), and no backup of it is restored.
 */
export function injectionsOf(away: number, encrypted: boolean): readonly Injection[] {
  return [
    ...killsAtSteps(encrypted),
    randomKill,
    ...faults,
    ...slow,
    ...homeserverTroubles(away),
    ...accountTroubles,
    ...(encrypted ? [diskFull] : [restored, diskFull]),
    ...clockTroubles,
  ];
}
