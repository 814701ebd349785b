import type { Command } from "../../../ports/index.ts";

/** An edit does what its original would have done. */
export function causeOf({ event, replaces }: Pick<Command, "event" | "replaces">): Command["event"] {
  return replaces ?? event;
}
