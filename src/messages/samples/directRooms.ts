import type { Message } from "../content.ts";
import { directGreeting, directLate, directRefused, gatheredMessage } from "../directRoom.ts";

const ONE = { alerts: [{ shown: "devops lyon", schedule: "immediate" }], follows: 0 };
const MANY = {
  alerts: ["", "<b>@room</b>", "juriste", "design", "données"].map((shown) => ({
    shown,
    schedule: "daily 9:00",
  })),
  follows: 3,
};

/** What is said about the rooms of people and the bot alone. */
export const DIRECT_ROOMS: Readonly<Record<string, Message>> = {
  "an alert": directGreeting(ONE, true),
  "in clear, many alerts and offers": directGreeting(MANY, false),
  "an offer": directGreeting({ alerts: [], follows: 1 }, true),
  "nothing any more": directGreeting({ alerts: [], follows: 0 }, true),
  "they came back": gatheredMessage(ONE),
  "they came back, offers": gatheredMessage({ alerts: [], follows: 2 }),
  refused: directRefused(true),
  "refused, without keys": directRefused(false),
  late: directLate(true),
  "late, without keys": directLate(false),
};
