import { codeOf } from "../../text/thrown.ts";

/** What SQLite says of the data that it was given; its other errors say that the store is ill. */
const OF_THE_DATA = /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/;

/** Whether a work failed because the store is ill (a full disk, a damaged file), and not because of what it was about. */
export function isOfTheStore(error: unknown): boolean {
  const code = codeOf(error);
  return code?.startsWith("SQLITE_") === true && !OF_THE_DATA.test(code);
}
