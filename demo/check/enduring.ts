import { rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SEEDS } from "../stage/folder.ts";
import type { Actions, ScenarioStep } from "./actions.ts";
import { expectNow, withinPatience } from "./expectation.ts";
import { DAMAGED, RENAMED, SYSADMIN } from "./titles.ts";

/** Interval between two questions whether a new name is known, milliseconds: a person may ask 20 times a minute. */
const ASK_EVERY = 1000;

/** Lists the steps of what must not disturb a room: a new name, a damaged text, a restart. */
export function enduring({
  folder,
  missions,
  bot,
  about,
  seenIn,
  soon,
  ask,
  expectAnswer,
  setOpen,
  silently,
  quiet,
}: Actions): ScenarioStep[] {
  return [
    {
      name: "a file that is renamed: not a word",
      play: () =>
        silently("nothing new and nothing edited", async () => {
          await rename(join(folder.offers, SEEDS.sysadmin), join(folder.offers, `${RENAMED}.md`));
          await withinPatience(`« !offre ${RENAMED} » to show its card`, async (signal) => {
            while (!(await ask(`!offre ${RENAMED}`)).includes(SYSADMIN)) {
              await sleep(ASK_EVERY, undefined, { signal });
            }
          });
        }),
    },
    {
      name: "the damaged offer opens: announced, its text repaired",
      async play() {
        await setOpen(SEEDS.damaged, true);
        await soon(missions, `« ${DAMAGED} » announced`, () => about(missions, DAMAGED).length === 1);
        const [announcement] = about(missions, DAMAGED);
        const card = await ask("!offre", announcement?.eventId);
        expectNow("its card with « l’équipe Tchap »", /l['’]équipe Tchap/.test(card), () => card);
        expectNow("no damaged letter", !/[√©‚]/u.test(`${announcement?.body}${card}`), () => card);
      },
    },
    {
      name: "the bot starts again: nothing is repeated",
      play: () =>
        silently("nothing new and nothing edited", async () => {
          await bot.restart();
          await quiet("a bot that is well again");
          expectAnswer("a list of five offers", await ask("!offres"), "5 offres ouvertes");
          const [renamed, second] = about(missions, SYSADMIN);
          expectNow(
            `« ${SYSADMIN} » as it was announced before its file was renamed`,
            renamed?.struck === false && renamed.edits === 0 && second === undefined,
            seenIn(missions),
          );
        }),
    },
  ];
}
