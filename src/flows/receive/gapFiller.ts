import type { Logger } from "pino";
import { backoff, LONGEST_WAIT } from "../../delivery/backoff.ts";
import { type Gap, HomeserverError } from "../../ports/index.ts";
import { GAP_PATIENCE } from "../answer/lateness.ts";
import { PROBE_EVERY } from "../service/fate.ts";
import type { Health } from "../service/health.ts";
import type { BackgroundWork, Rest } from "../service/loop.ts";
import { WakeSignal } from "../service/wakeSignal.ts";
import { dueGaps, HANGS_AFTER, untilDue } from "./dueGaps.ts";
import { fillGap, type GapParts } from "./gaps.ts";
import { GAP_NAMED_AFTER, GAP_REMEDY, gapTrouble } from "./gapTrouble.ts";

export interface GapFillerParts extends GapParts {
  readonly health: Health;
  readonly log: Logger;
  readonly random: () => number;
}

/** A gap that is refused for good is given up after this long, milliseconds; what fails in passing never is. */
const HOPELESS_AFTER = 24 * 3_600_000;

/**
 * Fills gaps beside the sync, a few at a time, each with a backoff of its own that outlives a restart: a room whose past
 * cannot be read delays no other room, and is named where operators look.
 */
export class GapFiller implements BackgroundWork {
  readonly name = "history";
  readonly trouble = "missed messages could not be worked through";
  readonly wakeSignal = new WakeSignal();
  readonly #parts: GapFillerParts;
  /** Each with when the answer that it waits for was asked for, of the clock that nobody sets. */
  readonly #underWay = new Map<number, { readonly gap: Gap; asked: number }>();
  readonly #works = new Set<Promise<void>>();
  readonly #errors = new Map<number, string>();
  /** How often each was taken up: those that were so least go first. */
  readonly #turns = new Map<number, number>();
  #fault: unknown = null;
  #named = false;

  constructor(parts: GapFillerParts) {
    this.#parts = parts;
  }

  /** There are new gaps. */
  wake(): void {
    this.wakeSignal.wake();
  }

  firstRest(): Rest {
    return 0;
  }

  async turn(signal: AbortSignal): Promise<Rest> {
    this.#rethrow();
    const { store, clock, onPage } = this.#parts;
    const gaps = await store.read((tx) => tx.gaps.all());
    if (signal.aborted) return null;
    const now = clock.now();
    for (const id of this.#turns.keys()) if (!gaps.some((gap) => gap.id === id)) this.#turns.delete(id);
    const turns = ({ id }: Gap): number => this.#turns.get(id) ?? 0;
    const inTurn = gaps.toSorted((a, b) => turns(a) - turns(b));
    for (const gap of dueGaps(inTurn, this.#busy(), now)) this.#begin(gap, signal);
    this.#tell(gaps, now);
    // The patience of a room's commands may have ended.
    if (gaps.length > 0) onPage();
    return this.#untilNext(gaps, now);
  }

  async finish(): Promise<void> {
    await Promise.all(this.#works);
  }

  /** What concerned more than one gap is the loop's to judge: the token is dead, or the store is ill. */
  #rethrow(): void {
    const fault = this.#fault;
    this.#fault = null;
    if (fault !== null) throw fault;
  }

  #busy() {
    const hanging = this.#parts.clock.monotonic() - HANGS_AFTER;
    return [...this.#underWay.values()].map(({ gap, asked }) => ({ gap, hangs: asked <= hanging }));
  }

  #begin(gap: Gap, signal: AbortSignal): void {
    this.#underWay.set(gap.id, { gap, asked: this.#parts.clock.monotonic() });
    this.#turns.set(gap.id, (this.#turns.get(gap.id) ?? 0) + 1);
    const work = this.#fill(gap, signal).finally(() => {
      this.#underWay.delete(gap.id);
      this.#works.delete(work);
      this.wake();
    });
    this.#works.add(work);
  }

  /** The error boundary of a gap. Never rejects. */
  async #fill(gap: Gap, signal: AbortSignal): Promise<void> {
    try {
      await fillGap(gap, { ...this.#parts, onPage: () => this.#onPage(gap) }, signal);
      this.#errors.delete(gap.id);
    } catch (error) {
      if (signal.aborted) return;
      await this.#fail(gap, error).catch((fault: unknown) => {
        this.#fault = fault;
      });
    }
  }

  #onPage({ id }: Gap): void {
    const one = this.#underWay.get(id);
    if (one) one.asked = this.#parts.clock.monotonic();
    this.#parts.onPage();
  }

  /** Rejects with what concerns more than this gap. */
  async #fail(gap: Gap, error: unknown): Promise<void> {
    if (!(error instanceof HomeserverError) || error.concern === "credentials") throw error;
    const { store, clock, log, random } = this.#parts;
    const { message, concern, retryAfter } = error;
    const now = clock.now();
    const refused = concern === "room" || concern === "message";
    const late = now - gap.openedAt > HOPELESS_AFTER;
    const after =
      concern === "account"
        ? PROBE_EVERY
        : Math.min(retryAfter ?? backoff(gap.attempts + 1, random), LONGEST_WAIT);
    const closed = await store.write(async (tx) => {
      const present = (await tx.rooms.get(gap.room))?.membership === "join";
      const hopeless = refused && (late || !present);
      if (hopeless) await tx.gaps.close(gap.id);
      else await tx.gaps.retry(gap.id, now + after);
      // Where we are not any more nobody waits for us.
      if (hopeless && present)
        await tx.incidents.add({ kind: "gap", about: gap.room, cause: message, at: now });
      return hopeless;
    });
    this.#errors.set(gap.id, message);
    log.warn({ room: gap.room, reason: message }, closed ? "a gap was given up" : "a gap is not filled yet");
  }

  #tell(gaps: readonly Gap[], now: number): void {
    const { health } = this.#parts;
    for (const id of this.#errors.keys()) if (!gaps.some((gap) => gap.id === id)) this.#errors.delete(id);
    const trouble = gapTrouble(gaps, this.#errors, now);
    if (trouble !== null) health.red("gaps", trouble.what, GAP_REMEDY, trouble.since);
    else if (this.#named) health.green("gaps");
    this.#named = trouble !== null;
  }

  /** Until a gap is due again, has to be named, or holds back no more, or hangs; the end of one under way wakes us. */
  #untilNext(gaps: readonly Gap[], now: number): Rest {
    const asked = [...this.#underWay.values()].map((one) => one.asked + HANGS_AFTER);
    const hangs = asked.map((moment) => Math.ceil(moment - this.#parts.clock.monotonic()));
    const waits = gaps.flatMap((gap) => [
      untilDue(gap, now),
      gap.openedAt + GAP_PATIENCE - now,
      gap.attempts > 0 ? gap.openedAt + GAP_NAMED_AFTER - now : 0,
    ]);
    const later = [...waits, ...hangs].filter((wait) => wait > 0);
    return later.length === 0 ? null : Math.min(...later);
  }
}
