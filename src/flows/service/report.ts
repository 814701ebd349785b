import type {
  Clock,
  CommandOutcome,
  DeliveryState,
  GivenUp,
  IncidentKind,
  SlowDisk,
  Transaction,
  WaitingLine,
} from "../../ports/index.ts";
import type { PlaceState } from "../../rooms/subscription.ts";
import { messageOf } from "../../text/thrown.ts";
import type { Census } from "./census.ts";
import type { Reason } from "./health.ts";
import { incidentReasons } from "./incidents.ts";
import { type KeysReport, keysNotes, NO_KEYS } from "./keysReport.ts";
import { SLOW_DISK_REMEDY, STORE_REMEDY } from "./remedies.ts";
import type { Figures } from "./tally.ts";
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
  readonly keys: KeysReport;
  /** Commands by what became of them, as far back as they are kept (30 days). */
  readonly commands: Readonly<Partial<Record<CommandOutcome | "waiting", number>>>;
  /** What was done since the start. */
  readonly figures: Figures;
  /** Messages that were given up, and that nobody has seen yet. */
  readonly givenUp: number;
  /** What happened and nobody has seen yet, by kind. */
  readonly incidents: Readonly<Partial<Record<IncidentKind, number>>>;
  /** Gaps in the history of rooms that are not worked through yet. */
  readonly gaps: number;
  readonly offers: { readonly open: number; readonly closed: number };
  /** Files whose offers cannot be read. */
  readonly refusedFiles: number;
  /** Bytes. */
  readonly storeSize: number;
}

export interface ReportParts {
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
  /** The version of the account's backup of keys that is used; null while none is. */
  readonly backup: () => string | null;
  readonly offers: () => Report["offers"];
  readonly figures: () => Figures;
  readonly refusedFiles: () => number;
  readonly storeSize: () => number;
  readonly slowDisk: () => SlowDisk | null;
  /** Since when the store cannot be read, milliseconds since the epoch; kept from one look to the next. */
  readonly unreadable: { since: number | null };
  readonly census: Census;
}

/** What a report reads of the store. */
export type ReportTables = Pick<
  Transaction,
  "outbox" | "inbox" | "places" | "gaps" | "incidents" | "session" | "unopened"
>;

/**
 * Looks at everything now. `read` gives the store's tables, those of a transaction under way or of one of its own. Never
 * rejects: a store that cannot be read is a reason of its own.
 */
export async function report(
  parts: ReportParts,
  read: <T>(work: (tx: ReportTables) => Promise<T>) => Promise<T>,
): Promise<Report> {
  const now = parts.clock.now();
  const last = parts.lastSync();
  const known = await read((tx) => lookInto(tx, parts, now)).catch((error: unknown) => error);
  const reasons = [...parts.reasons()];
  const stored = known instanceof Looked ? known : new Looked();
  if (known instanceof Looked) {
    parts.unreadable.since = null;
    reasons.push(...waitingReasons(known.queue, { perSecond: parts.perSecond, now }));
    reasons.push(...givenUpReasons(known.lost), ...known.happened.reasons);
  } else {
    const what = `the store cannot be read: ${messageOf(known)}`;
    parts.unreadable.since ??= now;
    const since = new Date(parts.unreadable.since).toISOString();
    reasons.push({ name: "store", what, since, remedy: STORE_REMEDY });
  }
  const slow = parts.slowDisk();
  if (slow !== null) {
    const what = `the store's disk takes ${Math.round(slow.took / 1000)} s to keep what is written: everything waits for it, /healthz too`;
    const since = new Date(now - slow.ago).toISOString();
    reasons.push({ name: "slow store", what, since, remedy: SLOW_DISK_REMEDY });
  }
  const keys = { ...stored.keys, backup: parts.backup() };
  return {
    ready: reasons.length === 0,
    reasons,
    notes: [...parts.notes(), ...keysNotes(keys, now), ...stored.happened.notes],
    version: parts.version,
    node: parts.node,
    account: parts.account(),
    started: new Date(parts.started).toISOString(),
    syncAge: last === null ? null : Math.round((parts.clock.monotonic() - last) / 1000),
    queue: stored.queue,
    messages: stored.messages,
    rooms: stored.rooms,
    keys,
    commands: stored.commands,
    figures: parts.figures(),
    givenUp: stored.lost.reduce((sum, { rows }) => sum + rows, 0),
    incidents: stored.incidents,
    gaps: stored.gaps,
    offers: parts.offers(),
    refusedFiles: parts.refusedFiles(),
    storeSize: parts.storeSize(),
  };
}

/** The part of a report that stands in the store. */
class Looked {
  queue: readonly WaitingLine[] = [];
  lost: readonly GivenUp[] = [];
  happened = incidentReasons([]);
  incidents: Partial<Record<IncidentKind, number>> = {};
  messages: Report["messages"] = null;
  rooms: Report["rooms"] = { waiting: 0, active: 0, suspended: 0 };
  commands: Report["commands"] = {};
  keys = NO_KEYS;
  gaps = 0;
}

async function lookInto(
  tables: ReportTables,
  { census, clock }: Pick<ReportParts, "census" | "clock">,
  now: number,
): Promise<Looked> {
  const { outbox, gaps, incidents, session, unopened } = tables;
  const found = new Looked();
  found.queue = await outbox.lines(now);
  found.lost = await outbox.givenUp();
  const unseen = await incidents.unseen();
  found.happened = incidentReasons(unseen);
  for (const { kind, times } of unseen) found.incidents[kind] = (found.incidents[kind] ?? 0) + times;
  const { messages, rooms, shutRooms, commands } = await census.take(tables, clock);
  found.messages = messages;
  found.rooms = rooms;
  found.commands = commands;
  const { standing, device } = await session.keys();
  const { rows, since } = await unopened.count();
  const unopenedSince = since === null ? null : new Date(since).toISOString();
  const on = standing === "good";
  found.keys = { ...NO_KEYS, on, standing, device, shutRooms, unopened: rows, unopenedSince };
  found.gaps = (await gaps.all()).length;
  return found;
}
