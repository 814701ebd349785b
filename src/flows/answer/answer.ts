import type { Logger } from "pino";
import type { Answer } from "../../commands/answer.ts";
import type { Offers } from "../../commands/context.ts";
import { parse } from "../../commands/parser.ts";
import { commandNamed } from "../../commands/table.ts";
import { marksOf, render } from "../../messages/answer.ts";
import { failed, tooMany } from "../../messages/apology.ts";
import type { Wording } from "../../messages/wording.ts";
import type { Clock, Command, CommandOutcome, Store, Transaction } from "../../ports/index.ts";
import { type AskingPace, COMMANDS_PER_MINUTE } from "../../rooms/askingPace.ts";
import { excuse, isLate, isLateEdit } from "./lateness.ts";
import { queueReply } from "./reply.ts";
import { storedLists } from "./storedLists.ts";

export interface AnswerParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly offers: Offers;
  readonly pace: AskingPace;
  readonly wording: Wording;
}

/**
 * Answers one command of the inbox: its reply, what that shows, and its "done" mark commit together, so that it is
 * answered once (DESIGN §7.1, §7.7). Rejects only when the store does; then nothing was done.
 */
export async function answer(command: Command, parts: AnswerParts): Promise<void> {
  await parts.store.write(async (tx) => {
    if ((await tx.inbox.outcomeOf(command.event)) !== null) return;
    const now = parts.clock.now();
    if (isLate(command, now)) return excuse(tx, command, now);
    const passedOver = isLateEdit(command, now) || (await isOfAnother(tx, command));
    const outcome = passedOver ? "ignored" : await outcomeOf(tx, command, parts, now);
    await tx.inbox.done(command.event, outcome, now);
  });
}

/** An edit of somebody else's command is none (client-server API, « Event replacements »: the same sender). */
async function isOfAnother(tx: Transaction, { replaces, sender }: Command): Promise<boolean> {
  const author = replaces && (await tx.inbox.senderOf(replaces));
  return author !== null && author !== sender;
}

async function outcomeOf(
  tx: Transaction,
  command: Command,
  parts: AnswerParts,
  now: number,
): Promise<CommandOutcome> {
  const allowance = parts.pace.ask(command.sender, now);
  if (allowance === "silence") return "ignored";
  if (allowance === "notice") {
    await queueReply(tx, command, { message: tooMany(COMMANDS_PER_MINUTE), offers: [] }, now);
    return "ignored";
  }
  const { wording } = parts;
  const said = await say(tx, command, parts);
  if (said === null) return "ignored";
  if (said === "failed") {
    await queueReply(tx, command, { message: failed(wording), offers: [] }, now);
    return "failed";
  }
  const row = await queueReply(tx, command, said, now);
  const { answer } = said;
  if (answer.kind === "list" || answer.kind === "more") {
    const { room, sender: person, thread } = command;
    const closed = answer.standing === "closed";
    const { found: offers, shown } = answer;
    await tx.lists.add({ room, person, reply: row, offers, shown, closed, thread, at: now });
  }
  return "answered";
}

type Said = {
  readonly answer: Answer;
  readonly message: ReturnType<typeof render>;
  readonly offers: ReturnType<typeof marksOf>;
};

/** The error boundary of one command: a fault of ours becomes an excuse, logged without what the person wrote. */
async function say(tx: Transaction, command: Command, parts: AnswerParts): Promise<Said | "failed" | null> {
  const { offers, wording } = parts;
  try {
    const request = parse(command.text, wording.prefix, (id) => offers.byId(id) !== null);
    if (request === null) return null;
    const { inReplyTo, thread } = command;
    const context = { offers, lists: storedLists(tx, command, offers), inReplyTo, thread };
    const answer: Answer =
      request.command === "helpLine"
        ? { kind: "helpLine" }
        : await commandNamed(request.command).run(request.argument, context);
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
