import type { CommandOutcome, DeliveryClass, ErrorConcern, OutboxId } from "../../ports/index.ts";

/** What came of one request to send a message. `limited`: a 429; `failed`: in passing; `refused`: by its room, or for good. */
export type SendOutcome = "sent" | "limited" | "failed" | "refused" | "account";

/** Upper bounds of answer times, seconds. */
const BOUNDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] as const;
/** Answers under way that are remembered; of more than these the oldest are not measured. */
const REMEMBERED = 1000;

/** Counts since the start of the process, which only grow. Holds nothing of what was said, by whom or where. */
export interface Figures {
  readonly sends: readonly {
    readonly class: DeliveryClass;
    readonly outcome: SendOutcome;
    readonly count: number;
  }[];
  readonly commands: Readonly<Partial<Record<CommandOutcome, number>>>;
  /** From receipt to arrival, seconds. `within`: how many took so long at most, by bound. */
  readonly answers: {
    readonly within: readonly { readonly bound: number; readonly count: number }[];
    readonly sum: number;
    readonly count: number;
  };
}

/** Counts what the process does. Moments in milliseconds, of a clock that nobody sets. */
export class Tally {
  readonly #sends = new Map<string, Figures["sends"][number]>();
  readonly #commands = new Map<CommandOutcome, number>();
  readonly #within: number[] = BOUNDS.map(() => 0);
  readonly #asked = new Map<OutboxId, number>();
  #sum = 0;
  #answered = 0;

  /** A request to send was answered, or was not. */
  request(of: DeliveryClass, outcome: SendOutcome): void {
    const key = `${of} ${outcome}`;
    const count = (this.#sends.get(key)?.count ?? 0) + 1;
    this.#sends.set(key, { class: of, outcome, count });
  }

  commands(outcome: CommandOutcome, count = 1): void {
    this.#commands.set(outcome, (this.#commands.get(outcome) ?? 0) + count);
  }

  /** A reply to what came at that moment is queued. */
  asked(reply: OutboxId, at: number): void {
    this.#asked.set(reply, at);
    const [oldest] = this.#asked.keys();
    if (this.#asked.size > REMEMBERED && oldest !== undefined) this.#asked.delete(oldest);
  }

  /** A message arrived; only that of a reply whose question is remembered is measured. */
  arrived(row: OutboxId, at: number): void {
    const asked = this.#asked.get(row);
    if (asked === undefined) return;
    this.#asked.delete(row);
    const seconds = Math.max(0, at - asked) / 1000;
    this.#answered += 1;
    this.#sum += seconds;
    for (const [index, bound] of BOUNDS.entries())
      if (seconds <= bound) this.#within[index] = (this.#within[index] ?? 0) + 1;
  }

  get figures(): Figures {
    return {
      sends: [...this.#sends.values()],
      commands: Object.fromEntries(this.#commands),
      answers: {
        within: BOUNDS.map((bound, index) => ({ bound, count: this.#within[index] ?? 0 })),
        sum: this.#sum,
        count: this.#answered,
      },
    };
  }
}

export function outcomeOf(concern: ErrorConcern, status: number | null): SendOutcome {
  if (status === 429) return "limited";
  if (concern === "passing") return "failed";
  return concern === "account" || concern === "credentials" ? "account" : "refused";
}
