import { HOURS_FORM, hoursText, readHours } from "../schedule/quietHours.ts";
import { canonicalSchedule, FORMS } from "../schedule/schedule.ts";
import type { Settings } from "./schema.ts";

/** Reads a filter strictly: its canonical form, or what is wrong with it. */
export type ReadFilter = (filter: string) => { readonly canonical: string } | { readonly problem: string };

interface RoomProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Finds filters that cannot be read, schedules and quiet hours that are none, and subscriptions that are written twice. */
export function checkRooms(rooms: Settings["rooms"], readFilter: ReadFilter): RoomProblem[] {
  const problems: RoomProblem[] = [];
  const seen = new Map<string, number>();
  const quietOf = new Map<string, string>();
  rooms.forEach(({ room, filter, schedule, quiet }, index) => {
    const hours = quiet ? readHours(quiet) : null;
    if (quiet && hours === null) {
      const message = `expected hours such as ${HOURS_FORM}, found ${JSON.stringify(quiet)}`;
      problems.push({ path: ["rooms", index, "quiet"], message });
    } else if (hours !== null) {
      const other = quietOf.get(room) ?? hoursText(hours);
      quietOf.set(room, other);
      if (other !== hoursText(hours)) {
        const message = `${room} stands here with other quiet hours, ${other}; a room has one pair`;
        problems.push({ path: ["rooms", index, "quiet"], message });
      }
    }
    const read = readFilter(filter);
    if ("problem" in read) {
      problems.push({
        path: ["rooms", index, "filter"],
        message: `${read.problem}, found ${JSON.stringify(filter)}`,
      });
      return;
    }
    const canonical = canonicalSchedule(schedule);
    if (canonical === null) {
      const message = `expected ${FORMS}, found ${JSON.stringify(schedule)}`;
      problems.push({ path: ["rooms", index, "schedule"], message });
    }
    const identity = JSON.stringify([room, read.canonical, canonical ?? schedule]);
    const first = seen.get(identity);
    if (first === undefined) seen.set(identity, index);
    else {
      const message = `${room} stands here twice with the same filter and schedule (see rooms.${first}); remove one`;
      problems.push({ path: ["rooms", index, "room"], message });
    }
  });
  return problems;
}
