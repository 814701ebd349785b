import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bodyOf } from "../../synapse/timeline.ts";
import { SEEDS } from "../stage/folder.ts";
import type { Onlooker } from "../stage/onlooker.ts";
import type { DemoRoom } from "../stage/scene.ts";
import type { Runner, Stage } from "../stage/stage.ts";
import { type Announcement, announcementsIn, titlesOf, told } from "./announcements.ts";
import { expectNow, expectSoon, withinPatience } from "./expectation.ts";

export interface Step {
  readonly name: string;
  /** Throws `Unexpected`. */
  play(): Promise<void>;
}

export interface ScenarioOptions {
  readonly stage: Stage;
  readonly onlooker: Onlooker;
  readonly bot: Runner;
}

const DEVOPS = "Architecte Système / DevOps (H/F)";
const SYSADMIN = "Administrat.eur.rice système avec des connaissances de développement";
const DEVELOPERS = "8 développeurs/ses";
const NOTIFICATIONS = "Développeuse Principale - Développeur Principal";
const NOTIFICATIONS_EDITED = "Développeuse Principale ou Développeur Principal";
const DAMAGED = "2 Dev Senior Tchap Web et Tchap ID / NodeJS ou Django (H/F)";
const RENAMED = "2021-06-15-tchap-adminsys-nouveau-nom";
/** Interval between two questions whether a new name is known, milliseconds: a person may ask 20 times a minute. */
const ASK_EVERY = 1000;

/** Lists the steps of `demo --check`, the abilities that everything else rests on; each step builds on those before. */
export function scenario({ stage, onlooker, bot }: ScenarioOptions): Step[] {
  const { folder, scene } = stage;
  const { missions, team, agent } = scene;

  const announced = (room: DemoRoom): Announcement[] => announcementsIn(onlooker, room, scene.bot.userId);
  const about = (room: DemoRoom, title: string): Announcement[] =>
    announced(room).filter(({ body }) => body.split("\n", 1)[0]?.endsWith(title));
  const seenIn = (room: DemoRoom) => (): string => told(announced(room));
  const soon = (room: DemoRoom, expected: string, condition: () => boolean): Promise<void> =>
    expectSoon(onlooker, `${expected} in « ${room.name} »`, condition, seenIn(room));

  /** Asks as the agent, and returns the text of the bot's answer. */
  const ask = async (text: string, replyTo?: string): Promise<string> => {
    const said = await agent.say(missions.id, text, replyTo === undefined ? {} : { replyTo });
    const answered = (): boolean => onlooker.replyTo(said) !== undefined;
    await expectSoon(onlooker, `an answer to « ${text} »`, answered, () => "none");
    const answer = onlooker.replyTo(said);
    return answer === undefined ? "" : bodyOf(answer);
  };
  const expectAnswer = (expected: string, answer: string, ...parts: readonly string[]): void =>
    expectNow(
      expected,
      parts.every((part) => answer.includes(part)),
      () => answer,
    );

  /** Changes an offer's file: written beside and renamed into place, as careful programs do. */
  const rewrite = async (name: string, change: (text: string) => string): Promise<void> => {
    const file = join(folder.offers, name);
    await writeFile(`${file}.tmp`, change(await readFile(file, "utf8")));
    await rename(`${file}.tmp`, file);
  };
  const setOpen = (name: string, open: boolean): Promise<void> =>
    rewrite(name, (text) => text.replace(`open: ${!open}`, `open: ${open}`));

  /** Does work that must not change the rooms' announcements, down to each edit. */
  const silently = async (expected: string, work: () => Promise<void>): Promise<void> => {
    const before = [missions, team].map((room) => told(announced(room)));
    await work();
    const after = [missions, team].map((room) => told(announced(room)));
    expectNow(
      expected,
      before.every((text, index) => text === after[index]),
      () => after.join("\n"),
    );
  };

  const fresh = (title: string): string => `📢 Nouvelle offre\u00a0: ${title}`;

  return [
    {
      name: `« ${missions.name} » hears of the four open offers`,
      async play() {
        await soon(missions, "four announcements", () => announced(missions).length >= 4);
        await withinPatience("a bot with nothing more to say", (signal) =>
          onlooker.untilQuiet(bot.current, [missions.id, team.id], signal),
        );
        const expected = [DEVELOPERS, SYSADMIN, DEVOPS, NOTIFICATIONS].map(fresh);
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
        const ofItsTrade = [DEVOPS, SYSADMIN].map(fresh);
        const titles = titlesOf(announced(team));
        expectNow(
          `« ${DEVOPS} », and nothing that is no administration of systems`,
          titles.includes(fresh(DEVOPS)) && titles.every((title) => ofItsTrade.includes(title)),
          seenIn(team),
        );
      },
    },
    {
      name: "!offres devops finds the architect first",
      async play() {
        const answer = await ask("!offres devops");
        expectAnswer(`a list that begins with « ${DEVOPS} »`, answer, `\n1. ${DEVOPS}\n`);
      },
    },
    {
      name: "!offre 1 shows its card",
      async play() {
        const answer = await ask("!offre 1");
        expectAnswer(`the card of « ${DEVOPS} »`, answer, DEVOPS, "candidatures-dinum@pm.gouv.fr");
      },
    },
    {
      name: "!offre in reply to an announcement shows its card",
      async play() {
        const [announcement] = about(missions, NOTIFICATIONS);
        const answer = await ask("!offre", announcement?.eventId);
        expectAnswer(
          `the card of « ${NOTIFICATIONS} »`,
          answer,
          NOTIFICATIONS,
          "beatrice.mercier@beta.gouv.fr",
        );
      },
    },
    {
      name: "a file that closes: its announcements are struck through",
      async play() {
        const before = [missions, team].map((room) => announced(room).length);
        await setOpen(SEEDS.devops, false);
        for (const room of [missions, team]) {
          await soon(room, `« ${DEVOPS} » struck through, with « Offre fermée »`, () =>
            about(room, DEVOPS).some(({ struck, body }) => struck && body.includes("\nOffre fermée le ")),
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
          await withinPatience("a bot that is well again", (signal) =>
            onlooker.untilQuiet(bot.current, [missions.id, team.id], signal),
          );
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
