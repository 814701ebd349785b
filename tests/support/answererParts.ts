import pino from "pino";
import type { AnswererParts } from "../../src/flows/answer/answerer.ts";
import { Tally } from "../../src/flows/service/tally.ts";
import { CommandLimiter } from "../../src/rooms/commandLimiter.ts";
import { wellBot } from "./botState.ts";
import { WORDING } from "./wording.ts";
import { ourFilters } from "./words.ts";

/** What an answerer needs in a bot that is well, invited by all and administered by nobody, but for what is `given`. */
export function answererParts(
  given: Pick<AnswererParts, "store" | "clock" | "offers"> & Partial<AnswererParts>,
): AnswererParts {
  return {
    log: pino({ level: "silent" }),
    tally: new Tally(),
    limiter: new CommandLimiter(),
    wording: WORDING,
    filters: ourFilters,
    admins: [],
    adminRoom: null,
    invitesFrom: ["*"],
    report: wellBot,
    timezone: "Europe/Paris",
    onAnswer: () => {},
    onWish: () => {},
    ...given,
  };
}
