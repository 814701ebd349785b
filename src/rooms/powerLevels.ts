import { asObject, type Untrusted } from "../text/untrusted.ts";
import { isUserId, type UserId } from "./identifiers.ts";
import type { PowerLevels } from "./room.ts";

/** Power levels are integers; rooms before version 10 also take them written as strings. */
function level(value: unknown): number | null {
  if (typeof value === "string" && /^\s{0,8}[+-]?\d{1,16}\s{0,8}$/.test(value)) return level(Number(value));
  return Number.isSafeInteger(value) ? (value as number) : null;
}

/** Reads `m.room.power_levels`; what is absent or unreadable takes Matrix's default (client-server API). */
export function readPowerLevels(content: Untrusted): PowerLevels {
  const stated = Object.entries(asObject(content.users));
  const users = stated.flatMap(([user, value]) => {
    const read = level(value);
    return read !== null && isUserId(user) ? [[user, read] as const] : [];
  });
  const events = asObject(content.events);
  return {
    users: Object.fromEntries(users),
    usersDefault: level(content.users_default) ?? 0,
    kick: level(content.kick) ?? 50,
    eventsDefault: level(content.events_default) ?? 0,
    message: Object.hasOwn(events, "m.room.message") ? level(events["m.room.message"]) : null,
  };
}

/** A room without `m.room.power_levels`: its creator has 100, everybody else nothing. */
export function withoutPowerLevels(creator: UserId): PowerLevels {
  return { ...readPowerLevels({}), users: { [creator]: 100 } };
}

/** The level of a user in a room; creators of version 12 stand above every number. */
export function powerOf(power: PowerLevels, creators: readonly UserId[], user: UserId): number {
  if (creators.includes(user)) return Number.POSITIVE_INFINITY;
  return power.users[user] ?? power.usersDefault;
}
