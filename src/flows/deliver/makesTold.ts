import type { Decision } from "../../ports/index.ts";

/** Whether a decision is the one by which its place hears of the opening; copies and mentions in digests are not. */
export function makesTold({ kind }: Pick<Decision, "kind">): boolean {
  return kind === "published" || kind === "reopened";
}
