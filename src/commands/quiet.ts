import { hoursOf, isPaused, type Quiet } from "../rooms/quiet.ts";
import { LONGEST_PAUSE, readPause, speaksOfTime } from "../schedule/pause.ts";
import { hoursText } from "../schedule/quietHours.ts";
import { typedHours } from "../schedule/typedHours.ts";
import { type BotCommand, helpText } from "./command.ts";
import type { Context } from "./context.ts";
import type { Deed } from "./deed.ts";
import { endingPhrases } from "./ending.ts";
import type { Moment } from "./filters.ts";
import { type NotDoneAnswer, notDone } from "./notDone.ts";

/** When the room is not disturbed, from now on or as it is already (`deed` null). */
export interface QuietAnswer {
  readonly kind: "quiet";
  readonly what: "paused" | "resumed" | "not paused" | "hours" | "no hours" | "hours as they are";
  /** The end of a pause that holds. */
  readonly until: Moment | null;
  /** Nobody said until when. */
  readonly assumed: boolean;
  /** The hours of every day that hold, as `schedule/quietHours.ts` writes them; null for none. */
  readonly hours: string | null;
  readonly deed: Deed | null;
}

/** `!offres pause [durée ou jusqu'à …]` */
export const pauseCommand = {
  name: "pause",
  word: "pause",
  also: ["en pause", "mettre en pause", "suspendre"],
  example: "3 jours",
  brief: (prefix) =>
    helpText`retenir les annonces ici ; chaque jour à des heures, ${`${prefix} calme 20h-8h`}`,
  help: (prefix) =>
    helpText`retient ce que j'annoncerais ici : ${`${prefix} pause 3 jours`}, ${`${prefix} pause jusqu’à lundi 9h`} ; sans durée, une semaine. Ce qui attendait arrive ensuite, en une liste ; ${`${prefix} reprendre`} y met fin avant. Il faut pouvoir retirer des membres du salon.`,
  accepts: (rest) => rest === "" || speaksOfTime(rest),
  run: pause,
} as const satisfies BotCommand;

/** `!offres reprendre` */
export const resumeCommand = {
  name: "resume",
  word: "reprendre",
  also: [
    "reprends",
    "reprenez",
    ...endingPhrases("pause"),
    "pause finie",
    "pause terminée",
    "pause non",
    "pause off",
  ],
  example: "",
  help: () => helpText`met fin à la pause ; ce qui attendait arrive, en une liste.`,
  accepts: (rest) => rest === "",
  run: resume,
} as const satisfies BotCommand;

/** `!offres calme 20h-8h`, `!offres calme non` */
export const hoursCommand = {
  name: "hours",
  word: "calme",
  also: ["heures calmes", "heure calme", "ne pas déranger"],
  example: "20h-8h",
  help: (prefix) =>
    helpText`chaque jour à ces heures je n'annonce rien ici ; ce qui paraît arrive à la fin, en une liste. ${`${prefix} calme non`} : plus d'heures calmes ; ${`${prefix} calme`} dit ce qu'il en est.`,
  accepts: (rest) => rest === "" || /\d/.test(rest) || typedHours(rest) !== null,
  run: hours,
} as const satisfies BotCommand;

async function pause(typed: string, context: Context): Promise<QuietAnswer | NotDoneAnswer> {
  const permission = await context.room.permission();
  if (!permission.may) return notDone({ reason: "may not", permission });
  const { now, timezone } = context.time;
  const read = readPause(typed, now, timezone);
  if (read.kind === "too long") return notDone({ reason: "pause too long", most: LONGEST_PAUSE });
  if (read.kind !== "until") return notDone({ reason: "pause", words: typed, past: read.kind === "past" });
  const quiet = await context.room.quiet();
  const since = isPaused(quiet, now) ? (quiet?.pausedFrom ?? now) : now;
  const wish = { hours: quiet?.hours ?? null, pausedFrom: since, pausedUntil: read.at };
  return {
    ...stateOf(quiet),
    what: "paused",
    until: { at: read.at, now, timezone },
    assumed: read.assumed,
    deed: { deed: "quiet", ...wish },
  };
}

async function resume(_: string, context: Context): Promise<QuietAnswer | NotDoneAnswer> {
  const permission = await context.room.permission();
  if (!permission.may) return notDone({ reason: "may not", permission });
  const { now } = context.time;
  const quiet = await context.room.quiet();
  if (quiet === null || !isPaused(quiet, now)) return { ...stateOf(quiet), what: "not paused", deed: null };
  const wish = { hours: quiet.hours, pausedFrom: quiet.pausedFrom, pausedUntil: now };
  return { ...stateOf(quiet), what: "resumed", deed: { deed: "quiet", ...wish } };
}

async function hours(typed: string, context: Context): Promise<QuietAnswer | NotDoneAnswer> {
  const { now, timezone } = context.time;
  const quiet = await context.room.quiet();
  const until = isPaused(quiet, now) && quiet?.pausedUntil ? { at: quiet.pausedUntil, now, timezone } : null;
  if (typed === "") return { ...stateOf(quiet), what: "hours as they are", until, deed: null };
  const permission = await context.room.permission();
  if (!permission.may) return notDone({ reason: "may not", permission });
  const read = typedHours(typed);
  if (read === null) return notDone({ reason: "hours", words: typed });
  const wanted = read === "none" ? null : hoursText(read);
  const { pausedFrom = null, pausedUntil = null } = quiet ?? {};
  const wish = { hours: wanted ?? "", pausedFrom, pausedUntil };
  return {
    ...stateOf(quiet),
    what: wanted === null ? "no hours" : "hours",
    until,
    hours: wanted,
    deed: { deed: "quiet", ...wish },
  };
}

function stateOf(quiet: Quiet | null): Pick<QuietAnswer, "kind" | "until" | "assumed" | "hours"> {
  return { kind: "quiet", until: null, assumed: false, hours: quiet && hoursOf(quiet) };
}
