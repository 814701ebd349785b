import type { Releases } from "../../src/flows/service/releases.ts";
import type { Screen } from "../../src/terminal/screen.ts";
import { shortPath } from "../stage/folder.ts";
import { Onlooker } from "../stage/onlooker.ts";
import { Runner, type Stage } from "../stage/stage.ts";
import { Unexpected } from "./expectation.ts";
import { scenario } from "./scenario.ts";

export interface PlayOptions {
  readonly stage: Stage;
  /** The moment at which setting the stage began, by `performance.now()`. */
  readonly started: number;
  readonly screen: Screen;
  readonly releases: Releases;
  readonly signal: AbortSignal;
}

/** Plays the scenario and tells of each step, up to the first that fails. @returns whether all went as it should */
export async function playScenario(options: PlayOptions): Promise<boolean> {
  const { stage, started, screen, releases, signal } = options;
  const onlooker = new Onlooker(stage.scene.agent, () => {});
  const bot = await Runner.start(stage, releases);
  const interrupted = new Promise<never>((_resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  screen.print(`${screen.paint("bold", "✓")} homeserver, accounts, rooms and bot (${since(started)})`);

  const steps = scenario({ stage, onlooker, bot });
  let done = 0;
  for (const { name, play } of steps) {
    const began = performance.now();
    try {
      await Promise.race([play(), bot.current.failed, interrupted]);
      done += 1;
      screen.print(`${screen.paint("bold", "✓")} ${name} (${since(began)})`);
    } catch (error) {
      signal.throwIfAborted();
      screen.print(`${screen.paint("bold", "✗")} ${name} (${since(began)})`);
      if (!(error instanceof Unexpected)) throw error;
      screen.print(indented("expected:", error.expected));
      screen.print(indented("seen:", error.seen));
      screen.print(`  the bot's log: ${shortPath(stage.folder.log)}`);
      break;
    }
  }
  screen.print(`${done} of ${steps.length} steps as they should be, in ${since(started)}`);
  return done === steps.length;
}

function indented(label: string, text: string): string {
  return [`  ${label}`, ...text.split("\n").map((line) => `    ${line}`)].join("\n");
}

function since(moment: number): string {
  return `${((performance.now() - moment) / 1000).toFixed(1)} s`;
}
