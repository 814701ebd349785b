import type { BotState, RoomState } from "../../commands/context.ts";
import type { StatusAnswer } from "../../commands/status.ts";
import type { PlaceId, UserId } from "../../rooms/identifiers.ts";
import type { Quiet } from "../../rooms/quiet.ts";

const NOW = Date.parse("2026-11-28T09:00:00Z");
const MINUTE = 60_000;
const LEA = "@lea.martin-culture.gouv.fr:agent.culture.tchap.example" as UserId;

const FINE: RoomState = {
  ...{ announced: 12, lastAnnounced: NOW - 90 * MINUTE, waiting: 0, waitingSince: null },
  ...{ givenUp: [], gapSince: null, changes: [] },
};
const SUBSCRIPTION = { number: 1, shown: "devops", schedule: "daily 9:00", configured: false };
const QUIET: Quiet = {
  ...{ place: 1 as PlaceId, configured: "20:00-08:00", hours: null, pausedFrom: null, pausedUntil: null },
  ...{ person: null, at: null },
};

const WELL: BotState = {
  ...{ reasons: [], notes: [], version: "1.4.0", syncAge: 2, queue: [{ rows: 3 }], refusedFiles: 0 },
  rooms: { active: 41, waiting: 1, suspended: 2 },
  keys: { on: true, backup: "1", shutRooms: 0, unopened: 2 },
  offers: { open: 240, closed: 1210 },
};
const TROUBLE = {
  what: "the last good sync was 240 s ago",
  since: "2026-11-28T08:56:00.000Z",
  remedy: "see whether the homeserver answers; the bot goes on asking, and works through what it missed",
};

function status(more: Partial<StatusAnswer>, room: Partial<RoomState> = {}): StatusAnswer {
  return {
    kind: "status",
    room: { ...FINE, ...room },
    ...{ subscriptions: [SUBSCRIPTION], quiet: null, bot: null, deed: null },
    time: { now: NOW, timezone: "Europe/Paris" },
    ...more,
  };
}

/** How a room is served, and how the bot is. */
export const STATUSES: Readonly<Record<string, StatusAnswer>> = {
  "of a room where all is well": status({}),
  "of a room without a subscription": status({ subscriptions: [] }, { announced: 0, lastAnnounced: null }),
  "of a room with changes": status(
    {},
    {
      changes: [
        { at: NOW - 60 * MINUTE, person: LEA, deed: "subscribed", shown: "devops", schedule: "daily 9:00" },
        { at: NOW - 2000 * MINUTE, person: LEA, deed: "unsubscribed", shown: "", schedule: "immediate" },
      ],
    },
  ),
  "of a paused room, where messages wait": status(
    { quiet: { ...QUIET, pausedFrom: NOW - MINUTE, pausedUntil: NOW + 3000 * MINUTE } },
    { waiting: 4, waitingSince: NOW - 500 * MINUTE },
  ),
  "of a room with quiet hours": status({ quiet: QUIET }),
  "of a room where much is wrong": status(
    {},
    {
      ...{ waiting: 1, waitingSince: NOW - 20 * MINUTE, gapSince: NOW - 10 * MINUTE },
      givenUp: [
        { cause: "M_TOO_LARGE: event too large", rows: 1, since: NOW - 300 * MINUTE },
        { cause: "403 <b>@room</b>", rows: 3, since: NOW - 300 * MINUTE },
      ],
    },
  ),
  "to an administrator, elsewhere": status({ bot: "elsewhere" }),
  "of a bot that is well": status({ bot: WELL }),
  "of a bot that is ill": status({
    bot: { ...WELL, reasons: [TROUBLE], notes: [TROUBLE], syncAge: null, refusedFiles: 2 },
  }),
  "of a bot with many troubles": status({
    bot: {
      ...WELL,
      reasons: Array.from({ length: 20 }, () => TROUBLE),
      rooms: { active: 1, waiting: 0, suspended: 0 },
    },
  }),
};
