/** Types of events that are read. */
const STATE = [
  "m.room.create",
  "m.room.member",
  "m.room.encryption",
  "m.room.power_levels",
  "m.room.tombstone",
  "m.room.name",
  "m.room.canonical_alias",
  "m.room.history_visibility",
];
const TIMELINE = [
  ...STATE,
  "m.room.message",
  "m.room.encrypted",
  "m.room.redaction",
  // In clear also where the room is encrypted.
  "m.key.verification.*",
];

/** Filter of `/messages`, and of timelines in sync. Keeps our own events: they settle sends whose answer was lost. */
export const TIMELINE_FILTER = { types: TIMELINE, lazy_load_members: true };

const NOTHING = { types: [] };

/** The filter of a sync that only asks whether sync is answered. */
export const NO_ROOMS = { presence: NOTHING, account_data: NOTHING, room: { rooms: [] } };

/** Events beyond this many in a room since the last sync come as a gap. */
const USUAL = 50;

/** The filter of sync. `few`: one event a room, which still says how far the room has got. */
export function syncFilter(few: boolean): object {
  return {
    presence: NOTHING,
    account_data: NOTHING,
    room: {
      // Lazy loading: members other than us come only where they speak, and the member count comes at all.
      timeline: { ...TIMELINE_FILTER, limit: few ? 1 : USUAL },
      state: { types: STATE, lazy_load_members: true },
      ephemeral: NOTHING,
      account_data: NOTHING,
    },
  };
}
