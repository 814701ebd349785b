import type { KeysStanding } from "../../ports/index.ts";
import type { Reason } from "./health.ts";

/** How encrypted rooms are served. */
export interface KeysReport {
  /** Whether anything is read and said there. */
  readonly on: boolean;
  readonly standing: KeysStanding;
  /** The device of that standing, which its account has signed where it is good; null before the first start. */
  readonly device: string | null;
  /** The version of the account's backup of keys that is used; null while none is. */
  readonly backup: string | null;
  /** Rooms that are left out because they are encrypted. */
  readonly shutRooms: number;
  /** Messages whose key has not come yet, and since when the oldest waits, ISO 8601 in UTC. */
  readonly unopened: number;
  readonly unopenedSince: string | null;
}

export const NO_KEYS: KeysReport = {
  ...{ on: false, standing: "none", device: null, backup: null },
  ...{ shutRooms: 0, unopened: 0, unopenedSince: null },
};

/** What waits for its key is named after so long, milliseconds. */
const NAMED_AFTER = 60_000;

/** What to say of encrypted rooms beside reasons that have their own names. `now`: milliseconds since the epoch. */
export function keysNotes(keys: KeysReport, now: number): Reason[] {
  const { standing, shutRooms, unopened, unopenedSince } = keys;
  const notes: Reason[] = [];
  if (shutRooms > 0 && standing !== "stale") {
    const why =
      standing === "good"
        ? "in a way that is not known here"
        : "and this device is not signed by its account";
    notes.push({
      name: "encrypted rooms",
      what: `rooms in which nothing is read or said, because they are encrypted, ${why}: ${shutRooms}`,
      since: new Date(now).toISOString(),
      remedy:
        standing === "good"
          ? "use rooms that a current client has encrypted, or that are not"
          : "stop the bot, run `npx crieur login` with the account's recovery code, and start it again (docs/chiffrement.md)",
    });
  }
  const waited = unopenedSince === null ? 0 : now - Date.parse(unopenedSince);
  if (unopenedSince !== null && waited >= NAMED_AFTER)
    notes.push({
      name: "keys awaited",
      what: `messages that cannot be opened, because their keys have not come: ${unopened}, the oldest for ${Math.round(waited / 1000)} s`,
      since: unopenedSince,
      remedy:
        "nothing: their senders' clients may still send them, the backup is asked, and after ten minutes the rooms are told",
    });
  return notes;
}

/** One line for operators. */
export function keysLine({ standing, device, backup, shutRooms, unopened }: KeysReport): string {
  const waiting = unopened === 0 ? "" : `; ${unopened} messages wait for their key`;
  if (standing === "good")
    return `device ${device} signed by its account, ${backup === null ? "no backup" : `backup ${backup}`}${waiting}`;
  const left = shutRooms === 0 ? "" : `, ${shutRooms} rooms left out`;
  return standing === "stale"
    ? `of device ${device} used up${left}; \`npx crieur login\` makes another`
    : `none signed: encrypted rooms are left out${shutRooms === 0 ? "" : ` (${shutRooms})`}; \`npx crieur login\``;
}
