import { Releases } from "../src/flows/service/releases.ts";
import { Mendable } from "../src/ports/mendable.ts";
import { EXIT, type ExitCode } from "../src/terminal/exitCodes.ts";
import { Screen } from "../src/terminal/screen.ts";
import type { Terminal } from "../src/terminal/terminal.ts";
import { SetupError } from "../synapse/setupError.ts";
import { playScenario } from "./check/play.ts";
import { listenForInterruption } from "./live/interruption.ts";
import { showLive } from "./live/live.ts";
import { setStage } from "./stage/stage.ts";

export interface DemoOptions {
  /** Plays a fixed scenario instead of listening to what is typed. */
  readonly check: boolean;
  /** A folder to copy offers from, instead of the checkout's. */
  readonly offers?: string | undefined;
}

/**
 * Runs the bot on a real homeserver until the person has seen enough, or until the scenario is played. Everything that
 * it started is gone when it resolves. An interruption is a good end, except of a scenario.
 *
 * @throws {Mendable} where Synapse cannot be had, or the folder of the demo or of the offers is none
 */
export async function runDemo({ check, offers }: DemoOptions, terminal: Terminal): Promise<ExitCode> {
  if (check && offers !== undefined) {
    throw new Mendable("usage", "demo --check plays on the offers of the checkout; leave --offers out.");
  }
  const interruption = listenForInterruption();
  const { signal } = interruption;
  const releases = new Releases();
  const screen = new Screen(terminal);
  const progress = (line: string): void => screen.progress(line);
  const part = (): void => {
    screen.keepBelow(null);
    screen.print(check ? "interrupted" : `\n${screen.paint("dim", "Arrêt…")}`);
  };
  signal.addEventListener("abort", part);
  try {
    const started = performance.now();
    const stage = await setStage({ check, offers, progress, releases, signal });
    if (check) {
      const passed = await playScenario({ stage, started, screen, releases, signal });
      return passed ? EXIT.fine : EXIT.wrong;
    }
    await showLive({ stage, screen, terminal, releases, onInterrupt: interruption.interrupt, signal });
    if (!signal.aborted) part();
    return EXIT.fine;
  } catch (error) {
    if (!signal.aborted) throw mendable(error);
    return check ? EXIT.wrong : EXIT.fine;
  } finally {
    signal.removeEventListener("abort", part);
    screen.finishProgress();
    await releases.all();
    interruption.release();
  }
}

/** Turns a failure of `synapse/`, which knows nothing of exit codes, into one that people can mend. */
function mendable(error: unknown): unknown {
  return error instanceof SetupError ? new Mendable("configuration", error.message, { cause: error }) : error;
}
