/** Parameters of one statement; SQLite takes 32,766, PostgreSQL 65,535. Fewer, longer statements gain nothing more. */
const PARAMETERS = 4000;
/** Each length of a batch is so many times shorter than the one before. */
const STEP = 2;

/**
 * Cuts rows of so many columns into batches for one statement each. Batches have one of a few lengths, because a
 * statement of each length stays prepared: one of 4000 parameters takes a megabyte.
 */
export function* batches<T>(rows: readonly T[], columns: number): Generator<readonly T[]> {
  let size = Math.floor(PARAMETERS / columns);
  for (let start = 0; start < rows.length; start += size) {
    while (size > rows.length - start) size = Math.floor(size / STEP) || 1;
    yield rows.slice(start, start + size);
  }
}
