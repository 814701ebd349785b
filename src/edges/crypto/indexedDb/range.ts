import { encodeKey, type Key } from "./keys.ts";

/** A range of keys; either end may be missing, and each that is there may lie outside (`open`). */
export class KeyRange {
  readonly lower: Buffer | null;
  readonly upper: Buffer | null;
  readonly lowerOpen: boolean;
  readonly upperOpen: boolean;

  constructor(lower: Buffer | null, upper: Buffer | null, lowerOpen: boolean, upperOpen: boolean) {
    this.lower = lower;
    this.upper = upper;
    this.lowerOpen = lowerOpen;
    this.upperOpen = upperOpen;
  }

  static only(key: Key): KeyRange {
    const bytes = validKey(key);
    return new KeyRange(bytes, bytes, false, false);
  }

  static bound(lower: Key, upper: Key, lowerOpen = false, upperOpen = false): KeyRange {
    const [from, to] = [validKey(lower), validKey(upper)];
    const order = Buffer.compare(from, to);
    if (order > 0 || (order === 0 && (lowerOpen || upperOpen)))
      throw new DOMException("The lower end of a range lies above its upper end.", "DataError");
    return new KeyRange(from, to, lowerOpen, upperOpen);
  }

  static lowerBound(lower: Key, open = false): KeyRange {
    return new KeyRange(validKey(lower), null, open, false);
  }
}

const EVERYTHING = new KeyRange(null, null, false, false);

/** What a query of IndexedDB names: everything where it says nothing, a range, or one key. */
export function rangeOf(query: KeyRange | Key | null | undefined): KeyRange {
  if (query === undefined || query === null) return EVERYTHING;
  return query instanceof KeyRange ? query : KeyRange.only(query);
}

/** The bytes of a key that has to be one. Throws `DataError`, as IndexedDB does. */
export function validKey(key: unknown): Buffer {
  const bytes = encodeKey(key);
  if (bytes === null) throw new DOMException("This value is no key.", "DataError");
  return bytes;
}
