import type { UserId } from "./identifiers.ts";

/** The most that one person is answered, over all rooms (docs/design.md §12). */
export const COMMANDS_PER_MINUTE = 20;
const MINUTE = 60_000;

/**
 * The bot's answer to how much somebody asks. `notice`: say once that it is too much; `silence`: until a minute holds
 * few enough again.
 */
export type Allowance = "answer" | "notice" | "silence";

/**
 * Limits the commands of each person, in a sliding minute. A command that is refused does not count. Held in memory.
 */
export class CommandLimiter {
  readonly #limit: number;
  readonly #people = new Map<UserId, { answered: number[]; warned: boolean }>();

  constructor(commandsPerMinute = COMMANDS_PER_MINUTE) {
    this.#limit = commandsPerMinute;
  }

  /** Counts a command. `now`: milliseconds by a clock that nobody sets. */
  ask(person: UserId, now: number): Allowance {
    this.#forget(now);
    const before = this.#people.get(person);
    const answered = (before?.answered ?? []).filter((at) => at > now - MINUTE);
    if (answered.length < this.#limit) {
      // Deleted and set anew, so that the map stays in the order of the last answer.
      this.#people.delete(person);
      this.#people.set(person, { answered: [...answered, now], warned: false });
      return "answer";
    }
    this.#people.set(person, { answered, warned: true });
    return before?.warned ? "silence" : "notice";
  }

  /** Whether the next command of a person is passed over in silence, as things stand; counts nothing. */
  isSilenced(person: UserId, now: number): boolean {
    const known = this.#people.get(person);
    if (!known?.warned) return false;
    return known.answered.filter((at) => at > now - MINUTE).length >= this.#limit;
  }

  /** Forgets the people who were not answered for a minute: the map stays small. */
  #forget(now: number): void {
    for (const [person, { answered }] of this.#people) {
      if ((answered.at(-1) ?? 0) > now - MINUTE) return;
      this.#people.delete(person);
    }
  }
}
