import type { Entry } from "../ledger/entry.ts";

/** What came of one way to do harm, over all rounds. */
export interface Row {
  readonly name: string;
  readonly kind: string;
  rounds: number;
  times: number;
  lost: number;
  repeated: number;
  lies: number;
  unreadable: number;
  clear: number;
  /** It lasted over a minute, and `/readyz` did not name it. */
  silent: number;
  /** The bot did not come back, or not well. */
  down: number;
  /** Names of the reasons in `/readyz`, and in how many rounds each stood. */
  reasons: Record<string, number>;
}

/** One round, when it is over. */
export interface Round {
  readonly name: string;
  readonly kind: string;
  readonly times: number;
  readonly entries: readonly Entry[];
  readonly silent: boolean;
  readonly down: string | null;
  readonly reasons: readonly string[];
}

export type Tally = Record<string, Row>;

export function add(tally: Tally, round: Round): void {
  const { name, kind, times, entries, reasons } = round;
  const row = rowOf(tally, name, kind);
  const count = (of: Entry["kind"]): number => entries.filter((entry) => entry.kind === of).length;
  row.rounds += 1;
  row.times += times;
  row.lost += count("lost");
  row.repeated += count("repeated");
  row.lies += count("lie");
  row.unreadable += count("unreadable");
  row.clear += count("clear");
  row.silent += round.silent ? 1 : 0;
  row.down += round.down === null ? 0 : 1;
  for (const reason of new Set(reasons)) row.reasons[reason] = (row.reasons[reason] ?? 0) + 1;
}

const COUNTS = [
  ...(["rounds", "times", "lost", "repeated", "lies"] as const),
  ...(["unreadable", "clear", "silent", "down"] as const),
];

/** Adds one tally to another, which may be of before something was counted. */
export function merge(sum: Tally, more: Tally): void {
  for (const from of Object.values(more)) {
    const row = rowOf(sum, from.name, from.kind);
    for (const key of COUNTS) row[key] = (row[key] ?? 0) + (from[key] ?? 0);
    for (const [reason, rounds] of Object.entries(from.reasons))
      row.reasons[reason] = (row.reasons[reason] ?? 0) + rounds;
  }
}

export function isClean(tally: Tally): boolean {
  return Object.values(tally).every(
    ({ lost, repeated, lies, unreadable, clear, silent, down }) =>
      lost + repeated + lies + unreadable + clear + silent + down === 0,
  );
}

/** How often something of a kind was done. */
export function timesOf(tally: Tally, kind: string): number {
  return Object.values(tally).reduce((sum, row) => sum + (row.kind === kind ? row.times : 0), 0);
}

function rowOf(tally: Tally, name: string, kind: string): Row {
  const known = tally[name];
  if (known) return known;
  const row: Row = {
    name,
    kind,
    rounds: 0,
    times: 0,
    lost: 0,
    repeated: 0,
    lies: 0,
    unreadable: 0,
    clear: 0,
    silent: 0,
    down: 0,
    reasons: {},
  };
  tally[name] = row;
  return row;
}
