import type { BotState } from "../../src/commands/context.ts";

/** A bot that is well, in one room. */
export const WELL: BotState = {
  ...{ reasons: [], notes: [], version: "0.1.0", syncAge: 2, queue: [], refusedFiles: 0 },
  rooms: { active: 1, waiting: 0, suspended: 0 },
  keys: { on: false, backup: null, shutRooms: 0, unopened: 0 },
  offers: { open: 14, closed: 3 },
};

export const wellBot = async (): Promise<BotState> => WELL;
