import type { UserId } from "./identifiers.ts";

/** Per person, over all rooms (DESIGN §12). */
export const COMMANDS_PER_MINUTE = 20;
const MINUTE = 60_000;

/** `notice`: say once that it is too much; `silence`: until a minute holds few enough again. */
export type Allowance = "answer" | "notice" | "silence";

/** Counts what each person asks, in a sliding minute. What is refused does not count. */
export class AskingPace {
  readonly #limit: number;
  readonly #people = new Map<UserId, { answered: number[]; warned: boolean }>();

  constructor(commandsPerMinute = COMMANDS_PER_MINUTE) {
    this.#limit = commandsPerMinute;
  }

  /** `now` in milliseconds since the epoch. */
  ask(person: UserId, now: number): Allowance {
    this.#forget(now);
    const before = this.#people.get(person);
    const answered = (before?.answered ?? []).filter((at) => at > now - MINUTE);
    if (answered.length < this.#limit) {
      // Set anew, so that the map stays in the order of the last answer.
      this.#people.delete(person);
      this.#people.set(person, { answered: [...answered, now], warned: false });
      return "answer";
    }
    this.#people.set(person, { answered, warned: true });
    return before?.warned ? "silence" : "notice";
  }

  /** Whoever was not answered for a minute is not remembered. */
  #forget(now: number): void {
    for (const [person, { answered }] of this.#people) {
      if ((answered.at(-1) ?? 0) > now - MINUTE) return;
      this.#people.delete(person);
    }
  }
}
