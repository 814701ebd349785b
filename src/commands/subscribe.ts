import { isPaused, quietUntil } from "../rooms/quiet.ts";
import { splitRhythm } from "../schedule/rhythm.ts";
import { scheduleText } from "../schedule/schedule.ts";
import { type BotCommand, helpText } from "./command.ts";
import type { Context, Listed, RoomSubscription } from "./context.ts";
import type { Deed } from "./deed.ts";
import type { Moment, TypedFilter, Unmet } from "./filters.ts";
import { type Named, type NotDoneAnswer, named, notDone } from "./notDone.ts";
import type { Understanding } from "./search.ts";

/** The room is told of these offers from now on, or was already (`deed` null). */
export interface SubscribedAnswer extends Pick<Understanding, "understood" | "excluded"> {
  readonly kind: "subscribed";
  readonly subscription: Named;
  /** The hour or the day was not said, and the usual one is meant. */
  readonly assumed: boolean;
  /** The number of open offers that it takes, and the last of them. */
  readonly open: number;
  /** How many of these are about to be announced all the same: in a pause, or in a digest. */
  readonly awaited: number;
  readonly last: readonly Listed[];
  /** What no offer ever said. */
  readonly unmet: readonly Unmet[];
  /** When the next digest comes, after what is quiet. */
  readonly next: Moment | null;
  /** The end of a pause that holds. */
  readonly paused: Moment | null;
  /** A subscription of the same filter at another rhythm. */
  readonly twin: Named | null;
  /** A subscription to every offer, beside which this one adds nothing. */
  readonly wider: Named | null;
  readonly deed: Extract<Deed, { deed: "subscribe" }> | null;
}

/** Subscriptions of one room: nobody reads more, and each change of an offer is matched with all of them. */
const MOST = 50;
const LAST_SHOWN = 3;

/** `!offres abonner [filtre] [rythme]` */
export const subscribeCommand = {
  name: "subscribe",
  word: "abonner",
  also: ["s'abonner", "abonne", "abonne-nous", "abonnez", "abonnez-nous", "m'abonner", "abonne-moi"],
  example: "devops chaque jour à 9h",
  brief: (prefix) => helpText`abonner ce salon ; ${`${prefix} abonnements`}, ce qu'il suit`,
  help: (prefix) =>
    helpText`annonce ici les nouvelles offres qui disent tout cela, dès qu'elles paraissent ; avec un rythme (${"chaque jour à 9h"}, ${"le lundi et le jeudi à 8h30"}), en un résumé. ${`${prefix} abonner`} seul : toutes les offres. Il faut pouvoir retirer des membres du salon.`,
  accepts: () => true,
  run: subscribe,
} as const satisfies BotCommand;

/** The filter that means no demand: what nobody typed, and « tout ». */
const EVERYTHING: TypedFilter = { ok: true, filter: "", understood: [], excluded: [] };

async function subscribe(typed: string, context: Context): Promise<SubscribedAnswer | NotDoneAnswer> {
  const { room, filters } = context;
  const permission = await room.permission();
  if (!permission.may) return notDone({ reason: "may not", permission });
  const rhythm = splitRhythm(withoutRoom(typed));
  if (rhythm.kind === "unreadable") {
    const { words, nearest } = rhythm;
    return notDone({ reason: "rhythm", words, nearest });
  }
  const schedule = rhythm.kind === "found" ? rhythm.schedule : ({ kind: "immediate" } as const);
  if (schedule.kind === "cron" && !permission.administrator) return notDone({ reason: "cron" });
  const text = withoutOffers(rhythm.rest);
  const read = readFilter(text, context);
  if (!read.ok) return notDone({ reason: "filter", text, problem: read.problem });
  const wanted = {
    filter: read.filter,
    shown: read.filter === "" ? "" : text,
    schedule: scheduleText(schedule),
  };
  const standing = await room.subscriptions();
  const same = standing.filter(({ filter }) => filter === wanted.filter);
  const already = same.find((one) => one.schedule === wanted.schedule);
  if (already === undefined && standing.length >= MOST) return notDone({ reason: "too many", most: MOST });
  const open = filters.open(wanted.filter);
  const { now, timezone } = context.time;
  const quiet = await room.quiet();
  const next = filters.next(wanted.schedule);
  const paused = isPaused(quiet, now) ? quietUntil(quiet, now, timezone) : null;
  const twin = same.find((one) => one !== already);
  const wider = standing.find(
    (one) =>
      one.filter === "" && wanted.filter !== "" && ["immediate", wanted.schedule].includes(one.schedule),
  );
  return {
    kind: "subscribed",
    subscription: already
      ? named(already)
      : { ...wanted, configured: false, number: await room.nextNumber() },
    understood: read.understood,
    excluded: read.excluded,
    assumed: rhythm.kind === "found" && rhythm.assumed,
    open: open.length,
    awaited: await room.awaited(open),
    last: open.slice(0, LAST_SHOWN).flatMap((key) => context.offers.byKey(key) ?? []),
    unmet: wanted.shown === "" || open.length > 0 ? [] : filters.unmet(wanted.shown),
    next: next && { ...next, at: quietUntil(quiet, next.at, timezone) ?? next.at },
    paused: paused === null ? null : { at: paused, now, timezone },
    twin: twin ? named(twin) : null,
    wider: wider ? named(wider) : null,
    deed: already ? null : { deed: "subscribe", ...wanted, known: open },
  };
}

export function readFilter(text: string, { filters }: Pick<Context, "filters">): TypedFilter {
  if (text === "") return EVERYTHING;
  const read = filters.read(text);
  return !read.ok && read.problem.kind === "everything" ? EVERYTHING : read;
}

/** « ce salon aux offres devops » asks for « devops », and « quand un poste devops sort » too. */
function withoutRoom(typed: string): string {
  return typed
    .replace(/^(?:ce|le|notre|mon) (?:salon|canal|forum)(?:\s+|$)/i, "")
    .replace(
      /^(?:quand|lorsque|lorsqu['’]|d[èe]s (?:que|qu['’])|si|en cas d[e’']|pour|s['’]il y a)\s*(?=\p{L})/iu,
      "",
    )
    .replace(
      /\s(?:sort|sortent|para[îi]t|paraissent|arrive|arrivent|appara[îi]t|apparaissent|s['’]ouvre|s['’]ouvrent|se lib[èe]re|(?:est|sont) publiée?s?)[.!]?$/iu,
      "",
    );
}

function withoutOffers(text: string): string {
  return text
    .replace(
      /^(?:(?:[àa] )?toutes )?(?:aux|les|des) (?:nouvelles |dernières )?offres(?: d['’]emploi)?(?: (?:de|pour|en))?(?:\s+|$)/i,
      "",
    )
    .trim();
}

/** The subscriptions that have a filter, whatever their rhythm; `text` is hostile. */
export function ofFilter(
  text: string,
  standing: readonly RoomSubscription[],
  context: Pick<Context, "filters">,
): RoomSubscription[] {
  const rhythm = splitRhythm(withoutRoom(text));
  if (rhythm.kind === "unreadable") return [];
  const read = readFilter(withoutOffers(rhythm.rest), context);
  const schedule = rhythm.kind === "found" ? scheduleText(rhythm.schedule) : null;
  return standing.filter(
    (one) => read.ok && one.filter === read.filter && (schedule === null || one.schedule === schedule),
  );
}
