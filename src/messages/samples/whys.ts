import type { Judged, WhyAnswer } from "../../commands/why.ts";
import { FULL, listed } from "./offers.ts";

const CLOSED_OFFER = listed(FULL, 1, "2026-11-28");
const TAKES: Judged = {
  shown: "devops lieu:Lyon -php",
  takes: true,
  demands: [
    { text: "devops", excluded: false, met: true },
    { text: "lieu:Lyon", excluded: false, met: true },
    { text: "php", excluded: true, met: true },
  ],
};
const LEAVES: Judged = {
  shown: "devops lieu:Nantes -linux",
  takes: false,
  demands: [
    { text: "devops", excluded: false, met: true },
    { text: "lieu:Nantes", excluded: false, met: false },
    { text: "linux", excluded: true, met: false },
  ],
};
const GRAPHIC: Judged = {
  shown: "graphiste",
  takes: false,
  demands: [{ text: "graphiste", excluded: false, met: false }],
};
const EVERYTHING: Judged = { shown: "", takes: true, demands: [] };

/** Why an offer was announced in a room, or was not. */
export const WHYS: Readonly<Record<string, WhyAnswer>> = {
  "announced, for one of two subscriptions": why({ heard: "told", subscriptions: [TAKES, LEAVES] }),
  "announced before, and taken by none today": why({ heard: "told", subscriptions: [LEAVES] }),
  "taken by none": why({ heard: "nothing", subscriptions: [LEAVES, GRAPHIC] }),
  "taken by the only one not": why({ heard: "nothing", subscriptions: [GRAPHIC] }),
  "open before the room subscribed": why({ heard: "known", subscriptions: [EVERYTHING] }),
  waiting: why({ heard: "queued", subscriptions: [TAKES] }),
  "given up": why({ heard: "failed", subscriptions: [TAKES] }),
  "closed before": { ...why({ heard: "nothing", subscriptions: [TAKES] }), listed: CLOSED_OFFER },
  "not announced yet": why({ heard: "nothing", subscriptions: [TAKES] }),
  "in a room of many subscriptions": why({
    heard: "told",
    subscriptions: Array.from({ length: 10 }, () => TAKES),
  }),
  "in a room without any": why({ heard: "nothing", subscriptions: [] }),
  "with hostile words": why({
    heard: "nothing",
    subscriptions: [
      {
        shown: "<b>@room</b>",
        takes: false,
        demands: [{ text: "<b>@room</b>", excluded: true, met: false }],
      },
    ],
  }),
};

function why(more: Pick<WhyAnswer, "heard" | "subscriptions">): WhyAnswer {
  return { kind: "why", listed: listed(FULL, 1), ...more };
}
