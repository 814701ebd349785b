import type { Change } from "../../offers/catalogue.ts";
import { isMass } from "../../offers/tracking/missing.ts";
import { Mendable } from "../../ports/index.ts";
import { type AnnounceParts, type AnnounceTables, announce } from "../announce/announce.ts";

/** What a change of `offers.fields` or `offers.open` did to offers that nobody touched, in numbers of offers. */
export interface Reread {
  /** Taken as told; queued where `firstRun` is `announce`. */
  readonly opened: number;
  /** Say something else now, and no message is edited for it. */
  readonly changed: number;
  readonly closed: number;
}

export function rereadOf(changes: readonly Change[]): Reread {
  const count = (...kinds: readonly Change["change"][]) =>
    changes.filter(({ change }) => kinds.includes(change)).length;
  return { opened: count("published", "reopened"), changed: count("edited"), closed: count("closed") };
}

/**
 * Tells rooms what a change of conventions did. What opened by it is no news, as on a first run; what it shows otherwise
 * is no edit that anybody made. What closed by it did close: its messages would go on promising it.
 */
export async function announceReread(
  tx: AnnounceTables,
  changes: readonly Change[],
  parts: Omit<AnnounceParts, "mode">,
  firstRun: "silent" | "announce",
): Promise<void> {
  const opened = changes.filter(({ change }) => change === "published" || change === "reopened");
  const edited = changes.filter(({ change }) => change === "edited");
  const others = changes.filter((change) => !opened.includes(change) && !edited.includes(change));
  await announce(tx, opened, { ...parts, mode: firstRun });
  await announce(tx, edited, { ...parts, mode: "silent" });
  await announce(tx, others, { ...parts, mode: "announce" });
}

/**
 * Throws when a change of conventions would close more offers than anybody closes at once: a slip in a rule must not
 * strike what rooms were told. `open`: how many stood open before.
 */
export function refuseMassClosing({ closed }: Reread, open: number): void {
  if (!isMass(closed, open)) return;
  throw new Mendable(
    "configuration",
    `by the new offers.fields or offers.open ${closed} of ${open} open offers would close at once, so nothing was changed; mend these keys, or, if that is meant, run: npx crieur scan --accept-removals`,
  );
}
