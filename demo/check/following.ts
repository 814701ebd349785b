import { SEEDS } from "../stage/folder.ts";
import type { Actions, ScenarioStep } from "./actions.ts";
import { expectNow } from "./expectation.ts";
import { DEVOPS, NOTIFICATIONS, NOTIFICATIONS_EDITED } from "./titles.ts";

/** Lists the steps of files that close, open, and change their text. */
export function following({
  missions,
  team,
  announced,
  about,
  seenIn,
  soon,
  rewrite,
  setOpen,
}: Actions): ScenarioStep[] {
  return [
    {
      name: "a file that closes: its announcements are struck through",
      async play() {
        const before = [missions, team].map((room) => announced(room).length);
        await setOpen(SEEDS.devops, false);
        for (const room of [missions, team]) {
          await soon(room, `« ${DEVOPS} » struck through, behind « Offre fermée »`, () =>
            about(room, DEVOPS).some(({ struck, body }) => struck && body.startsWith("Offre fermée le ")),
          );
        }
        expectNow(
          "no new announcement",
          [missions, team].every((room, index) => announced(room).length === before[index]),
          seenIn(missions),
        );
      },
    },
    {
      name: "one that opens again: a new message, the old one stays struck",
      async play() {
        await setOpen(SEEDS.devops, true);
        for (const room of [missions, team]) {
          await soon(room, `« ${DEVOPS} » struck, then a new message that it is open again`, () => {
            const [old, again] = about(room, DEVOPS);
            return (
              old?.struck === true && again?.struck === false && again.body.startsWith("📢 Offre rouverte")
            );
          });
        }
      },
    },
    {
      name: "a text that is edited: its announcement is edited",
      async play() {
        const [before] = about(missions, NOTIFICATIONS);
        await rewrite(SEEDS.notifications, (text) => text.replace(NOTIFICATIONS, NOTIFICATIONS_EDITED));
        await soon(
          missions,
          `the announcement of « ${NOTIFICATIONS} », edited to « ${NOTIFICATIONS_EDITED} »`,
          () => {
            const [after, second] = about(missions, NOTIFICATIONS_EDITED);
            return second === undefined && after?.eventId === before?.eventId && after?.edits === 1;
          },
        );
      },
    },
  ];
}
