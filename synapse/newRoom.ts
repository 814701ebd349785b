import type { JsonRecord } from "./request.ts";

/** A room as Tchap's clients make them; by default private, not encrypted, and closed to externals. */
export interface NewRoom {
  readonly name?: string;
  /** The local part of an alias: `missions` for `#missions:server`. */
  readonly alias?: string;
  readonly public?: boolean;
  /** `unrestricted` lets externals in. A direct room has the rule `direct`, whatever is said here. */
  readonly rule?: "restricted" | "unrestricted";
  /** A room of two, without name. */
  readonly direct?: boolean;
  /** Or for how many messages a key of it serves. */
  readonly encrypted?: boolean | { readonly rotation_period_msgs: number };
  /** The room version; by default the homeserver's. */
  readonly version?: string;
  readonly invite?: readonly string[];
  /** Power of members; the creator must be named too, except from room version 12 on. */
  readonly users?: Readonly<Record<string, number>>;
}

/** Returns the body of `createRoom`. */
export function roomCreation(room: NewRoom): JsonRecord {
  const state = (type: string, content: JsonRecord): JsonRecord => ({ type, state_key: "", content });
  return {
    preset: room.public === true ? "public_chat" : "private_chat",
    visibility: room.public === true ? "public" : "private",
    initial_state: [
      state("im.vector.room.access_rules", {
        rule: room.direct === true ? "direct" : (room.rule ?? "restricted"),
      }),
      // Tchap's private rooms hide what was said before someone was invited.
      ...(room.public === true
        ? []
        : [state("m.room.history_visibility", { history_visibility: "invited" })]),
      ...(room.encrypted ? [state("m.room.encryption", encryption(room.encrypted))] : []),
    ],
    ...(room.name === undefined ? {} : { name: room.name }),
    ...(room.alias === undefined ? {} : { room_alias_name: room.alias }),
    ...(room.direct === true ? { is_direct: true } : {}),
    ...(room.version === undefined ? {} : { room_version: room.version }),
    ...(room.invite === undefined ? {} : { invite: room.invite }),
    ...(room.users === undefined ? {} : { power_level_content_override: { users: room.users } }),
  };
}

function encryption(how: Exclude<NewRoom["encrypted"], undefined>): JsonRecord {
  return { algorithm: "m.megolm.v1.aes-sha2", ...(typeof how === "object" ? how : {}) };
}
