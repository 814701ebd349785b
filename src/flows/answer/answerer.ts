import type { Command } from "../../ports/index.ts";
import type { BackgroundWork, Rest } from "../service/loop.ts";
import { WakeSignal } from "../service/wakeSignal.ts";
import { type AnswerParts, answer } from "./answer.ts";
import { holdAt } from "./lateness.ts";

export interface AnswererParts extends AnswerParts {
  /** A reply is queued. */
  readonly onAnswer: () => void;
}

/** Commands read from the inbox at a time. */
const BATCH = 50;
const MONTH = 30 * 24 * 3_600_000;

/** Answers what waits in the inbox, in the order it was sent. */
export class Answerer implements BackgroundWork {
  readonly name = "inbox";
  readonly trouble = "commands cannot be answered";
  readonly wakeSignal = new WakeSignal();
  readonly #parts: AnswererParts;

  constructor(parts: AnswererParts) {
    this.#parts = parts;
  }

  wake(): void {
    this.wakeSignal.wake();
  }

  firstRest(): Rest {
    return 0;
  }

  async turn(signal: AbortSignal): Promise<Rest> {
    const commands = await this.#waiting(BATCH);
    const failures = await this.#answerAll(commands, signal);
    // A command that cannot be stored holds up no other: it is told when all have had their turn.
    if (failures.length > 0 && !signal.aborted) throw failures[0];
    return commands.length === BATCH ? 0 : null;
  }

  /** Lists, answered commands and their answers go after 30 days (docs/design.md §12). */
  async prune(): Promise<void> {
    const before = this.#parts.clock.now() - MONTH;
    await this.#parts.store.write(async (tx) => {
      await tx.inbox.prune(before);
      await tx.lists.prune(before);
      await tx.outbox.pruneReplies(before);
    });
  }

  /** Tells whether every command has been answered. */
  async isIdle(): Promise<boolean> {
    return (await this.#waiting(1)).length === 0;
  }

  #waiting(limit: number): Promise<Command[]> {
    const { store, clock } = this.#parts;
    return store.read((tx) => tx.inbox.waiting(limit, holdAt(clock.now())));
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
}
