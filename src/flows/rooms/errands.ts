import type { Logger } from "pino";
import { backoff } from "../../delivery/backoff.ts";
import { type Clock, HomeserverError } from "../../ports/index.ts";
import { messageOf } from "../../text/thrown.ts";
import { PROBE_EVERY, RETRY_AFTER } from "../service/fate.ts";
import type { Health } from "../service/health.ts";
import type { Rest } from "../service/loop.ts";
import { SharedLimit } from "./sharedLimit.ts";

/** Requests under way at once. One that takes long does not count any more, so that it holds up no other. */
const AT_ONCE = 4;
const LONG = 5000;
/** Tries that follow each other within minutes; later ones come every five. */
const QUICK_TRIES = 8;
/** What fails, or is limited, for so long is told of, milliseconds. */
const NOTABLE = 60_000;
/** For one that keeps failing. */
const WAITING =
  "it is tried every five minutes, and other rooms go on; see what the homeserver says of this room, or invite the account again";

/** Errands of one kind meet one limit: Synapse counts joins, and rooms that are opened and invited to, each by itself. */
export type LimitName = "joins" | "direct rooms";

const UNLIMITED =
  "nothing: one is tried each minute; where it lasts, have the homeserver's limits for this account raised";

/** A piece of work that is wanted until it is not offered any more. */
export interface Task {
  readonly key: string;
  /**
   * Resolves to the milliseconds after which it is done again if it is still wanted; null: as after a failure, because
   * sync is about to show that it is done. `tries`: how many times it was tried before.
   */
  run(signal: AbortSignal, tries: number): Promise<number | null>;
  /** Nothing else is to be done when it went well. */
  readonly quiet: boolean;
  readonly limit: LimitName;
}

interface Entry {
  tries: number;
  /** On the monotonic clock. */
  due: number;
  running: boolean;
  /** Why the last try failed. */
  failure: string | null;
  /** Since when every try failed, on the monotonic clock; null when the last one went well. */
  failing: number | null;
}

export interface ErrandParts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly health: Health;
  readonly log: Logger;
  /** An errand ended: there may be others to do. */
  readonly onEnd: () => void;
}

/**
 * Runs errands beside each other, a few at a time. Each has its own pauses: one, two, four seconds …, then five minutes,
 * or what a rate limit asks for. A limit that several meet holds all of them: Synapse limits joins by account and by room. What is not offered any more is forgotten, so that it begins anew when it comes back.
 */
export class Errands {
  readonly #parts: ErrandParts;
  readonly #entries = new Map<string, Entry>();
  readonly #underWay = new Set<Promise<void>>();
  #offered: readonly Task[] = [];
  #counting = 0;
  readonly #limits: Readonly<Record<LimitName, SharedLimit>> = {
    joins: new SharedLimit(),
    "direct rooms": new SharedLimit(),
  };
  #fatal: unknown = null;

  constructor(parts: ErrandParts) {
    this.#parts = parts;
  }

  /** Why the last try of an errand failed; null when it went well, or is still to come. */
  failureOf(key: string): string | null {
    return this.#entries.get(key)?.failure ?? null;
  }

  /**
   * Begins what is due, in the order given, and returns how long there is nothing to do. Throws what ends the process:
   * dead credentials.
   */
  begin(tasks: readonly Task[], signal: AbortSignal): Rest {
    if (this.#fatal !== null) throw this.#fatal;
    this.#forget(new Set(tasks.map(({ key }) => key)));
    this.#offered = tasks;
    return this.#fill(signal);
  }

  #fill(signal: AbortSignal): Rest {
    const now = this.#parts.clock.monotonic();
    let next = Number.POSITIVE_INFINITY;
    for (const task of this.#offered) {
      const entry = this.#entry(task.key);
      if (entry.running) continue;
      const due = Math.max(entry.due, this.#limits[task.limit].pausedUntil);
      if (due > now) next = Math.min(next, due);
      else if (this.#counting < AT_ONCE && !signal.aborted) this.#start(task, entry, signal);
    }
    return next === Number.POSITIVE_INFINITY ? null : next - now;
  }

  /** Resolves when nothing is under way any more. */
  async finish(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  #entry(key: string): Entry {
    const entry = this.#entries.get(key) ?? {
      tries: 0,
      due: 0,
      running: false,
      failure: null,
      failing: null,
    };
    this.#entries.set(key, entry);
    return entry;
  }

  #forget(wanted: ReadonlySet<string>): void {
    for (const [key, { running }] of this.#entries) {
      if (running || wanted.has(key)) continue;
      this.#entries.delete(key);
      this.#parts.health.green(troubleOf(key));
    }
  }

  #start(task: Task, entry: Entry, signal: AbortSignal): void {
    entry.running = true;
    this.#counting += 1;
    let counts = true;
    const release = (): void => {
      if (counts) this.#counting -= 1;
      counts = false;
    };
    const timer = setTimeout(() => {
      release();
      this.#fill(signal);
    }, LONG);
    const work = this.#attempt(task, entry, signal).then((well) => {
      clearTimeout(timer);
      release();
      entry.running = false;
      this.#underWay.delete(work);
      const rest = this.#fill(signal);
      // Where many rooms are asked who is there, what there is to do is not decided anew after each.
      if (!(well && task.quiet) || rest !== null || this.#counting === 0) this.#parts.onEnd();
    });
    this.#underWay.add(work);
  }

  /** The error boundary of an errand: what fails is tried again later, and holds up no other. */
  async #attempt(task: Task, entry: Entry, signal: AbortSignal): Promise<boolean> {
    const { clock, health } = this.#parts;
    try {
      const again = await task.run(signal, entry.tries);
      this.#notLimited(task);
      entry.failure = null;
      entry.failing = null;
      entry.tries += 1;
      entry.due = clock.monotonic() + (again ?? this.#pause(entry.tries));
      health.green(troubleOf(task.key));
      return true;
    } catch (error) {
      if (!signal.aborted) this.#failed(task, entry, error);
      return false;
    }
  }

  #failed(task: Task, entry: Entry, error: unknown): void {
    const { key } = task;
    const { clock, health, log } = this.#parts;
    const now = clock.monotonic();
    const isNews = entry.failure !== messageOf(error);
    entry.failure = messageOf(error);
    entry.failing ??= now;
    if (!(error instanceof HomeserverError)) {
      log.error({ err: error, key }, "a room could not be looked after");
      health.red(troubleOf(key), `a room could not be looked after: ${messageOf(error)}`);
      entry.due = now + RETRY_AFTER;
      return;
    }
    if (error.concern === "credentials") {
      this.#fatal = error;
      return;
    }
    if (error.status === 429) {
      const wait = Math.min(error.retryAfter ?? RETRY_AFTER, PROBE_EVERY);
      entry.due = now + wait;
      // All of them have one name then, and not one each.
      if (this.#limited(task, wait, now)) return;
    } else {
      entry.tries += 1;
      const pause = error.concern === "account" ? PROBE_EVERY : this.#pause(entry.tries);
      entry.due = now + Math.max(pause, error.retryAfter ?? 0);
    }
    // A configured place is red besides: this tells of invitations, too, which nobody else speaks of.
    if (now - entry.failing > NOTABLE) health.note(troubleOf(key), `${key}: ${error.message}`, WAITING);
    if (isNews) log.warn({ key, reason: error.message }, "a room could not be looked after");
  }

  /** Returns whether the limit is that of all errands of this kind. */
  #limited({ key, limit: name }: Task, wait: number, now: number): boolean {
    const limit = this.#limits[name];
    if (!limit.meet(key, wait, now)) return false;
    const what = `the homeserver takes no more ${name} for now: it asked ${limit.size} of them to wait`;
    if (limit.notable) this.#parts.health.red(troubleOfLimit(name), what, UNLIMITED);
    return true;
  }

  #notLimited({ limit }: Task): void {
    this.#limits[limit].pass();
    this.#parts.health.green(troubleOfLimit(limit));
  }

  #pause(tries: number): number {
    return tries > QUICK_TRIES ? PROBE_EVERY : backoff(tries, this.#parts.random);
  }
}

function troubleOf(key: string): string {
  return `room errand ${key}`;
}

function troubleOfLimit(name: LimitName): string {
  return name === "joins" ? "rooms limit" : `${name} limit`;
}
