import type { Row, Tally } from "./tally.ts";
import { timesOf } from "./tally.ts";

const HEAD = `| fault | times | rounds | lost | repeated | lies | \`/readyz\` meanwhile (rounds) | afterwards |
| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |`;

/** The table of a campaign, for `docs/fiabilite.md`. */
export function markdown(tally: Tally): string {
  const rows = Object.values(tally);
  const sum = (of: (row: Row) => number): number => rows.reduce((before, row) => before + of(row), 0);
  const total = [
    `**${timesOf(tally, "kill")} kills, ${timesOf(tally, "fault")} faults, ${timesOf(tally, "trouble")} troubles**`,
    ...[sum(({ times }) => times), sum(({ rounds }) => rounds)],
    ...[sum(({ lost }) => lost), sum(({ repeated }) => repeated), sum(({ lies }) => lies)],
    ...["", ""],
  ];
  return [HEAD, ...rows.map(line), `| ${total.join(" | ")} |`].join("\n");
}

function line(row: Row): string {
  const { name, times, rounds, lost, repeated, lies, silent, down } = row;
  const after = down > 0 ? `not well ${down} times` : "green";
  const said = reasonsOf(row);
  const cells = [
    name,
    times,
    rounds,
    lost,
    repeated,
    lies,
    silent > 0 ? `${said} (**silent ${silent} times**)` : said,
    after,
  ];
  return `| ${cells.join(" | ")} |`;
}

function reasonsOf({ reasons }: Row): string {
  const named = Object.entries(reasons).sort(([, one], [, other]) => other - one);
  return named.length === 0 ? "–" : named.map(([reason, rounds]) => `\`${reason}\` ${rounds}`).join(", ");
}
