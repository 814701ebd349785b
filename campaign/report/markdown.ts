import type { Row, Tally } from "./tally.ts";
import { timesOf } from "./tally.ts";

/** The table of a campaign, for `docs/fiabilite.md`. `encrypted`: with what only encrypted rooms can show. */
export function markdown(tally: Tally, { encrypted = false } = {}): string {
  const counts = encrypted ? [...CLEAR, ...SEALED] : CLEAR;
  const head = ["fault", "times", "rounds", ...counts, "`/readyz` meanwhile (rounds)", "afterwards"];
  const rows = Object.values(tally);
  const sum = (of: (row: Row) => number): number => rows.reduce((before, row) => before + of(row), 0);
  const total = [
    `**${timesOf(tally, "kill")} kills, ${timesOf(tally, "fault")} faults, ${timesOf(tally, "trouble")} troubles**`,
    ...[sum(({ times }) => times), sum(({ rounds }) => rounds)],
    ...counts.map((count) => sum((row) => row[count])),
    ...["", ""],
  ];
  const aligned = head.map((_, at) => (at === 0 || at > counts.length + 2 ? "---" : "---:"));
  return [head, aligned, ...rows.map((row) => cellsOf(row, counts)), total]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

const CLEAR = ["lost", "repeated", "lies"] as const;
const SEALED = ["unreadable", "clear"] as const;
type Count = (typeof CLEAR | typeof SEALED)[number];

function cellsOf(row: Row, counts: readonly Count[]): (string | number)[] {
  const { name, times, rounds, silent, down } = row;
  const after = down > 0 ? `not well ${down} times` : "green";
  const said = reasonsOf(row);
  const silence = silent > 0 ? ` (**silent ${silent} times**)` : "";
  return [name, times, rounds, ...counts.map((count) => row[count]), said + silence, after];
}

function reasonsOf({ reasons }: Row): string {
  const named = Object.entries(reasons).sort(([, one], [, other]) => other - one);
  return named.length === 0 ? "–" : named.map(([reason, rounds]) => `\`${reason}\` ${rounds}`).join(", ");
}
