/** A reason why the bot does not do its work, or does less than it should. */
export interface Reason {
  readonly name: string;
  /** What is wrong, in words for an operator. */
  readonly what: string;
  /** Since when, ISO 8601 in UTC. */
  readonly since: string;
  /** What an operator can do, or that waiting is enough. */
  readonly remedy: string;
}

/** For a trouble whose cause nobody foresaw. */
const LOOK_INTO_THE_LOG =
  "look into the log for its cause; it is tried again without help, and `docs/exploitation.md` names the usual remedies";

/**
 * The reasons why the bot does not do its work, each under its own name. A reason keeps the moment of its first
 * appearance as long as it stands, whatever becomes of its words.
 */
export class Health {
  readonly #reasons = new Map<string, Reason>();
  readonly #onChange: (name: string, what: string | null) => void;
  readonly #now: () => number;

  /** `onChange` hears each reason once, when it appears, changes or goes (`null`). */
  constructor(
    onChange: (name: string, what: string | null) => void = () => {},
    now: () => number = Date.now,
  ) {
    this.#onChange = onChange;
    this.#now = now;
  }

  /** `from`: when it began, milliseconds since the epoch, where that was before anybody could say so. */
  red(name: string, what: string, remedy = LOOK_INTO_THE_LOG, from = this.#now()): void {
    const before = this.#reasons.get(name);
    if (before?.what === what && before.remedy === remedy) return;
    const since = before?.since ?? new Date(from).toISOString();
    this.#reasons.set(name, { name, what, since, remedy });
    if (before?.what !== what) this.#onChange(name, what);
  }

  green(name: string): void {
    if (this.#reasons.delete(name)) this.#onChange(name, null);
  }

  get reasons(): Reason[] {
    return [...this.#reasons.values()];
  }
}
