import type { UserId } from "../../rooms/identifiers.ts";

/** What the terminal of `crieur verify` says to the bot, under the name of their talk. */
export interface TalkWord {
  readonly talk: string;
  /**
   * `begin`: with whom, or with whoever asks (null). `look`: how it stands. `accept` and `decline`: what somebody asked for.
   * `match` and `mismatch`: the emoji. `leave`: the operator has gone.
   */
  readonly say: "begin" | "look" | "accept" | "decline" | "match" | "mismatch" | "leave";
  readonly user: UserId | null;
}

/**
 * How a talk ended. `already`: nothing was to be done. `mismatch`: the emoji differ, as we said or they did. `cancelled`: by
 * the other side, with its code as `why`. `nobody`: nobody asked, or nobody answered. `elsewhere`: another session answered.
 * `lost`: the bot's keys were opened anew meanwhile. `left`: the operator did not answer. `refused`: the homeserver does not
 * take its words, `why`. `busy`: another talk is under way. `not reached`: the bot has not reached its account yet. `no keys`: it
 * has none that its account has signed. `no identity`, `no session`, `no room`: there is nobody, or no direct room, to ask.
 */
export interface TalkEnd {
  readonly end:
    | "verified"
    | "already"
    | "mismatch"
    | "cancelled"
    | "timeout"
    | "nobody"
    | "elsewhere"
    | "lost"
    | "left"
    | "refused"
    | "busy"
    | "not reached"
    | "no keys"
    | "no identity"
    | "no session"
    | "no room";
  readonly why: string;
}

/** What the terminal shows now. */
export type TalkView =
  | { readonly step: "waiting" }
  | { readonly step: "asked"; readonly user: UserId; readonly device: string | null }
  | { readonly step: "agreeing"; readonly user: UserId; readonly device: string | null }
  | { readonly step: "compare"; readonly user: UserId; readonly emoji: readonly number[] }
  | { readonly step: "confirming"; readonly user: UserId }
  | {
      readonly step: "over";
      readonly end: TalkEnd["end"];
      readonly why: string;
      readonly user: UserId | null;
    };

const WORDS: ReadonlySet<unknown> = new Set<TalkWord["say"]>([
  "begin",
  "look",
  "accept",
  "decline",
  "match",
  "mismatch",
  "leave",
]);

/** Reads what came over the wire; null for what is no word of a talk. */
export function readWord(said: unknown): TalkWord | null {
  if (typeof said !== "object" || said === null) return null;
  const { talk, say, user = null } = said as Record<string, unknown>;
  const known = typeof talk === "string" && talk !== "" && talk.length < 100 && WORDS.has(say);
  return known && (user === null || typeof user === "string") ? (said as TalkWord) : null;
}
