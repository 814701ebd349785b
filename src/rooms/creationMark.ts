import type { Untrusted } from "../text/untrusted.ts";

const FIELD = "fr.gouv.beta.crieur.direct";
const MARK_LIMIT = 100;

/** What stands in the creation of a room with this mark. */
export function creationOf(mark: string): Readonly<Record<string, string>> {
  return { [FIELD]: mark };
}

/** The mark in a `m.room.create`, whoever made it; null where there is none. */
export function markIn(creation: Untrusted): string | null {
  const { [FIELD]: mark } = creation;
  return typeof mark === "string" && mark.length <= MARK_LIMIT ? mark : null;
}
