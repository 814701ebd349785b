/** Parameters of one statement; SQLite takes 32,766, PostgreSQL 65,535. Fewer, longer statements gain nothing more. */
const PARAMETERS = 4000;

/** Cuts rows of so many columns into batches for one statement each. */
export function* batches<T>(rows: readonly T[], columns: number): Generator<readonly T[]> {
  const size = Math.floor(PARAMETERS / columns);
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
