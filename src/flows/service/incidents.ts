import type { Incident, IncidentKind, Transaction } from "../../ports/index.ts";
import type { Reason } from "./health.ts";

/** How many of one kind are named one by one. */
const NAMED = 3;
const SEEN = "`npx crieur status --seen` takes note of it";

interface Telling {
  /** False: it keeps the bot from nothing, and turns nothing red. */
  readonly red: boolean;
  what(which: string, times: number): string;
  readonly remedy: string;
}

const TELLINGS: Readonly<Record<IncidentKind, Telling>> = {
  gap: {
    red: true,
    what: (which) =>
      `missed messages that the homeserver does not give, and that are asked for no more: ${which}`,
    remedy: `see in the homeserver's log why its /messages refused; who asked there meanwhile can ask again. ${SEEN}`,
  },
  position: {
    red: true,
    what: () =>
      "the homeserver did not know how far sync had come: it began anew, and what was missed is lost",
    remedy: `nothing, if its database was restored; who asked meanwhile can ask again. ${SEEN}`,
  },
  "server memory": {
    red: true,
    what: () =>
      "the homeserver does not know the last messages of this account, which it had accepted: what was said since a backup of its database is gone from the rooms",
    remedy: `if its database was put back, say there again what matters (\`!offres rattrapage 5\`); who asked meanwhile can ask again. ${SEEN}`,
  },
  "older store": {
    red: false,
    what: (which) =>
      `rooms showed announcements of which the store did not know; they were taken over: ${which}`,
    remedy: `nothing, if a backup was restored or a store lost. ${SEEN}`,
  },
  "lost setting": {
    red: false,
    what: (which, times) =>
      `requests that a newer store than this one had settled (subscriptions, pauses, alerts), and that are forgotten: ${times} (${which})`,
    remedy: `nothing: a line beside each asks to ask again; those of over a day ago are not told. ${SEEN}`,
  },
  "second bot": {
    red: true,
    what: (which, times) =>
      `another bot speaks with this account, from another store, so that rooms hear all of it twice: ${times} messages (${which})`,
    remedy: `look for a second service or container with this token, and stop it. ${SEEN}`,
  },
  command: {
    red: false,
    what: (which, times) =>
      `commands that met a fault, and were answered with an excuse: ${times} (${which})`,
    remedy: `this is a fault of Crieur: report it with the log. ${SEEN}`,
  },
  // The report names no person; whoever is not heard will ask, and the log has their name.
  "other keys": {
    red: false,
    what: (which, times) =>
      `messages that were not heard, of people whose keys have changed since they were verified: ${times} (${which})`,
    remedy: `ask them by another way whether they made new keys; then verify them again with \`npx crieur verify\`. ${SEEN}`,
  },
};

/** What happened and nobody has seen yet, a reason a kind; `notes` turn nothing red. */
export function incidentReasons(incidents: readonly Incident[]): { reasons: Reason[]; notes: Reason[] } {
  const told: { reasons: Reason[]; notes: Reason[] } = { reasons: [], notes: [] };
  for (const [kind, { red, what, remedy }] of Object.entries(TELLINGS)) {
    const alike = incidents.filter((incident) => incident.kind === kind);
    const [first] = alike;
    if (first === undefined) continue;
    const times = alike.reduce((sum, incident) => sum + incident.times, 0);
    const since = new Date(Math.min(...alike.map((incident) => incident.since))).toISOString();
    told[red ? "reasons" : "notes"].push({ name: kind, what: what(named(alike), times), since, remedy });
  }
  return told;
}

function named(incidents: readonly Incident[]): string {
  const first = incidents
    .slice(0, NAMED)
    .map(({ about, cause }) => (cause === "" ? about : `${about} (${cause})`));
  const more = incidents.length > NAMED ? ` and ${incidents.length - NAMED} more` : "";
  return `${first.join(", ")}${more}`;
}

/** An operator has seen what was given up, and what happened. */
export async function markSeen(
  { outbox, incidents }: Pick<Transaction, "outbox" | "incidents">,
  now: number,
): Promise<void> {
  await outbox.markSeen(now);
  await incidents.markSeen(now);
}
