import type { BotState, RoomState } from "../commands/context.ts";
import { type StatusAnswer, statusCommand } from "../commands/status.ts";
import { subscribeCommand } from "../commands/subscribe.ts";
import { subscriptionsCommand } from "../commands/subscriptions.ts";
import { typed } from "../commands/typed.ts";
import { hoursOf, quietUntil } from "../rooms/quiet.ts";
import { clipWords } from "../text/clip.ts";
import type { Message } from "./content.ts";
import { begun, bullets, code, type Fragment, lines, ours, paragraphs, say, strong } from "./fragment.ts";
import { momentWords, untilWords } from "./moment.ts";
import { personName } from "./person.ts";
import { between } from "./quiet.ts";
import { inFrench } from "./reason.ts";
import { entryOf } from "./subscriptionWords.ts";
import { s } from "./typography.ts";
import type { Wording } from "./wording.ts";

/** What waits longer than that is no matter of the rate any more, milliseconds. */
const LONG = 60_000;
/** Troubles of the bot that one message names. */
const MOST_NAMED = 12;
const TROUBLE_LIMIT = 400;

type Time = StatusAnswer["time"];

/** What a room was sent and awaits, what is wrong there and why; and how the bot is, for those who administer it. */
export function statusMessage(answer: StatusAnswer, { prefix }: Wording): Message {
  const { room, time, bot } = answer;
  return paragraphs(
    lines(subscribed(answer, prefix), quietLine(answer), announcedLine(room, time), waitingLine(answer)),
    troubles(room, time),
    history(room, time),
    bot === null ? null : bot === "elsewhere" ? elsewhere(prefix) : botPart(bot, time),
  );
}

function subscribed({ subscriptions }: StatusAnswer, prefix: string): Fragment {
  const count = subscriptions.length;
  return count === 0
    ? say`Ce salon n'a aucun abonnement : je n'y annonce rien (${code(typed(subscribeCommand, prefix, "devops"))} pour commencer).`
    : say`Ce salon a ${count} abonnement${s(count)} : ${code(typed(subscriptionsCommand, prefix))} pour ${count === 1 ? "le" : "les"} voir.`;
}

function quietLine({ quiet, time }: StatusAnswer): Fragment | null {
  const until = quietUntil(quiet, time.now, time.timezone);
  const hours = quiet && hoursOf(quiet);
  const who =
    quiet?.person && quiet.at !== null ? say` (${personName(quiet.person)}, ${at(quiet.at, time)})` : say``;
  if (until !== null)
    return say`Je n'y annonce rien ${ours(untilWords(until, time.now, time.timezone))}${who}.`;
  return hours ? say`Heures calmes : ${between(hours)}${quiet?.hours ? who : say``}.` : null;
}

function announcedLine({ announced, lastAnnounced }: RoomState, time: Time): Fragment | null {
  if (lastAnnounced === null) return say`Rien n'y a encore été annoncé.`;
  return say`${announced} annonce${s(announced)} envoyée${s(announced)}, la dernière ${at(lastAnnounced, time)}.`;
}

function waitingLine({ room: { waiting, waitingSince }, quiet, time }: StatusAnswer): Fragment | null {
  if (waitingSince === null) return null;
  const count = say`${waiting} message${s(waiting)} en attente`;
  const isHeldBack = quietUntil(quiet, time.now, time.timezone) !== null;
  return isHeldBack || time.now - waitingSince < LONG
    ? say`${count}.`
    : say`⚠️ ${count}, depuis ${at(waitingSince, time)} : le serveur tarde.`;
}

function troubles({ givenUp, gapSince }: RoomState, time: Time): Fragment | null {
  const lost = givenUp.map(({ cause, rows, since }) =>
    lines(
      rows === 1
        ? say`⚠️ Un message n'a pas pu être envoyé (${at(since, time)}).`
        : say`⚠️ ${rows} messages n'ont pas pu être envoyés (depuis ${at(since, time)}).`,
      inFrench(cause),
    ),
  );
  const gap =
    gapSince === null
      ? null
      : say`⚠️ Des messages d'ici me manquent depuis ${at(gapSince, time)} : je les demande encore au serveur.`;
  if (lost.length === 0 && gap === null) return say`Tout va bien ici.`;
  return lines(...lost, gap);
}

function history({ changes }: RoomState, time: Time): Fragment | null {
  if (changes.length === 0) return null;
  return lines(
    say`Derniers changements :`,
    ...changes.map(({ at: moment, person, deed, shown, schedule }) => {
      const what = entryOf({ shown, schedule, configured: false });
      return deed === "subscribed"
        ? say`${begun(at(moment, time))}, ${personName(person)} a abonné ce salon : ${what}`
        : say`${begun(at(moment, time))}, ${personName(person)} a arrêté l'abonnement : ${what}`;
    }),
  );
}

function elsewhere(prefix: string): Fragment {
  return say`Pour l'ensemble : ${code(typed(statusCommand, prefix))} en message direct, ou dans le salon d'administration.`;
}

function botPart(bot: BotState, time: Time): Fragment {
  const { rooms, offers, queue, syncAge, reasons, notes, refusedFiles } = bot;
  const waiting = queue.reduce((sum, { rows }) => sum + rows, 0);
  const unserved = rooms.waiting + rooms.suspended;
  const named = [...reasons, ...notes].slice(0, MOST_NAMED);
  const more = reasons.length + notes.length - named.length;
  return paragraphs(
    lines(
      strong(reasons.length === 0 ? say`L'ensemble va bien.` : say`L'ensemble ne va pas bien.`),
      say`${rooms.active} salon${s(rooms.active)} servi${s(rooms.active)}${unserved === 0 ? "" : `, ${unserved} non`} ; ${offers.open} offre${s(offers.open)} ouverte${s(offers.open)}${refusedFiles === 0 ? say`` : say`, ${refusedFiles} fichier${s(refusedFiles)} refusé${s(refusedFiles)}`} ; ${waiting} message${s(waiting)} en attente.`,
      syncAge === null
        ? say`Pas encore de synchronisation. Version ${bot.version}.`
        : say`Dernière synchronisation il y a ${syncAge} s. Version ${bot.version}.`,
      sealedLine(bot.keys),
    ),
    named.length === 0 ? null : say`Dans les mots de ${code("/readyz")} et de ${code("npx crieur status")} :`,
    named.length === 0
      ? null
      : bullets(
          named.map(({ what, since, remedy }) =>
            lines(
              say`${clipWords(what, TROUBLE_LIMIT)} (${at(Date.parse(since), time)})`,
              say`→ ${clipWords(remedy, TROUBLE_LIMIT)}`,
            ),
          ),
        ),
    more === 0 ? null : say`Et ${more} de plus : ${code("npx crieur status")} les nomme.`,
  );
}

/** Null where no encrypted room has come up: there is nothing to know then. */
function sealedLine({ on, backup, shutRooms, unopened }: BotState["keys"]): Fragment | null {
  if (!on) {
    return shutRooms === 0
      ? null
      : say`⚠️ ${shutRooms} salon${s(shutRooms)} chiffré${s(shutRooms)} laissé${s(shutRooms)} de côté.`;
  }
  const awaited =
    unopened === 0
      ? say``
      : say` ; ${unopened} message${s(unopened)} en attente de ${unopened === 1 ? "sa" : "leur"} clé`;
  return backup === null
    ? say`Salons chiffrés : servis, sans sauvegarde des clés${awaited}.`
    : say`Salons chiffrés : servis, clés sauvegardées${awaited}.`;
}

function at(moment: number, { now, timezone }: Time): Fragment {
  return ours(momentWords(moment, now, timezone));
}
