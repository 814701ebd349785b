import { canonicalSchedule, FORMS } from "../schedule/schedule.ts";
import type { Settings } from "./schema.ts";

/** Reads a filter strictly: its canonical form, or what is wrong with it. */
export type ReadFilter = (filter: string) => { readonly canonical: string } | { readonly problem: string };

interface RoomProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Finds filters that cannot be read, schedules that are none, and subscriptions that are written twice. */
export function checkRooms(rooms: Settings["rooms"], readFilter: ReadFilter): RoomProblem[] {
  const problems: RoomProblem[] = [];
  const seen = new Map<string, number>();
  rooms.forEach(({ room, filter, schedule }, index) => {
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
