import type { OutboxId } from "../../ports/index.ts";
import { messageOf } from "../../text/thrown.ts";
import { RETRY_AFTER } from "../service/fate.ts";
import type { Health } from "../service/health.ts";

const REMEDY =
  "this is a fault of Crieur: report it with the log. Other messages go on; this one is tried again";

/** Rows of which the store would not take what became of them: each is left alone for a while, and named. */
export class Aside {
  readonly #until = new Map<OutboxId, number>();
  readonly #health: Pick<Health, "red" | "green">;

  constructor(health: Pick<Health, "red" | "green">) {
    this.#health = health;
  }

  /** Those that are left alone at that moment. */
  rows(now: number): OutboxId[] {
    return [...this.#until].flatMap(([row, until]) => (until > now ? [row] : []));
  }

  /** When one may be tried again, milliseconds from now; null when none waits for that. */
  untilNext(now: number): number | null {
    const moments = [...this.#until.values()].filter((until) => until > now);
    return moments.length === 0 ? null : Math.min(...moments) - now;
  }

  put(row: OutboxId, error: unknown, now: number): void {
    this.#until.set(row, now + RETRY_AFTER);
    this.#health.red(nameOf(row), `a delivery failed: ${messageOf(error)}`, REMEDY);
  }

  wentWell(row: OutboxId): void {
    if (this.#until.delete(row)) this.#health.green(nameOf(row));
  }
}

function nameOf(row: OutboxId): string {
  return `message ${row}`;
}
