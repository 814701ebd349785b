import type { Clock, CommandOutcome, DeliveryState, Store, WaitingLine } from "../../ports/index.ts";
import type { PlaceState } from "../../rooms/subscription.ts";
import { messageOf } from "../../text/thrown.ts";
import type { Reason } from "./health.ts";
import { STORE_REMEDY } from "./remedies.ts";
import { givenUpReasons, waitingReasons } from "./waiting.ts";

/** How the bot is: the one source of `/readyz`, `/metrics` and `crieur status`. Names no person and quotes no message. */
export interface Report {
  readonly ready: boolean;
  /** Why it does not do its work. */
  readonly reasons: readonly Reason[];
  /** Troubles that concern single rooms only. */
  readonly notes: readonly Reason[];
  readonly version: string;
  readonly node: string;
  /** The account; null until it is reached. */
  readonly account: string | null;
  /** When the process began, ISO 8601 in UTC. */
  readonly started: string;
  /** Seconds since the last good sync; null before the first. */
  readonly syncAge: number | null;
  /** What waits and could go. */
  readonly queue: readonly WaitingLine[];
  /** Messages by state since the store began, as far as it keeps them; null while it cannot be read. */
  readonly messages: Readonly<Record<DeliveryState, number>> | null;
  readonly rooms: Readonly<Record<PlaceState, number>>;
  /** Commands by what became of them, as far back as they are kept (30 days). */
  readonly commands: Readonly<Partial<Record<CommandOutcome | "waiting", number>>>;
  /** Milliseconds from the receipt of a command to the arrival of its answer, of the last hundred; in no order. */
  readonly answerTimes: readonly number[];
  /** Gaps in the history of rooms that are not worked through yet. */
  readonly gaps: number;
  readonly offers: { readonly open: number; readonly closed: number };
  /** Files whose offers cannot be read. */
  readonly refusedFiles: number;
  /** Bytes. */
  readonly storeSize: number;
}

export interface ReportParts {
  readonly store: Store;
  readonly version: string;
  readonly node: string;
  /** What is known without the store. */
  readonly reasons: () => readonly Reason[];
  readonly notes: () => readonly Reason[];
  readonly account: () => string | null;
  readonly started: number;
  readonly clock: Clock;
  /** On the monotonic clock. */
  readonly lastSync: () => number | null;
  /** How many messages may go each second. */
  readonly perSecond: number;
  readonly offers: () => Report["offers"];
  readonly refusedFiles: () => number;
  readonly storeSize: () => number;
}

/** Looks at everything now. Never rejects: a store that cannot be read is a reason of its own. */
export async function report(parts: ReportParts): Promise<Report> {
  const now = parts.clock.now();
  const last = parts.lastSync();
  const known = await lookInto(parts, now).catch((error: unknown) => error);
  const reasons = [...parts.reasons()];
  const stored = known instanceof Looked ? known : new Looked();
  if (known instanceof Looked) {
    reasons.push(...waitingReasons(known.queue, { perSecond: parts.perSecond, now }));
    reasons.push(...known.givenUp);
  } else {
    const what = `the store cannot be read: ${messageOf(known)}`;
    reasons.push({ name: "store", what, since: new Date(now).toISOString(), remedy: STORE_REMEDY });
  }
  return {
    ready: reasons.length === 0,
    reasons,
    notes: parts.notes(),
    version: parts.version,
    node: parts.node,
    account: parts.account(),
    started: new Date(parts.started).toISOString(),
    syncAge: last === null ? null : Math.round((parts.clock.monotonic() - last) / 1000),
    queue: stored.queue,
    messages: stored.messages,
    rooms: stored.rooms,
    commands: stored.commands,
    answerTimes: stored.answerTimes,
    gaps: stored.gaps,
    offers: parts.offers(),
    refusedFiles: parts.refusedFiles(),
    storeSize: parts.storeSize(),
  };
}

/** The part of a report that stands in the store. */
class Looked {
  queue: readonly WaitingLine[] = [];
  givenUp: readonly Reason[] = [];
  messages: Report["messages"] = null;
  rooms: Record<PlaceState, number> = { waiting: 0, active: 0, suspended: 0 };
  commands: Report["commands"] = {};
  answerTimes: readonly number[] = [];
  gaps = 0;
}

function lookInto({ store }: Pick<ReportParts, "store">, now: number): Promise<Looked> {
  return store.read(async ({ outbox, inbox, places, gaps }) => {
    const found = new Looked();
    found.queue = await outbox.lines(now);
    found.givenUp = givenUpReasons(await outbox.givenUp());
    found.messages = await outbox.counts();
    for (const { state } of await places.all()) found.rooms[state] += 1;
    found.commands = await inbox.counts();
    found.answerTimes = await inbox.answerTimes(100);
    found.gaps = (await gaps.all()).length;
    return found;
  });
}
