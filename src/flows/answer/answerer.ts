import { isLasting } from "../../commands/lasting.ts";
import type { Command, Homeserver, OutboxId, Transaction } from "../../ports/index.ts";
import type { PlaceId } from "../../rooms/identifiers.ts";
import type { Taken } from "../deliver/taken.ts";
import type { BackgroundWork, Rest } from "../service/loop.ts";
import type { Tally } from "../service/tally.ts";
import { WakeSignal } from "../service/wakeSignal.ts";
import { type Answered, type AnswerParts, answer, ignore, inInbox } from "./answer.ts";
import { endOwn } from "./deeds/forget.ts";
import { filterReader } from "./filterReader.ts";
import { holdAt, isLate, isLateEdit } from "./lateness.ts";
import type { Original } from "./original.ts";
import { Originals } from "./originals.ts";

export interface AnswererParts extends AnswerParts {
  readonly tally: Tally;
  /** A reply is queued. */
  readonly onAnswer: () => void;
}

/** Takes a queued reply along in the transaction that queued it; null when it has to wait for its turn. */
export type TakeAlong = (tx: Transaction, reply: OutboxId) => Promise<Taken | null>;

/** Commands that are answered in the transaction which brought them. */
const FEW = 4;
/** Commands read from the inbox at a time. */
const BATCH = 200;

/** Answers what waits in the inbox, in the order it was sent. */
export class Answerer implements BackgroundWork {
  readonly name = "inbox";
  readonly trouble = "commands cannot be answered";
  readonly wakeSignal = new WakeSignal();
  readonly #parts: AnswererParts;
  readonly #originals = new Originals(() => this.wake());

  constructor(parts: AnswererParts) {
    this.#parts = parts;
  }

  wake(): void {
    this.wakeSignal.wake();
  }

  /** The account is reached: what edits name can be looked up. */
  reach(homeserver: Pick<Homeserver, "event">): void {
    this.#originals.reach(homeserver);
  }

  /**
   * Answers the few commands that wait, in the transaction that brought them: one commit before the answer goes, not
   * three. What takes longer, or is not about to be answered, is left to a turn. `take` takes a reply along to the
   * homeserver; what it gives back goes into `taken`, for the caller to call once `tx` is committed or was not. Returns
   * whether everything is answered. Rejects when the store does.
   */
  async answerAtOnce(tx: Transaction, take: TakeAlong, taken: Taken[]): Promise<boolean> {
    const { clock, limiter, onAnswer } = this.#parts;
    const now = clock.now();
    const commands = await tx.inbox.waiting(FEW + 1, holdAt(now));
    const prompt = commands.filter((one) => one.replaces === null && !isLate(one, now));
    if (commands.length > FEW || prompt.some(({ sender }) => limiter.isSilenced(sender, clock.monotonic())))
      return false;
    for (const command of prompt) {
      const answered = await answer(tx, command, this.#parts);
      taken.push({ go: () => this.#count(command, answered), giveBack: () => {} });
      const reply = answered?.reply ?? null;
      if (reply !== null) taken.push((await take(tx, reply)) ?? { go: onAnswer, giveBack: () => {} });
    }
    return prompt.length === commands.length;
  }

  /** Whether a command asks for something that is to outlive its answer. `text` is hostile. */
  readonly isLasting = (text: string): boolean => {
    const { offers, wording } = this.#parts;
    return isLasting(text, wording.prefix, (id) => offers.byId(id) !== null);
  };

  /** Ends what a person who never came to their room had it subscribed to. */
  readonly endOwn = async (tx: Transaction, place: PlaceId): Promise<void> => {
    const { clock, filters } = this.#parts;
    const now = clock.now();
    const { open } = filterReader({ ...this.#parts, ...filters, now });
    await endOwn(tx, place, "nobody came to the room", { matches: filters.matches, open, now });
  };

  firstRest(): Rest {
    return 0;
  }

  async turn(signal: AbortSignal): Promise<Rest> {
    const commands = await this.#waiting(BATCH);
    const failures = await this.#answerAll(commands, signal);
    // A command that cannot be stored holds up no other: it is told when all have had their turn.
    if (failures.length > 0 && !signal.aborted) throw failures[0];
    return commands.length === BATCH ? 0 : null;
  }

  /** Tells whether every command has been answered. */
  async isIdle(): Promise<boolean> {
    return (await this.#waiting(1)).length === 0;
  }

  #waiting(limit: number): Promise<Command[]> {
    const { store, clock } = this.#parts;
    return store.read((tx) => tx.inbox.waiting(limit, holdAt(clock.now())));
  }

  async #answerAll(commands: readonly Command[], signal: AbortSignal): Promise<unknown[]> {
    const { limiter, clock, onAnswer } = this.#parts;
    const failures: unknown[] = [];
    const ignored: Command[] = [];
    for (const command of commands) {
      if (signal.aborted) break;
      if (limiter.isSilenced(command.sender, clock.monotonic())) {
        ignored.push(command);
        continue;
      }
      try {
        const original = await this.#originalOf(command);
        if (original === "looking") continue;
        const write = this.#parts.store.write((tx) => answer(tx, command, this.#parts, original));
        this.#count(command, await write);
        this.#originals.forget(command);
        onAnswer();
      } catch (error) {
        failures.push(error);
      }
    }
    this.#parts.tally.commands("ignored", await ignore(ignored, this.#parts));
    return failures;
  }

  /** What became of a command is counted once it is committed. */
  #count({ receivedAt }: Command, answered: Answered | null): void {
    const { tally, clock } = this.#parts;
    if (answered === null) return;
    tally.commands(answered.outcome, answered.commands);
    const waited = Math.max(0, clock.now() - receivedAt);
    if (answered.reply !== null) tally.asked(answered.reply, clock.monotonic() - waited);
  }

  /** The message that an edit names, where the inbox does not know it. */
  async #originalOf(command: Command): Promise<Original | "looking" | null> {
    const { store, clock } = this.#parts;
    if (command.replaces === null || isLateEdit(command, clock.now())) return null;
    const known = await store.read((tx) => inInbox(tx, command));
    return known === null ? this.#originals.of(command) : null;
  }
}
