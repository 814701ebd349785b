/** The value that `share` of all values (0 to 1) do not exceed, by nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new RangeError("there is nothing to take a percentile of");
  return value;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
