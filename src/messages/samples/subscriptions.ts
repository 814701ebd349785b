import type { Named, NotDone, NotDoneAnswer } from "../../commands/notDone.ts";
import type { StoppingAnswer } from "../../commands/stop.ts";
import type { SubscribedAnswer } from "../../commands/subscribe.ts";
import type { SubscriptionsAnswer } from "../../commands/subscriptions.ts";
import type { UnsubscribedAnswer } from "../../commands/unsubscribe.ts";
import type { UserId } from "../../rooms/identifiers.ts";
import { auditMessage } from "../audit.ts";
import type { Message } from "../content.ts";
import { trialAnnouncement } from "../trial.ts";
import type { Wording } from "../wording.ts";
import { BRIEF, FULL, HOSTILE, LONG, listed } from "./offers.ts";
import { QUIET } from "./quiet.ts";

const DEVOPS: Named = { number: 2, shown: "devops lieu:lyon", schedule: "immediate", configured: false };
const ALL: Named = { number: 1, shown: "", schedule: "daily 9:00", configured: true };
const WEEKLY: Named = {
  number: 3,
  shown: "graphistes",
  schedule: "weekly monday,thursday 8:30",
  configured: false,
};
const DEED = { deed: "subscribe", filter: "", shown: "", schedule: "immediate", known: [] } as const;
const LAST = [listed(FULL, 1), listed(BRIEF, 2), listed(LONG, 3)];
const NEXT = {
  at: Date.UTC(2026, 10, 29, 8),
  now: Date.UTC(2026, 10, 28, 10),
  timezone: "Europe/Paris",
};

function subscribed(more: Partial<SubscribedAnswer> = {}): SubscribedAnswer {
  return {
    kind: "subscribed",
    subscription: DEVOPS,
    understood: [],
    excluded: [],
    assumed: false,
    open: 12,
    awaited: 0,
    last: LAST,
    unmet: [],
    next: null,
    paused: null,
    twin: null,
    wider: null,
    deed: DEED,
    ...more,
  };
}

export const SUBSCRIBED: Readonly<Record<string, SubscribedAnswer>> = {
  "at once": subscribed(),
  "a digest, its hour assumed, beside another rhythm": subscribed({
    subscription: { ...DEVOPS, number: 4, schedule: "daily 9:00" },
    assumed: true,
    next: NEXT,
    twin: DEVOPS,
    excluded: ["stage"],
  }),
  "every offer": subscribed({ subscription: { ...DEVOPS, shown: "" }, open: 1, last: LAST.slice(0, 1) }),
  "every offer in a digest": subscribed({
    subscription: { ...DEVOPS, shown: "", schedule: "daily 9:00" },
    next: NEXT,
    open: 2,
    last: LAST.slice(0, 2),
  }),
  "every offer, none open": subscribed({
    subscription: { ...DEVOPS, shown: "" },
    open: 0,
    last: [],
  }),
  "nothing that was ever said": subscribed({
    subscription: { ...DEVOPS, shown: "kubernets fusée" },
    open: 0,
    last: [],
    unmet: [
      { words: "kubernets", nearest: "kubernetes" },
      { words: "fusée", nearest: null },
    ],
  }),
  "beside one to every offer": subscribed({ wider: ALL }),
  again: subscribed({ deed: null, open: 1, last: LAST.slice(0, 1) }),
  "all wait already": subscribed({ awaited: 12, paused: NEXT }),
  "some wait already": subscribed({ awaited: 3 }),
  "the one waits already": subscribed({ open: 1, awaited: 1, last: LAST.slice(0, 1) }),
  "again, by the configuration": subscribed({ subscription: ALL, deed: null, next: NEXT }),
  "hostile words": subscribed({
    subscription: { ...DEVOPS, shown: "<b>@room</b> » «" },
    last: [listed(HOSTILE, 1)],
    open: 1,
    unmet: [{ words: "@room", nearest: null }],
  }),
};

const UNSUBSCRIBE = { deed: "unsubscribe", subscriptions: [1] } as const;

export const UNSUBSCRIBED: Readonly<Record<string, UnsubscribedAnswer>> = {
  "the only one": { kind: "unsubscribed", ended: [DEVOPS], left: [], deed: UNSUBSCRIBE },
  "all offers": {
    kind: "unsubscribed",
    ended: [{ ...ALL, configured: false }],
    left: [DEVOPS],
    deed: UNSUBSCRIBE,
  },
  several: { kind: "unsubscribed", ended: [DEVOPS, WEEKLY], left: [ALL], deed: UNSUBSCRIBE },
};

export const SUBSCRIPTIONS: Readonly<Record<string, SubscriptionsAnswer>> = {
  none: { kind: "subscriptions", subscriptions: [] },
  "one of the configuration": { kind: "subscriptions", subscriptions: [ALL] },
  several: { kind: "subscriptions", subscriptions: [ALL, DEVOPS, WEEKLY] },
  many: {
    kind: "subscriptions",
    subscriptions: Array.from({ length: 30 }, (_, index) => ({ ...DEVOPS, number: index + 1 })),
  },
};

export const STOPPING: Readonly<Record<string, StoppingAnswer>> = {
  "in a room": { kind: "stopping", subscriptions: 2, configured: 1, isPrivate: false },
  "in a room of the configuration": { kind: "stopping", subscriptions: 1, configured: 1, isPrivate: false },
  "in a room that is told nothing": { kind: "stopping", subscriptions: 0, configured: 0, isPrivate: false },
  "in private": { kind: "stopping", subscriptions: 1, configured: 0, isPrivate: true },
  "in private, where nothing comes": { kind: "stopping", subscriptions: 0, configured: 0, isPrivate: true },
};

const ABLE = ["@camille.martin:tchap.example" as UserId];
const MAY_NOT = { may: false, lacks: "power", able: ABLE, others: 0 } as const;

const REFUSED: { readonly [R in NotDone["reason"]]: Extract<NotDone, { readonly reason: R }> } = {
  "may not": { reason: "may not", permission: MAY_NOT },
  filter: { reason: "filter", text: "de la", problem: { kind: "nothing" } },
  rhythm: { reason: "rhythm", words: "à 27h", nearest: [] },
  pause: { reason: "pause", words: "jusqu’à la saint-glinglin", past: false },
  "pause too long": { reason: "pause too long", most: 92 },
  hours: { reason: "hours", words: "20h-27h" },
  cron: { reason: "cron" },
  "too many": { reason: "too many", most: 50 },
  "no subscription": { reason: "no subscription" },
  "which one": { reason: "which one", subscriptions: [DEVOPS, WEEKLY] },
  "none of that number": { reason: "none of that number", number: 9, numbers: [1, 2, 3] },
  "none of that filter": { reason: "none of that filter", text: "chorale" },
  configured: { reason: "configured", subscriptions: [ALL] },
  "nothing to repeat": { reason: "nothing to repeat" },
  "too many to repeat": { reason: "too many to repeat", most: 20 },
  "no private room": { reason: "no private room", opens: true },
  "said in private": { reason: "said in private", words: "suivies", invited: false },
  "too many followed": { reason: "too many followed", most: 50 },
};

const filter = (
  problem: Extract<NotDone, { readonly reason: "filter" }>["problem"],
  text = "devops",
): NotDone => ({ reason: "filter", text, problem });

const MORE: Readonly<Record<string, NotDone>> = {
  "no private room, and none is opened": { reason: "no private room", opens: false },
  "said where they have not come": { reason: "said in private", words: "alertes", invited: true },
  "an external": { reason: "may not", permission: { ...MAY_NOT, lacks: "external", able: [] } },
  "one of many who may": {
    reason: "may not",
    permission: { ...MAY_NOT, able: [...ABLE, "@noor:tchap.example" as UserId], others: 4 },
  },
  "nothing in quotation marks": { reason: "filter", text: '""', problem: { kind: "nothing" } },
  "unknown powers": { reason: "may not", permission: { ...MAY_NOT, lacks: "unknown", able: [] } },
  "a day that is none": {
    reason: "rhythm",
    words: "le mardredi à 9h",
    nearest: ["devops le mardi à 9h", "devops le mercredi à 9h"],
  },
  "a pause that is past": { reason: "pause", words: "jusqu’au 1er mars 2026", past: true },
  "a day": filter({ kind: "since" }),
  "a month without its year": filter({ kind: "year" }),
  "years of experience": filter({ kind: "unread", text: "5 ans d’expérience" }),
  "too long": filter({ kind: "too-long" }),
  "asked for and excluded": filter({ kind: "contradiction", text: "junior" }),
  "an unknown place": filter({ kind: "value", field: "lieu", value: "lyonn", nearest: "lyon" }),
  "several of the configuration": { reason: "configured", subscriptions: [ALL, ALL] },
};

export const NOT_DONE: Readonly<Record<string, NotDoneAnswer>> = Object.fromEntries([
  ...Object.entries({ ...REFUSED, ...MORE }).map(([name, why]) => [name, { kind: "notDone", why }] as const),
  ["an alert at no rhythm", { kind: "notDone", why: REFUSED.rhythm, alert: true }],
]);

const CHANGED = {
  person: "@camille.martin-culture.gouv.fr:tchap.example" as UserId,
  at: Date.UTC(2026, 10, 28, 10, 2),
  timezone: "Europe/Paris",
  subscribed: [],
  unsubscribed: [],
  quiet: null,
};

/** What a room hears beside the answer. */
export const TO_THE_ROOM: Readonly<Record<string, Message>> = {
  "somebody subscribed it": auditMessage({ ...CHANGED, subscribed: [DEVOPS] }),
  "somebody subscribed it to a digest": auditMessage({ ...CHANGED, subscribed: [ALL] }),
  "somebody ended subscriptions": auditMessage({ ...CHANGED, unsubscribed: [DEVOPS, ALL] }),
  "somebody thought better of it": auditMessage(CHANGED),
  ...Object.fromEntries(
    Object.entries(QUIET)
      .filter(([, { deed }]) => deed !== null)
      .map(([name, quiet]) => [
        `somebody changed when it is told, ${name}`,
        auditMessage({ ...CHANGED, quiet }),
      ]),
  ),
};

export function trials(wording: Wording): Readonly<Record<string, Message>> {
  return {
    "a test": trialAnnouncement(FULL, wording),
    "a test without an offer": trialAnnouncement(null, wording),
  };
}
