import type { Stage } from "../stage/stage.ts";

/** One way to do harm; a row of the report. */
export interface Injection {
  readonly name: string;
  readonly kind: "kill" | "fault" | "trouble";
  /**
   * Does the harm while `act` happens, or around it; `act` is to be called at least once. Resolves with how often it
   * was done, 0 where it came to nothing, once it is over: the bot may be down then, the homeserver is up.
   */
  play(stage: Stage, act: () => Promise<void>): Promise<number>;
  /** Why it cannot be done here; null: it can. */
  impossible?(): string | null;
  /** Reasons that `/readyz` has to name while it lasts, because it lasts over a minute. */
  readonly named?: RegExp;
}
