/** Types of events that are read. `m.room.encrypted` tells that something was said which we cannot read. */
const STATE = [
  "m.room.create",
  "m.room.member",
  "m.room.encryption",
  "m.room.power_levels",
  "m.room.tombstone",
  "m.room.name",
  "m.room.canonical_alias",
];
const TIMELINE = [...STATE, "m.room.message", "m.room.encrypted", "m.room.redaction"];

/** Filter of `/messages`, and of timelines in sync. Keeps our own events: they settle sends whose answer was lost. */
export const TIMELINE_FILTER = { types: TIMELINE, lazy_load_members: true };

const NOTHING = { types: [] };

/** Events beyond this many since the last sync come as a gap. */
const TIMELINE_LIMIT = 50;

export const SYNC_FILTER = {
  presence: NOTHING,
  account_data: NOTHING,
  room: {
    // Lazy loading: members other than us come only where they speak, and the member count comes at all.
    timeline: { ...TIMELINE_FILTER, limit: TIMELINE_LIMIT },
    state: { types: STATE, lazy_load_members: true },
    ephemeral: NOTHING,
    account_data: NOTHING,
  },
};
