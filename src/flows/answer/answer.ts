import type { Logger } from "pino";
import type { Offers } from "../../commands/context.ts";
import type { Page } from "../../commands/page.ts";
import { parse } from "../../commands/parser.ts";
import type { Answer } from "../../commands/table.ts";
import { marksOf, render } from "../../messages/answer.ts";
import { failed, tooMany } from "../../messages/apology.ts";
import type { Wording } from "../../messages/wording.ts";
import type { Clock, Command, CommandOutcome, OutboxId, Store, Transaction } from "../../ports/index.ts";
import { COMMANDS_PER_MINUTE, type CommandLimiter } from "../../rooms/commandLimiter.ts";
import { excuse, isLate, isLateEdit } from "./lateness.ts";
import { type Original, standingOf } from "./original.ts";
import { queueReply, type Reply } from "./reply.ts";
import { storedLists } from "./storedLists.ts";

export interface AnswerParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly offers: Offers;
  readonly limiter: CommandLimiter;
  readonly wording: Wording;
}

type AnswerTables = Pick<Transaction, "inbox" | "lists" | "outbox" | "decisions" | "places">;

/**
 * Answers one command of the inbox: its reply, the list that it shows, and its "done" mark commit together, so that it
 * is answered once (docs/design.md §7.1, §7.7). `original`: the message that an edit names, when it was looked up
 * elsewhere than in the inbox. Sends nothing: the reply waits in the outbox. Rejects only when the
 * store does; then nothing was done.
 */
export async function answer(
  command: Command,
  parts: AnswerParts,
  original: Original | null = null,
): Promise<void> {
  await parts.store.write(async (tx) => {
    if ((await tx.inbox.outcomeOf(command.event)) !== null) return;
    const now = parts.clock.now();
    if (isLate(command, now)) return excuse(tx, command, now);
    const asked = isLateEdit(command, now)
      ? null
      : standingOf(command, original ?? (await inInbox(tx, command)));
    const outcome = asked === null ? "ignored" : await outcomeOf(tx, asked, parts, now);
    await tx.inbox.done(command.event, outcome, now);
  });
}

/** Passes over commands of people who ask too much, all in one commit: others must not wait for thousands of them. */
export async function ignore(
  commands: readonly Command[],
  { store, clock }: Pick<AnswerParts, "store" | "clock">,
): Promise<void> {
  if (commands.length === 0) return;
  await store.write(async ({ inbox }) => {
    for (const { event } of commands) {
      if ((await inbox.outcomeOf(event)) === null) await inbox.done(event, "ignored", clock.now());
    }
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
): Promise<CommandOutcome> {
  const allowance = parts.limiter.ask(command.sender, now);
  if (allowance === "silence") return "ignored";
  if (allowance === "notice") {
    await queueReply(tx, command, { message: tooMany(COMMANDS_PER_MINUTE), offers: [] }, now);
    return "ignored";
  }
  const reply = await replyTo(tx, command, parts);
  if (reply === null) return "ignored";
  if (reply === "failed") {
    await queueReply(tx, command, { message: failed(parts.wording), offers: [] }, now);
    return "failed";
  }
  const row = await queueReply(tx, command, reply, now);
  if ("found" in reply.answer) await rememberList(tx, command, row, reply.answer, now);
  return "answered";
}

/** Numbers and `suite` refer to the list from now on, also after a restart. */
async function rememberList(
  tx: Pick<Transaction, "lists">,
  { room, sender: person, thread }: Command,
  reply: OutboxId,
  { found: offers, shown, standing }: Page,
  now: number,
): Promise<void> {
  await tx.lists.add({ room, person, reply, offers, shown, closed: standing === "closed", thread, at: now });
}

/**
 * The error boundary of one command: a fault of ours becomes an excuse, logged without what the person wrote. Null when
 * the text is no command any more (its prefix was changed since it was stored).
 */
async function replyTo(
  tx: AnswerTables,
  command: Command,
  parts: AnswerParts,
): Promise<(Reply & { readonly answer: Answer }) | "failed" | null> {
  const { offers, wording } = parts;
  try {
    const call = parse(command.text, wording.prefix, (id) => offers.byId(id) !== null);
    if (call === null) return null;
    const { inReplyTo, thread } = command;
    const context = { offers, lists: storedLists(tx, command, offers), inReplyTo, thread };
    const answer = await call.command.run(call.argument, context);
    return { answer, message: render(answer, wording), offers: marksOf(answer, wording) };
  } catch (error) {
    parts.log.error({ err: withoutText(error), event: command.event }, "a command could not be answered");
    return "failed";
  }
}

/** A message may quote what was searched; the stack names the place without it. */
function withoutText(error: unknown): { type: string; stack: string } {
  if (!(error instanceof Error)) return { type: typeof error, stack: "" };
  const frames = (error.stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
  return { type: error.name, stack: frames.join("\n") };
}
