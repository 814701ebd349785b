import type { AlertedAnswer, AlertsEndedAnswer } from "../../commands/alerts.ts";
import type { FollowedAnswer } from "../../commands/follow.ts";
import type { FollowingAnswer } from "../../commands/following.ts";
import type { UnfollowedAnswer } from "../../commands/unfollow.ts";
import type { Offer } from "../../offers/offer.ts";
import type { Message } from "../content.ts";
import { type FollowedOffer, followNewsMessage } from "../followNews.ts";
import type { Wording } from "../wording.ts";
import { BRIEF, FULL, HOSTILE, LONG, listed } from "./offers.ts";

const OPEN = listed(FULL, 1);
const CLOSED = listed(BRIEF, 2, "2026-11-28");
const FOLLOW = { deed: "follow", offer: OPEN.key, opens: false } as const;

function followed(more: Partial<FollowedAnswer> = {}): FollowedAnswer {
  const usual = { told: "here", sealed: true, already: false, ends: null, deed: FOLLOW } as const;
  return { kind: "followed", listed: OPEN, ...usual, ...more };
}

export const FOLLOWED: Readonly<Record<string, FollowedAnswer>> = {
  "with a deadline": followed({ ends: "2027-01-15" }),
  "from another room": followed({ told: "elsewhere" }),
  "a closed one": followed({ listed: CLOSED }),
  again: followed({ already: true, deed: null }),
  "in a room to come": followed({ told: "opens", ends: "2027-01-15" }),
  "again, in a room to which they have not come": followed({ told: "invited", already: true }),
  "a hostile one": followed({ listed: listed(HOSTILE, 4) }),
};

export const UNFOLLOWED: Readonly<Record<string, UnfollowedAnswer>> = {
  followed: { kind: "unfollowed", listed: OPEN, deed: { deed: "unfollow", offer: OPEN.key } },
  "not followed": { kind: "unfollowed", listed: OPEN, deed: null },
};

function following(all: readonly (typeof OPEN)[], total = all.length): FollowingAnswer {
  const items = all.map((one, index) => ({ number: index + 1, listed: one }));
  const found = all.map(({ key }) => key);
  return { kind: "following", items, found, shown: all.length, exact: total, total, standing: "open" };
}

export const FOLLOWING: Readonly<Record<string, FollowingAnswer>> = {
  none: following([]),
  one: following([OPEN]),
  "several, one closed": following([OPEN, CLOSED, listed(LONG, 3)]),
  "more than a page": following([OPEN, CLOSED], 12),
};

function news(more: Partial<FollowedOffer> = {}): FollowedOffer {
  const { title, startup, facts } = more.offer ?? FULL;
  const before = { open: true, opening: 1, title, startup, facts, warned: null };
  return { news: "edited", offer: FULL, before, closedOn: null, ends: null, ...more };
}

const ALERT = { deed: "subscribe", filter: "", shown: "", schedule: "immediate", known: [] } as const;

function alerted(more: Partial<AlertedAnswer> = {}): AlertedAnswer {
  const usual = { told: "elsewhere", sealed: true, already: false, open: 3 } as const;
  const alert = { shown: "devops lyon", schedule: "immediate" };
  return { kind: "alerted", ...usual, alert, deed: { ...ALERT, private: true }, ...more };
}

const AGAIN = { already: true, deed: null } as const;

export const ALERTED: Readonly<Record<string, AlertedAnswer>> = {
  "at once": alerted(),
  "a digest, for no offer yet": alerted({
    alert: { shown: "<b>@room</b>", schedule: "daily 9:00" },
    open: 0,
  }),
  again: alerted({ ...AGAIN, open: 1 }),
  "in a room to come": alerted({ told: "opens" }),
  "in a clear room to come": alerted({ told: "opens", sealed: false, open: 1 }),
  "another one before they have come": alerted({ told: "invited", open: 0 }),
  "again, in a room to come": alerted({ ...AGAIN, told: "opens" }),
};

export const ALERTS_ENDED: Readonly<Record<string, AlertsEndedAnswer>> = {
  one: { kind: "alertsEnded", ended: 1, deed: { deed: "unsubscribe", subscriptions: [1], private: true } },
  several: {
    kind: "alertsEnded",
    ended: 3,
    deed: { deed: "unsubscribe", subscriptions: [1], private: true },
  },
};

/** What people hear of the offers that they follow. */
export function followNewsSamples(wording: Wording): Readonly<Record<string, Message>> {
  const say = (one: FollowedOffer) => followNewsMessage(one, wording);
  const soon: Offer = { ...FULL, facts: { ...FULL.facts, deadline: "2026-12-01" } };
  const { before } = news();
  return {
    "its place and title changed": say(
      news({ before: { ...before, title: "DevOps", facts: { ...FULL.facts, places: ["Brest"] } } }),
    ),
    "its contact changed": say(news({ before: { ...before, facts: { ...FULL.facts, applyEmails: [] } } })),
    "changed, and near its end": say(news({ offer: soon, ends: "2026-12-01", before })),
    "near its end": say(news({ news: "ending", offer: soon, ends: "2026-12-01" })),
    "on its last day": say(news({ news: "ending", offer: BRIEF, ends: "2026-11-28" })),
    "the day before": say(news({ news: "ending", offer: BRIEF, ends: "2026-11-29" })),
    closed: say(news({ news: "closed", closedOn: "2026-11-28" })),
    reopened: say(news({ news: "reopened" })),
    hostile: say(news({ offer: HOSTILE, before: { ...before, title: "<b>@room</b>" } })),
  };
}
