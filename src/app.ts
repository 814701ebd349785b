import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { isCommand } from "./commands/parser.ts";
import type { Config } from "./config/load.ts";
import { parserVersion } from "./edges/folder/parserVersion.ts";
import { serveHealth } from "./edges/http/server.ts";
import { everyTime } from "./edges/schedule/rescan.ts";
import { openSource } from "./edges/source.ts";
import { openStore } from "./edges/store/open.ts";
import { Administrators } from "./flows/administrators.ts";
import { Answerer } from "./flows/answerer.ts";
import { Catalogue } from "./flows/catalogue.ts";
import { untilConnected } from "./flows/connecting.ts";
import { Echoes } from "./flows/deliver/echoes.ts";
import { Pace } from "./flows/deliver/pace.ts";
import { Sender } from "./flows/deliver/sender.ts";
import { Health } from "./flows/health.ts";
import { ParseCache } from "./flows/parseCache.ts";
import { pulling } from "./flows/pulling.ts";
import { Reader } from "./flows/reader.ts";
import { Receiver } from "./flows/receive/receiver.ts";
import { renderer } from "./flows/render.ts";
import { RoomLife } from "./flows/rooms/roomLife.ts";
import type { Scan } from "./flows/scan.ts";
import { Scanner } from "./flows/scanner.ts";
import { type ConfiguredRoom, followConfiguration } from "./flows/subscriptions.ts";
import type { Clock, Homeserver, HomeserverError, Store } from "./ports.ts";
import { Releases } from "./releases.ts";
import { AskingPace } from "./rooms/askingPace.ts";
import type { RoomAlias, RoomId } from "./rooms/identifiers.ts";
import { filterMatcher } from "./search/filter.ts";
import type { Lexicon } from "./search/lexicon.ts";

export interface BotOptions {
  readonly config: Config;
  readonly lexicon: Lexicon;
  /** The configured rooms, their filters in canonical form. */
  readonly rooms: readonly ConfiguredRoom[];
  /** Where administrators are told what they should know; nowhere by default. */
  readonly adminRoom?: RoomAlias | RoomId | null;
  readonly log: Logger;
  /** One try to reach the account. */
  readonly connect: (signal: AbortSignal) => Promise<Homeserver>;
  /** `host:port` of `/healthz` and `/readyz`; null for none. */
  readonly listen: string | null;
  readonly clock?: Clock;
  /** What one person may ask in a minute; 20 unless given. */
  readonly commandsPerMinute?: number;
}

export interface Bot {
  /** Settles when the bot cannot go on by itself: rejects with the reason. */
  readonly failed: Promise<never>;
  /** Where health is served; null when it is not. */
  readonly address: string | null;
  /** What the first look at the folder came to. */
  readonly firstScan: Scan;
  /** Whether everything heard is answered and everything queued is sent or waits for its time. */
  isIdle(): Promise<boolean>;
  /** Ends the sends under way and lets everything go; at most ten seconds. */
  stop(): Promise<void>;
}

/** The offers folder cannot be read at the start: nothing sensible can be done without it. */
export class FolderUnusable extends Error {
  override readonly name = "FolderUnusable";
}

/** Account trouble that people have to mend is asked about this often, milliseconds. */
const PROBE_EVERY = 5 * 60_000;
const CONCURRENCY = 16;
/** A sync older than this is an illness, milliseconds. */
const SYNC_TOO_OLD = 90_000;
/** What sends under way are given when the bot stops, milliseconds. */
const FAREWELL = 8000;

/** Wires the bot and starts it. Rejects, with everything let go again, when it cannot start. */
export async function startBot(options: BotOptions): Promise<Bot> {
  const releases = new Releases();
  try {
    return await start(options, releases);
  } catch (error) {
    await releases.all();
    throw error;
  }
}

async function start(options: BotOptions, releases: Releases): Promise<Bot> {
  const { config, lexicon, log } = options;
  const { settings } = config;
  const clock: Clock = options.clock ?? { now: Date.now };
  const stopping = new AbortController();
  const failure = Promise.withResolvers<never>();
  // Whoever waits for it hears of it; nobody has to.
  failure.promise.catch(() => {});
  const health = new Health((name, reason) => {
    if (reason === null) log.info({ name }, "well again");
    else log.warn({ name, reason }, "not well");
  });

  const store = await openStore(settings.store, { lock: true, now: clock.now() });
  releases.add(() => store.close());
  const matches = filterMatcher(lexicon);
  const adminRoom = options.adminRoom ?? null;
  await followConfiguration(options.rooms, { store, matches, now: clock.now(), adminRoom });
  const administrators = new Administrators(adminRoom, clock);

  const offers = await openSource(settings.offers, { store: settings.store, keeps: true });
  releases.add(offers.release);
  const { source, copy } = offers;
  const catalogue = new Catalogue(lexicon, clock, settings.timezone);
  await catalogue.load(store);
  const wording = { prefix: settings.commands.prefix, publicUrl: settings.offers.publicUrl ?? null };
  let session: Session | null = null;

  const scanner = new Scanner({
    store,
    reader: new Reader(source, await ParseCache.open(store, parserVersion())),
    clock,
    matches,
    newKey: randomUUID,
    timezone: settings.timezone,
    settle: settings.offers.settle,
    firstRun: settings.offers.firstRun,
    catalogue,
    health,
    log,
    administrators,
    onScan: () => session?.sender.wake(),
  });
  releases.add(await source.watch(() => scanner.wake()));
  const pull = copy && pulling(copy.source, health);
  // What an earlier run fetched is looked at first; a first start waits for the repository.
  const fetched = copy !== null && (await copy.source.exists());
  if (pull && !fetched) await pull();
  const firstScan = await scanner.once();
  if (!firstScan.readable && (copy === null || !(await knowsOffers(store))))
    throw new FolderUnusable(`${firstScan.reason}; ${offers.remedy}`);
  if (pull) {
    if (fetched) void pull();
    releases.add(everyTime(copy.every, settings.timezone, pull));
  }

  const answerer = new Answerer({
    store,
    clock,
    log,
    health,
    offers: catalogue,
    pace: new AskingPace(options.commandsPerMinute),
    wording,
    onAnswer: () => session?.sender.wake(),
  });
  releases.add(
    everyTime(settings.offers.rescan, settings.timezone, () => {
      source.refresh();
      scanner.wake();
      answerer
        .prune()
        .catch((error: unknown) => log.error({ err: error }, "old lists and commands could not be removed"));
    }),
  );

  health.red("homeserver", "not connected yet");
  const served =
    options.listen === null
      ? null
      : await serveHealth(options.listen, () => reasonsOf(health, session, clock.now()));
  if (served) releases.add(served.close);

  const { signal } = stopping;
  const connected = (async () => {
    const homeserver = await untilConnected({
      connect: () => options.connect(signal),
      wait: (milliseconds) => waitOrAbort(milliseconds, signal),
      random: Math.random,
      probeEvery: PROBE_EVERY,
      onFailure: (error) => health.red("homeserver", error.message),
    });
    await claimAccount(store, homeserver);
    health.green("homeserver");
    if (options.rooms.length > 0) health.red("rooms", "the configured rooms were not yet tried");
    session = openSession(homeserver);
    await session.run(signal);
  })();
  const running = [scanner.run(signal), answerer.run(signal), connected].map((work) =>
    work.catch((error: unknown) => {
      if (!signal.aborted) failure.reject(error);
    }),
  );

  function openSession(homeserver: Homeserver): Session {
    const onFatal = (error: HomeserverError): void => failure.reject(error);
    const echoes = new Echoes();
    const sender = new Sender({
      store,
      echoes,
      homeserver,
      clock,
      health,
      log,
      administrators,
      pace: new Pace(settings.pace.perSecond),
      render: renderer(wording, settings.timezone, clock.now),
      listAbove: settings.announcements.listAbove,
      concurrency: CONCURRENCY,
      probeEvery: PROBE_EVERY,
      random: Math.random,
      onFatal,
    });
    const roomLife = new RoomLife({
      store,
      homeserver,
      clock,
      health,
      log,
      administrators,
      invitesFrom: settings.access.invitesFrom,
      retryEvery: PROBE_EVERY,
      onPlace: () => sender.wake(),
      onFatal,
    });
    const receiver = new Receiver({
      store,
      homeserver,
      clock,
      health,
      log,
      wording,
      rules: {
        me: homeserver.user,
        isCommand: (text) => isCommand(text, wording.prefix),
        onEcho: (event) => echoes.seen(event),
      },
      random: Math.random,
      probeEvery: PROBE_EVERY,
      onBatch: ({ rooms, ours, recovered }) => {
        answerer.wake();
        if (recovered) sender.resume();
        // A batch of what others said gives the sender nothing to do, and an answer would wait for its look.
        if (rooms || ours) sender.catchUp();
        if (rooms) roomLife.wake();
      },
      onFilled: () => {
        answerer.wake();
        sender.wake();
      },
      onFatal,
    });
    return {
      sender,
      echoes,
      lastSync: () => receiver.lastSync,
      run: async (until) => {
        await Promise.all([receiver.run(until), sender.run(until), roomLife.run(until)]);
      },
    };
  }

  let stopped: Promise<void> | null = null;
  return {
    failed: failure.promise,
    address: served?.address ?? null,
    firstScan,
    isIdle: async () =>
      session?.lastSync() != null && (await answerer.isIdle()) && (await session.sender.isIdle()),
    stop: () => {
      stopped ??= (async () => {
        stopping.abort(new Error("the bot stops"));
        await Promise.race([Promise.all(running), waitOrAbort(FAREWELL, null)]);
        await releases.all();
      })();
      return stopped;
    },
  };
}

async function knowsOffers(store: Store): Promise<boolean> {
  return (await store.read((tx) => tx.offers.all())).length > 0;
}

/** What exists once the account is reached. */
interface Session {
  readonly sender: Sender;
  readonly echoes: Echoes;
  lastSync(): number | null;
  run(signal: AbortSignal): Promise<void>;
}

/** The store belongs to one account: another one's sync token and transaction ids mean nothing to it. */
async function claimAccount(store: Store, homeserver: Homeserver): Promise<void> {
  const owner = await store.write(async (tx) => {
    const account = await tx.session.account();
    if (account === null) await tx.session.setAccount(homeserver.user);
    return account;
  });
  if (owner === null || owner === homeserver.user) return;
  throw new AccountMismatch(
    `this store belongs to ${owner}, and the token to ${homeserver.user}; use that account's token, or another store`,
  );
}

/** Configuration: the store and the token do not belong together. */
export class AccountMismatch extends Error {
  override readonly name = "AccountMismatch";
}

function reasonsOf(health: Health, session: Session | null, now: number): { name: string; reason: string }[] {
  const reasons = health.reasons;
  const last = session?.lastSync() ?? null;
  if (session && last === null) reasons.push({ name: "sync", reason: "no first sync yet" });
  if (last !== null && now - last > SYNC_TOO_OLD) {
    reasons.push({ name: "sync", reason: `the last good sync was ${Math.round((now - last) / 1000)} s ago` });
  }
  const lost = last === null ? 0 : (session?.echoes.overdue(last) ?? 0);
  if (lost > 0) {
    const reason = `${lost} messages that the homeserver accepted never came back in sync: is the account shadow-banned?`;
    reasons.push({ name: "echo", reason });
  }
  return reasons;
}

function waitOrAbort(milliseconds: number, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, milliseconds);
    if (signal?.aborted) abort();
    else signal?.addEventListener("abort", abort, { once: true });
  });
}
