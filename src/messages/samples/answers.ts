import type { CaughtUpAnswer } from "../../commands/catchUp.ts";
import type { HelpAnswer } from "../../commands/help.ts";
import type { ListAnswer } from "../../commands/search.ts";
import { type Answer, BOT_COMMANDS } from "../../commands/table.ts";
import type { OfferId, OfferKey } from "../../offers/offer.ts";
import { ALERTED, ALERTS_ENDED, FOLLOWED, FOLLOWING, UNFOLLOWED } from "./follows.ts";
import { MISUSES } from "./misuses.ts";
import { BRIEF, FULL, HOSTILE, LONG, listed } from "./offers.ts";
import { QUIET } from "./quiet.ts";
import { STATUSES } from "./statuses.ts";
import { NOT_DONE, STOPPING, SUBSCRIBED, SUBSCRIPTIONS, UNSUBSCRIBED } from "./subscriptions.ts";
import { WHYS } from "./whys.ts";

type Kind = Answer["kind"];
type OfKind<K extends Kind> = Readonly<Record<string, Extract<Answer, { readonly kind: K }>>>;

const OPEN = [listed(FULL, 1), listed(BRIEF, 2), listed(LONG, 3)];
const UNDERSTOOD = { text: "", firm: true, excluded: false } as const;

const NOTHING_UNDERSTOOD = {
  corrections: [],
  understood: [],
  excluded: [],
  unknown: [],
  unread: [],
} as const;

function list(more: Partial<ListAnswer> = {}): ListAnswer {
  return {
    kind: "list",
    query: "devops",
    among: null,
    loosened: [],
    ...NOTHING_UNDERSTOOD,
    items: OPEN.map((one, index) => ({ number: index + 1, listed: one })),
    found: OPEN.map(({ key }) => key),
    shown: OPEN.length,
    exact: more.total ?? OPEN.length,
    total: OPEN.length,
    standing: "open",
    ...more,
  };
}

const MANY = Array.from({ length: 400 }, (_, index) => (index + 1) as OfferKey);
const CLOSED = [{ number: 1, listed: listed(FULL, 1, "2026-11-28") }];

const NOTED = { deed: "confirm", offer: 1 as OfferKey, says: "open" } as const;

function caughtUp(said: number, all: number): CaughtUpAnswer {
  return { kind: "caughtUp", said, all, deed: { deed: "repeat", offers: [] } };
}

/** At least one answer of every kind: a new kind of answer without a sample does not compile. */
export const ANSWERS: { readonly [K in Kind]: OfKind<K> } = {
  list: {
    "the only page": list(),
    "one offer": list({
      items: list().items.slice(0, 1),
      found: OPEN.slice(0, 1).map(({ key }) => key),
      shown: 1,
      total: 1,
    }),
    "all offers, more to come": list({ query: null, found: MANY.slice(0, 12), total: 12 }),
    "more than can be paged to": list({ query: "un", found: MANY, total: 812 }),
    "corrected and narrowed": list({
      query: "kubernets lyon cdd",
      corrections: [
        { from: "kubernets", to: "kubernetes" },
        { from: "alternence", to: "alternance" },
      ],
      excluded: ["python"],
      understood: [
        { kind: "place", name: "lyon", key: "lyon", ...UNDERSTOOD },
        { kind: "contract", contract: "CDD", ...UNDERSTOOD, excluded: true },
        { kind: "startup", name: "tchap", terms: ["tchap"], ...UNDERSTOOD },
        { kind: "remote", full: true, ...UNDERSTOOD },
        { kind: "junior", ...UNDERSTOOD },
        { kind: "since", day: "2026-09-01", until: null, ...UNDERSTOOD },
      ],
    }),
    "some that say less": list({
      query: "dev Montpellier",
      exact: 1,
      found: MANY.slice(0, 13),
      total: 13,
      loosened: [
        { without: ["Montpellier"], near: [], count: 11 },
        { without: [], near: ["dev"], count: 1 },
      ],
    }),
    "none that says everything": list({
      query: "développeur cobol",
      exact: 0,
      total: 3,
      unknown: ["cobol"],
      loosened: [{ without: ["cobol"], near: [], count: 3 }],
    }),
    "some durations": list({
      query: "stage au moins un an, pas une mission courte, publié en mai, 5 ans d’expérience",
      understood: [
        { kind: "duration", least: 12, most: Number.POSITIVE_INFINITY, of: ["stage"], ...UNDERSTOOD },
        { kind: "duration", least: 0, most: 3, of: [], ...UNDERSTOOD, excluded: true },
        { kind: "since", day: "2026-05-01", until: "2026-05-31", ...UNDERSTOOD },
        { kind: "start", day: "2026-09-01", until: null, ...UNDERSTOOD },
        { kind: "start", day: null, until: null, ...UNDERSTOOD },
      ],
      unread: ["5 ans d’expérience"],
    }),
    narrowed: list({ query: "lyon", among: 12 }),
    "télétravail and old offers": list({
      query: "télétravail",
      understood: [{ kind: "remote", full: false, ...UNDERSTOOD }],
      items: [{ number: 1, listed: listed({ ...FULL, date: "2020-11-05" }, 1) }],
    }),
    "one closed meanwhile": list({ items: [...CLOSED, { number: 2, listed: listed(BRIEF, 2) }] }),
    "closed offers": list({ standing: "closed", items: CLOSED, found: MANY.slice(0, 1), shown: 1, total: 1 }),
    "hostile words": list({ query: "<b>@room</b>", items: [{ number: 1, listed: listed(HOSTILE, 4) }] }),
  },
  more: {
    "the next page": {
      ...list({ found: MANY.slice(0, 20), total: 20, shown: 11 }),
      kind: "more",
      items: pageFrom(9),
    },
    "a page that says less": {
      ...list({ found: MANY.slice(0, 20), exact: 10, total: 20, shown: 11 }),
      kind: "more",
      items: pageFrom(9),
    },
    "the last offer": {
      ...list({ found: MANY.slice(0, 9), total: 9, shown: 9 }),
      kind: "more",
      items: pageFrom(9).slice(0, 1),
    },
    "the last page": {
      ...list({ found: MANY.slice(0, 11), total: 11, shown: 11 }),
      kind: "more",
      items: pageFrom(9),
    },
  },
  nothing: {
    "with help": {
      kind: "nothing",
      query: "kubernets lyon cdd",
      standing: "open",
      elsewhere: 2,
      all: 14,
      help: {
        word: "kubernetes",
        looser: { text: "kubernetes lyon", without: ["cdd"], count: 1 },
      },
      ...NOTHING_UNDERSTOOD,
    },
    "with help that drops much": {
      kind: "nothing",
      query: "chef de projet brest détachement",
      standing: "open",
      elsewhere: 0,
      all: 14,
      help: {
        word: null,
        looser: { text: "chef de projet", without: ["brest", "détachement"], count: 3 },
      },
      ...NOTHING_UNDERSTOOD,
    },
    "of a word that nobody says": {
      kind: "nothing",
      query: "plombier",
      standing: "open",
      elsewhere: 0,
      all: 14,
      help: null,
      ...NOTHING_UNDERSTOOD,
      unknown: ["plombier"],
    },
    "among closed offers": {
      kind: "nothing",
      query: "designer",
      standing: "closed",
      elsewhere: 1,
      all: 1,
      help: null,
      ...NOTHING_UNDERSTOOD,
    },
    "no offer at all": {
      kind: "nothing",
      query: null,
      standing: "open",
      elsewhere: 12,
      all: 0,
      help: null,
      ...NOTHING_UNDERSTOOD,
    },
  },
  card: {
    "of an offer that says much": { kind: "card", listed: listed(FULL, 1), whole: false, by: 1 },
    "of an offer that says much, whole": { kind: "card", listed: listed(FULL, 1), whole: true, by: 1 },
    "of an offer whose deadline is past": {
      kind: "card",
      listed: listed({ ...FULL, facts: { ...FULL.facts, deadline: "2026-01-15" } }, 1),
      whole: false,
      by: "name",
    },
    "of an offer that says little": { kind: "card", listed: listed(BRIEF, 2), whole: false, by: 1 },
    "of an offer that says it at length": {
      kind: "card",
      listed: listed(LONG, 3),
      whole: false,
      by: "reply",
    },
    "of a closed offer": { kind: "card", listed: listed(FULL, 1, "2026-11-28"), whole: false, by: 1 },
    "of an offer whose end nobody saw": {
      kind: "card",
      listed: { ...listed(BRIEF, 2), standing: "closed" },
      whole: false,
      by: "name",
    },
    "of a hostile offer": { kind: "card", listed: listed(HOSTILE, 4), whole: false, by: 1 },
  },
  applying: {
    "after a list": { kind: "applying", last: 8 },
    "without a list": { kind: "applying", last: null },
  },
  unknownOffer: {
    "with near names": {
      kind: "unknownOffer",
      id: "2026-09-14-messagerie-devop",
      closest: [FULL.id, "2025-09-14-messagerie-dev" as OfferId],
    },
    "like no other": { kind: "unknownOffer", id: "1999-12-31-autre", closest: [] },
  },
  help: { all: { kind: "help", about: null }, ...helpOnEach() },
  helpLine: {
    "!aide": { kind: "helpLine", greeted: false },
    bonjour: { kind: "helpLine", greeted: true },
  },
  thanks: { merci: { kind: "thanks" } },
  misuse: MISUSES,
  why: WHYS,
  subscribed: SUBSCRIBED,
  unsubscribed: UNSUBSCRIBED,
  subscriptions: SUBSCRIPTIONS,
  stopping: STOPPING,
  quiet: QUIET,
  notDone: NOT_DONE,
  caughtUp: {
    "all of several": caughtUp(3, 3),
    "the only one": caughtUp(1, 1),
    "some of many": caughtUp(5, 12),
    "the last of many": caughtUp(1, 12),
  },
  trial: {
    announced: { kind: "trial", quiet: null, deed: { deed: "try", offer: null } },
    "in a pause": {
      kind: "trial",
      quiet: {
        at: Date.UTC(2026, 10, 29, 8),
        now: Date.UTC(2026, 10, 28, 10),
        timezone: "Europe/Paris",
      },
      deed: { deed: "try", offer: null },
    },
  },
  confirmed: {
    "still open": { kind: "confirmed", listed: listed(FULL, 1), says: "open", deed: NOTED },
    filled: { kind: "confirmed", listed: listed(FULL, 1), says: "filled", deed: NOTED },
    "of a hostile offer": { kind: "confirmed", listed: listed(HOSTILE, 4), says: "filled", deed: NOTED },
  },
  forgotten: { "oublie-moi": { kind: "forgotten", deed: { deed: "forget" } } },
  alerted: ALERTED,
  alertsEnded: ALERTS_ENDED,
  followed: FOLLOWED,
  unfollowed: UNFOLLOWED,
  following: FOLLOWING,
  status: STATUSES,
};

function pageFrom(first: number): ListAnswer["items"] {
  return OPEN.map((one, index) => ({ number: first + index, listed: one }));
}

function helpOnEach(): Record<string, HelpAnswer<(typeof BOT_COMMANDS)[number]["name"]>> {
  return Object.fromEntries(BOT_COMMANDS.map(({ name }) => [`on ${name}`, { kind: "help", about: name }]));
}
