import { upgradeRefuted, upgradeWaiting } from "../../messages/notice.ts";
import { REFUSALS } from "../../messages/refusal.ts";
import { HomeserverError } from "../../ports/index.ts";
import type { Errand } from "../../rooms/errand.ts";
import { type RoomAlias, type RoomId, serverOf } from "../../rooms/identifiers.ts";
import { askedMembers, needsMembers } from "../../rooms/members.ts";
import type { Room } from "../../rooms/room.ts";
import { unknownRoom } from "../../rooms/roomState.ts";
import type { Administrators } from "../service/administrators.ts";
import { PROBE_EVERY } from "../service/fate.ts";
import { type DirectParts, directDeedOf } from "./directDeeds.ts";
import type { Task } from "./errands.ts";
import { updatePlace } from "./place.ts";
import { settleAlias } from "./resolving.ts";

export interface DeedParts extends DirectParts {
  readonly administrators: Administrators;
  readonly onResolved: (alias: RoomAlias) => void;
}

type Of<Kind extends Errand["kind"]> = Extract<Errand, { kind: Kind }>;

const DAY = 24 * 3_600_000;
/** An invitation to the successor often comes some seconds after the tombstone: before, nobody is told. */
const TRIES_BEFORE_TOLD = 5;

/** The work of an errand. What it rejects with is judged by `Errands`. */
export function deedOf(errand: Errand, parts: DeedParts): Task["run"] {
  switch (errand.kind) {
    case "resolve":
      return () => resolve(errand, parts);
    case "join":
      return (signal, tries) => join(errand, parts, signal, tries);
    case "leave":
      return () => leave(errand, parts);
    case "askMembers":
      return () => askMembers(errand.room, parts);
    default:
      return directDeedOf(errand, parts);
  }
}

/** Asks again each day, and more often while we are not there. An answer that there is no such alias is one, too. */
async function resolve({ place, alias, arrived }: Of<"resolve">, parts: DeedParts): Promise<number> {
  const { store, homeserver, administrators, clock, onPlace, onResolved } = parts;
  try {
    const { room, servers } = await homeserver.resolve(alias);
    await store.write(async (tx) => {
      await tx.rooms.learnVia(room, servers);
      const resolving = { me: homeserver.user, administrators, now: clock.now() };
      await settleAlias(tx, { id: place.id, alias }, room, resolving);
    });
    onPlace();
    onResolved(alias);
    return arrived ? DAY : PROBE_EVERY;
  } catch (error) {
    const answered = error instanceof HomeserverError && error.status === 404;
    if (answered || place.room !== null) onResolved(alias);
    throw error;
  }
}

async function join(
  { room, admission, from }: Of<"join">,
  { store, homeserver, administrators, log }: DeedParts,
  signal: AbortSignal,
  tries: number,
): Promise<null> {
  // Before the request, so that a crash does not make us forget why we went there.
  const via = await store.write(async (tx) => {
    const known = await tx.rooms.get(room);
    // Sync showed that we came after this was decided: as pursued it would stay deaf, for nothing confirms it again.
    if (admission === "pursued" && known?.membership === "join") return null;
    // A room where we never were stays one that is pursued: left behind as welcome it would be one that put us out.
    if (admission === "welcome" ? known && known.membership !== "leave" : known?.admission !== admission) {
      await tx.rooms.save({ ...(known ?? unknownRoom(room)), admission });
      await updatePlace(tx, room, homeserver.user);
    }
    return [...(await tx.rooms.via(room)), ...(from ? await tx.rooms.via(from.id) : [])];
  });
  if (via === null) return null;
  try {
    await homeserver.join(
      room,
      [...new Set([...via, ...namedIn(room), ...(from ? namedIn(from.id) : [])])],
      signal,
    );
  } catch (error) {
    const refused = error instanceof HomeserverError && error.concern === "room";
    if (from && refused && tries >= TRIES_BEFORE_TOLD) {
      const message = upgradeWaiting(from.aliases[0] ?? from.name ?? from.id, error.message);
      await store.write((tx) => administrators.tell(tx, `upgrade:${from.id}`, message));
    }
    throw error;
  }
  log.info({ room, admission }, "joined a room");
  return null;
}

/** The server that a room id names, up to room version 11: it made the room, and may still be there. */
function namedIn(room: RoomId): string[] {
  return room.includes(":") ? [serverOf(room)] : [];
}

async function leave({ room, reason }: Of<"leave">, parts: DeedParts): Promise<number | null> {
  const { store, homeserver, administrators, log } = parts;
  try {
    // An invitation outlives whoever made it.
    if (reason === "leftOver")
      for (const { person, invited } of await homeserver.readers(room))
        if (invited) await homeserver.putOut(room, person, REFUSALS.leftOver);
    await homeserver.leave(room, REFUSALS[reason]);
  } catch (error) {
    // The homeserver's own notices: a room that nobody may leave, and that is let be.
    if (error instanceof HomeserverError && error.errcode === "M_CANNOT_LEAVE_SERVER_NOTICE_ROOM") return DAY;
    throw error;
  }
  if (reason === "notSuccessor") {
    await store.write(async (tx) => {
      for (const { id, successor, aliases, name } of await tx.rooms.all()) {
        if (successor !== room) continue;
        await administrators.tell(
          tx,
          `upgrade:${id}:${room}`,
          upgradeRefuted(aliases[0] ?? name ?? id, room),
        );
      }
    });
  }
  log.info({ room, reason }, "left or declined a room");
  return null;
}

async function askMembers(asked: Room, { store, homeserver }: DeedParts): Promise<null> {
  const members = await homeserver.members(asked.id);
  await store.write(async (tx) => {
    const room = await tx.rooms.get(asked.id);
    // Somebody may have come or gone meanwhile: then the answer may be older than what sync said.
    if (!room || room.memberCount !== asked.memberCount || !needsMembers(room)) return;
    await tx.rooms.save(askedMembers(room, members));
    await updatePlace(tx, room.id, homeserver.user);
  });
  return null;
}
