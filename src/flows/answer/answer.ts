import type { Logger } from "pino";
import type { BotState, Offers } from "../../commands/context.ts";
import type { FilterReader } from "../../commands/filters.ts";
import type { Page } from "../../commands/page.ts";
import { parse } from "../../commands/parser.ts";
import type { Answer } from "../../commands/table.ts";
import { marksOf, render } from "../../messages/answer.ts";
import { failed, tooMany } from "../../messages/apology.ts";
import type { Message } from "../../messages/content.ts";
import type { Wording } from "../../messages/wording.ts";
import type { Clock, Command, CommandOutcome, OutboxId, Store, Transaction } from "../../ports/index.ts";
import { COMMANDS_PER_MINUTE, type CommandLimiter } from "../../rooms/commandLimiter.ts";
import type { RoomAlias, RoomId } from "../../rooms/identifiers.ts";
import { withoutMessage } from "../../text/thrown.ts";
import type { ReportTables } from "../service/report.ts";
import { carryOut } from "./deeds/deeds.ts";
import { takeBackQuiet } from "./deeds/hush.ts";
import { takeBack } from "./deeds/subscriptions.ts";
import { filterReader } from "./filterReader.ts";
import { cameInTime, excuse, isLate, isLateEdit, refuseCorrection } from "./lateness.ts";
import { type Original, standingOf } from "./original.ts";
import { personRecord } from "./personRecord.ts";
import { queueReply, type Reply } from "./reply.ts";
import { type Filters, roomRecord } from "./roomRecord.ts";
import { storedLists } from "./storedLists.ts";
import { ofThisRoom, tellRoom } from "./tellRoom.ts";
import { unask } from "./withdraw.ts";

export interface AnswerParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly offers: Offers;
  readonly limiter: CommandLimiter;
  readonly wording: Wording;
  readonly filters: Filters;
  /** The accounts that administer the bot. */
  readonly admins: readonly string[];
  /** `access.adminRoom`. */
  readonly adminRoom: RoomAlias | RoomId | null;
  readonly timezone: string;
  /** Whose invitations are accepted, and who is invited: `access.invitesFrom`. */
  readonly invitesFrom: readonly string[];
  /** A room is to be opened for somebody, once the transaction that answers is committed. */
  readonly onWish: () => void;
  /** How the bot is, as far as the store is concerned within `tx`. */
  readonly report: (tx: ReportTables) => Promise<BotState>;
}

type AnswerTables = Pick<
  Transaction,
  | "inbox"
  | "lists"
  | "outbox"
  | "decisions"
  | "places"
  | "subscriptions"
  | "audit"
  | "changes"
  | "told"
  | "offers"
  | "rooms"
  | "session"
  | "incidents"
  | "gaps"
  | "quiet"
  | "confirmations"
  | "follows"
  | "directWishes"
  | "people"
  | "unopened"
>;

/**
 * Answers one command of the inbox in the transaction `tx`: its reply, the list that it shows, and its "done" mark commit
 * together, so that it is answered once (docs/design.md §7.1, §7.7). `original`: the message that an edit names, when it
 * was looked up elsewhere than in the inbox. Null when it was done before. Sends nothing: the reply waits in the outbox.
 * Rejects only when the store does.
 */
export async function answer(
  tx: AnswerTables,
  command: Command,
  parts: AnswerParts,
  original: Original | null = null,
): Promise<Answered | null> {
  if ((await tx.inbox.outcomeOf(command.event)) !== null) return null;
  const now = parts.clock.now();
  const refused = await refuseCorrection(tx, command, now);
  if (refused !== "other") return { outcome: "late", reply: refused, commands: 1 };
  if (isLate(command, now)) return { outcome: "late", reply: null, commands: await excuse(tx, command, now) };
  const asked =
    isLateEdit(command, now) && !(await cameInTime(tx, command))
      ? null
      : standingOf(command, original ?? (await inInbox(tx, command)));
  const { outcome, reply } = asked === null ? IGNORED : await outcomeOf(tx, asked, parts, now);
  await tx.inbox.done(command.event, outcome, now);
  return { outcome, reply, commands: 1 };
}

interface Outcome {
  readonly outcome: CommandOutcome;
  /** The row that shows the answer; null where nothing is said, or not to this command alone. */
  readonly reply: OutboxId | null;
}

/** What became of a command. */
export interface Answered extends Outcome {
  /** How many were done with it: one excuse is for all that were late. */
  readonly commands: number;
}

const IGNORED: Outcome = { outcome: "ignored", reply: null };

/** Passes over commands of people who ask too much, all in one commit: others must not wait for thousands of them. Returns how many. */
export async function ignore(
  commands: readonly Command[],
  { store, clock }: Pick<AnswerParts, "store" | "clock">,
): Promise<number> {
  if (commands.length === 0) return 0;
  return store.write(async ({ inbox }) => {
    let ignored = 0;
    for (const { event } of commands) {
      if ((await inbox.outcomeOf(event)) !== null) continue;
      await inbox.done(event, "ignored", clock.now());
      ignored += 1;
    }
    return ignored;
  });
}

/** The command that an edit names, where it names one. */
export async function inInbox(
  tx: Pick<Transaction, "inbox">,
  { replaces }: Command,
): Promise<Original | null> {
  const known = replaces && (await tx.inbox.get(replaces));
  return known && { ...known, withdrawn: known.outcome === "withdrawn" };
}

async function outcomeOf(
  tx: AnswerTables,
  command: Command,
  parts: AnswerParts,
  now: number,
): Promise<Outcome> {
  const say = (message: Message) => queueReply(tx, command, { message, offers: [] }, now);
  const allowance = parts.limiter.ask(command.sender, parts.clock.monotonic());
  if (allowance === "silence") return IGNORED;
  if (allowance === "notice") return { outcome: "ignored", reply: await say(tooMany(COMMANDS_PER_MINUTE)) };
  const reader = filterReader({ ...parts, ...parts.filters, now });
  const deeds = { ...parts, matches: parts.filters.matches, open: reader.open, now };
  const undone = command.replaces === null ? [] : await tx.audit.ofCause(command.replaces);
  await takeBack(tx, undone, deeds);
  const unhushed = await takeBackQuiet(tx, command, now);
  const unfollowed = command.replaces !== null && (await tx.follows.takeBack(command.replaces));
  const isUndone = unhushed || unfollowed || undone.length > 0;
  const isCorrected = unhushed || (await ofThisRoom(tx, command, undone)).length > 0;
  if (command.replaces !== null) await tx.confirmations.takeBack(command.replaces);
  const said = await replyTo(tx, command, parts, reader);
  if (said === null) {
    const { replaces } = command;
    if (replaces !== null) await unask(tx, { ...command, replaces }, isUndone, now);
    if (isCorrected) await tellRoom(tx, command, { done: [], quiet: null }, deeds);
    return IGNORED;
  }
  const deed = said !== "failed" && "deed" in said.answer ? said.answer.deed : null;
  const done = deed === null ? [] : await carryOut(tx, deed, command, deeds);
  await tx.audit.add(done);
  const reply = await (said === "failed" ? say(failed(parts.wording)) : queueReply(tx, command, said, now));
  const quiet =
    deed?.deed === "quiet" && said !== "failed" && said.answer.kind === "quiet" ? said.answer : null;
  const doneHere = await ofThisRoom(tx, command, done);
  if (isCorrected || doneHere.length > 0 || quiet !== null)
    await tellRoom(tx, command, { done: doneHere, quiet }, deeds);
  if (said === "failed") return { outcome: "failed", reply };
  if ("found" in said.answer) await rememberList(tx, command, reply, said.answer, now);
  return { outcome: "answered", reply };
}

/** Numbers and `suite` refer to the list from now on, also after a restart. */
async function rememberList(
  tx: Pick<Transaction, "lists">,
  { room, sender: person, thread }: Command,
  reply: OutboxId,
  { found: offers, shown, exact, standing }: Page,
  now: number,
): Promise<void> {
  await tx.lists.add({
    room,
    person,
    reply,
    offers,
    shown,
    exact,
    closed: standing === "closed",
    thread,
    at: now,
  });
}

/**
 * The error boundary of one command: a fault of ours becomes an excuse, logged without what the person wrote. Null when
 * the text is no command any more (its prefix was changed since it was stored).
 */
async function replyTo(
  tx: AnswerTables,
  command: Command,
  parts: AnswerParts,
  filters: FilterReader,
): Promise<(Reply & { readonly answer: Answer }) | "failed" | null> {
  const { offers, wording } = parts;
  try {
    const call = parse(command.text, wording.prefix, (id) => offers.byId(id) !== null);
    if (call === null) return null;
    const { inReplyTo, thread } = command;
    const lists = storedLists(tx, command, offers);
    const recorded = { ...parts, open: filters.open };
    const place = () => tx.places.ofRoom(command.room);
    const room = roomRecord(tx, { ...command, place }, recorded);
    const time = { now: parts.clock.now(), timezone: parts.timezone };
    const { sender } = command;
    const person = personRecord(tx, command, {
      ...parts,
      recordOf: (own) => {
        const where = own?.state === "active" ? own.room : null;
        return roomRecord(tx, { sender, room: where, place: async () => own }, recorded);
      },
    });
    const bot = () => parts.report(tx);
    const context = { offers, lists, room, person, filters, bot, time, inReplyTo, thread };
    const answer = await call.command.run(call.argument, context);
    return { answer, message: render(answer, wording), offers: marksOf(answer, wording) };
  } catch (error) {
    const fault = withoutMessage(error);
    parts.log.error({ err: fault, event: command.event }, "a command could not be answered");
    await tx.incidents.add({ kind: "command", about: fault.type, cause: "", at: parts.clock.now() });
    return "failed";
  }
}
