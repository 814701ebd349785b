import process from "node:process";

/** Says on stderr what is going on; stdout is for results. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A table, its columns as wide as they need. The first row is its head. */
export function printTable(title: string, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  "),
  );
  process.stdout.write(`${[title, ...lines.map((line) => `  ${line.trimEnd()}`)].join("\n")}\n`);
}

export function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}

/** A figure beside its budget. */
export function within(figure: string, budget: string, kept: boolean): string {
  return `${figure} (budget ${budget}${kept ? "" : ", MISSED"})`;
}
