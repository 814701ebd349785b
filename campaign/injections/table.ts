import { accountTroubles } from "./account.ts";
import { clockTroubles } from "./clock.ts";
import { faults } from "./faults.ts";
import { homeserverTroubles } from "./homeserver.ts";
import type { Injection } from "./injection.ts";
import { kills, randomKill } from "./kills.ts";
import { slow } from "./slow.ts";
import { storeTroubles } from "./store.ts";

/** Everything that a campaign does to the bot. `away`: how long the homeserver is away, seconds. */
export function injectionsOf(away: number): readonly Injection[] {
  return [
    ...kills,
    randomKill,
    ...faults,
    ...slow,
    ...homeserverTroubles(away),
    ...accountTroubles,
    ...storeTroubles,
    ...clockTroubles,
  ];
}
