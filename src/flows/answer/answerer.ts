import type { Command } from "../../ports/index.ts";
import type { Health } from "../service/health.ts";
import { Wakeable } from "../service/wakeable.ts";
import { type AnswerParts, answer } from "./answer.ts";

export interface AnswererParts extends AnswerParts {
  readonly health: Health;
  /** A reply is queued. */
  readonly onAnswer: () => void;
}

/** Commands read from the inbox at a time. */
const BATCH = 50;
/** After a fault of the store, milliseconds. */
const LOOK_AGAIN = 5000;
const MONTH = 30 * 24 * 3_600_000;

/** Answers what waits in the inbox, in the order it was sent. */
export class Answerer {
  readonly #parts: AnswererParts;
  readonly #wakeable = new Wakeable();

  constructor(parts: AnswererParts) {
    this.#parts = parts;
  }

  wake(): void {
    this.#wakeable.wake();
  }

  async run(signal: AbortSignal): Promise<void> {
    let pause: number | null = 0;
    while (!signal.aborted) {
      if (pause !== 0) await this.#wakeable.sleep(pause, signal);
      pause = await this.#turn(signal);
    }
  }

  /** Lists, answered commands and their answers go after 30 days (DESIGN §12). */
  async prune(): Promise<void> {
    const before = this.#parts.clock.now() - MONTH;
    await this.#parts.store.write(async (tx) => {
      await tx.inbox.prune(before);
      await tx.lists.prune(before);
      await tx.outbox.pruneReplies(before);
    });
  }

  /** Whether there are commands left unanswered. */
  async isIdle(): Promise<boolean> {
    return (await this.#parts.store.read((tx) => tx.inbox.waiting(1))).length === 0;
  }

  async #answerAll(commands: readonly Command[], signal: AbortSignal): Promise<unknown[]> {
    const failures: unknown[] = [];
    for (const command of commands) {
      if (signal.aborted) break;
      try {
        await answer(command, this.#parts);
        this.#parts.onAnswer();
      } catch (error) {
        failures.push(error);
      }
    }
    return failures;
  }

  /** Returns how long to sleep, milliseconds; null: until woken; 0: there is more. */
  async #turn(signal: AbortSignal): Promise<number | null> {
    const { store, health, log } = this.#parts;
    try {
      const commands = await store.read((tx) => tx.inbox.waiting(BATCH));
      const failures = await this.#answerAll(commands, signal);
      if (signal.aborted) return null;
      // One that cannot be stored holds up no other.
      if (failures.length > 0) throw failures[0];
      health.green("inbox");
      return commands.length === BATCH ? 0 : null;
    } catch (error) {
      log.error({ err: error }, "commands could not be answered; they stay in the inbox");
      health.red(
        "inbox",
        `commands cannot be answered: ${error instanceof Error ? error.message : String(error)}`,
      );
      return LOOK_AGAIN;
    }
  }
}
