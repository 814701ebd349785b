import { bodyOf } from "../../synapse/timeline.ts";
import type { Onlooker } from "../stage/onlooker.ts";
import type { DemoRoom } from "../stage/scene.ts";
import type { Runner, Stage } from "../stage/stage.ts";
import { type Announcement, announcementsIn, told } from "./announcements.ts";
import { expectNow, expectSoon, withinPatience } from "./expectation.ts";
import { offerFilesIn } from "./offerFiles.ts";

/** A step of the scenario. */
export interface ScenarioStep {
  readonly name: string;
  /** Throws `Unexpected`. */
  play(): Promise<void>;
}

export interface ScenarioOptions {
  readonly stage: Stage;
  readonly onlooker: Onlooker;
  readonly bot: Runner;
}

/** The actions of steps, and what they can look at. */
export type Actions = ReturnType<typeof actionsOn>;

/** Returns the actions of steps on a stage. */
export function actionsOn({ stage, onlooker, bot }: ScenarioOptions) {
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

  const { rewrite, setOpen } = offerFilesIn(folder.offers);

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

  /** Waits until the bot has nothing more to say. */
  const quiet = (expected: string): Promise<void> =>
    withinPatience(expected, (signal) => onlooker.untilQuiet(bot.current, [missions.id, team.id], signal));

  return {
    folder,
    missions,
    team,
    bot,
    announced,
    about,
    seenIn,
    soon,
    ask,
    expectAnswer,
    rewrite,
    setOpen,
    silently,
    quiet,
  };
}
