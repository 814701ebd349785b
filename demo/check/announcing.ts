import type { Actions, ScenarioStep } from "./actions.ts";
import { titlesOf } from "./announcements.ts";
import { expectNow } from "./expectation.ts";
import { DEVELOPERS, DEVOPS, NOTIFICATIONS, newOffer, SYSADMIN } from "./titles.ts";

/** Lists the steps at a first start: each room hears of its offers. */
export function announcing({ missions, team, announced, seenIn, soon, quiet }: Actions): ScenarioStep[] {
  return [
    {
      name: `« ${missions.name} » hears of the four open offers`,
      async play() {
        await soon(missions, "four announcements", () => announced(missions).length >= 4);
        await quiet("a bot with nothing more to say");
        const expected = [DEVELOPERS, SYSADMIN, DEVOPS, NOTIFICATIONS].map(newOffer);
        const titles = titlesOf(announced(missions));
        expectNow(
          `these announcements, and no other:\n${expected.join("\n")}`,
          titles.toSorted().join() === expected.toSorted().join(),
          seenIn(missions),
        );
      },
    },
    {
      name: `« ${team.name} » hears only of what matches « ${team.filter} »`,
      async play() {
        const ofItsTrade = [DEVOPS, SYSADMIN].map(newOffer);
        const titles = titlesOf(announced(team));
        expectNow(
          `« ${DEVOPS} », and nothing that is no administration of systems`,
          titles.includes(newOffer(DEVOPS)) && titles.every((title) => ofItsTrade.includes(title)),
          seenIn(team),
        );
      },
    },
  ];
}
