import process from "node:process";
import type { Logger } from "pino";
import type { Config } from "./config/load.ts";
import type { TradeWords } from "./config/words.ts";
import { pruneKeys } from "./edges/crypto/olmCrypto.ts";
import { isProof } from "./edges/http/proof.ts";
import { serveHealth } from "./edges/http/server.ts";
import { everyTime } from "./edges/schedule/everyTime.ts";
import { systemClock } from "./edges/schedule/systemClock.ts";
import { openStore } from "./edges/store/open.ts";
import { storeSize } from "./edges/store/size.ts";
import { type ConfiguredRoom, followConfiguration } from "./flows/announce/subscriptions.ts";
import { Answerer } from "./flows/answer/answerer.ts";
import { suggestions } from "./flows/answer/suggestion.ts";
import { sendAgain } from "./flows/deliver/again.ts";
import { Digester } from "./flows/digest/digester.ts";

import { Follower } from "./flows/follow/follower.ts";
import { type ReminderParts, Reminders } from "./flows/remind/reminders.ts";
import { patiently } from "./flows/scan/patiently.ts";
import type { Scan } from "./flows/scan/scan.ts";
import { claimAccount } from "./flows/service/account.ts";
import { Administrators } from "./flows/service/administrators.ts";
import { Census } from "./flows/service/census.ts";
import { untilConnected } from "./flows/service/connecting.ts";
import { Health } from "./flows/service/health.ts";
import { markSeen } from "./flows/service/incidents.ts";
import { type BackgroundWork, keepTurning } from "./flows/service/loop.ts";
import { Pruner } from "./flows/service/prune.ts";
import { reasonsOf } from "./flows/service/readiness.ts";
import { Releases } from "./flows/service/releases.ts";
import { type Report, report } from "./flows/service/report.ts";
import { Tally } from "./flows/service/tally.ts";
import { TaskGroup } from "./flows/service/taskGroup.ts";
import { WakeSignal } from "./flows/service/wakeSignal.ts";
import { readWord, type TalkView, type TalkWord } from "./flows/verify/talk.ts";
import type { KnownOffer } from "./offers/catalogue.ts";
import { isOpen } from "./offers/ending.ts";
import { dayIn } from "./offers/standing.ts";
import { openOffers } from "./openOffers.ts";
import type { Clock, Homeserver, Store } from "./ports/index.ts";
import { CommandLimiter } from "./rooms/commandLimiter.ts";
import type { RoomAlias, RoomId } from "./rooms/identifiers.ts";
import { timesOf } from "./schedule/schedule.ts";
import { currentFilter, filterExplainer, filterMatcher } from "./search/ranking/filter.ts";
import { openKeys, openSession, type Session } from "./session.ts";

export interface BotOptions {
  readonly config: Config;
  readonly words: TradeWords;
  /** The configured rooms, their filters in canonical form. */
  readonly rooms: readonly ConfiguredRoom[];
  /** The room in which administrators are told of trouble; none by default. */
  readonly adminRoom?: RoomAlias | RoomId | null;
  readonly log: Logger;
  /** Tries once to reach the account. */
  readonly connect: (signal: AbortSignal) => Promise<Homeserver>;
  /** `host:port` of `/healthz` and `/readyz`; null for none. */
  readonly listen: string | null;
  /** Of this program, for those who look after it; unknown unless given. */
  readonly version?: string;
  readonly clock?: Clock;
  /** Commands that a person may send in a minute; 20 unless given. */
  readonly commandsPerMinute?: number;
}

export interface Bot {
  /** Settles when the bot cannot go on by itself: rejects with the reason. */
  readonly failed: Promise<never>;
  /** Where health is served; null when it is not. */
  readonly address: string | null;
  /** The result of the first scan; null where it takes so long that the start did not wait for its end. */
  readonly firstScan: Scan | null;
  /** Whether everything heard is answered and everything queued is sent or waits for its time. */
  isIdle(): Promise<boolean>;
  /** Ends the sends under way and lets everything go; at most ten seconds. */
  stop(): Promise<void>;
}

const DAY = 86_400_000;

/** How long `stop` waits for sends in progress, milliseconds. */
const SHUTDOWN_GRACE = 8000;

/** For an operator whose homeserver does not let the bot in. */
const REACH_IT =
  "see whether homeserver.url answers from this machine and the token is of this account; it is asked again without help";

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
  const { log, rooms } = options;
  const { settings, cwd } = options.config;
  const clock: Clock = options.clock ?? systemClock;
  const tasks = new TaskGroup();
  const started = clock.now();
  const health = new Health((name, reason) => {
    if (reason === null) log.info({ name }, "well again");
    else log.warn({ name, reason }, "not well");
  }, clock.now);
  let session: Session | null = null;
  let follower: Follower | null = null;
  const wakeSender = (): void => session?.sender.wake();

  const store = await openStore(settings.store, { lock: true, now: clock.now(), cwd });
  releases.add(() => store.close());
  const matches = filterMatcher(options.words.lexicon);
  const adminRoom = options.adminRoom ?? null;
  const current = (filter: string): string => currentFilter(filter, options.words.lexicon);
  await followConfiguration(rooms, { store, matches, current, now: clock.now(), adminRoom });
  const administrators = new Administrators(adminRoom, clock, wakeSender);
  const tally = new Tally();
  const common = { store, clock, health, log, administrators };
  const { scanner, catalogue, refresh, ...offers } = await openOffers(options, releases, {
    ...common,
    matches,
    onScan: () => {
      wakeSender();
      follower?.wake();
    },
  });
  const wording = {
    prefix: settings.commands.prefix,
    publicUrl: settings.offers.publicUrl ?? null,
    today: () => dayIn(settings.timezone, clock.now()),
  };
  const { lexicon } = options.words;
  const filters = { lexicon, matches, explain: filterExplainer(lexicon) };
  const { timezone } = settings;
  const suggest = suggestions({ offers: catalogue, filters, now: clock.now, timezone });
  const answerer = new Answerer({
    ...common,
    tally,
    offers: catalogue,
    limiter: new CommandLimiter(options.commandsPerMinute),
    wording,
    filters,
    admins: settings.access.admins,
    adminRoom,
    timezone: settings.timezone,
    invitesFrom: settings.access.invitesFrom,
    onWish: () => session?.lookAfterRooms(),
    report: (tx) => look((work) => work(tx)),
    onAnswer: wakeSender,
  });
  const open = (): KnownOffer[] => [...catalogue.known.rows.values()].filter(isOpen);
  const digester = new Digester({
    ...common,
    timezone: settings.timezone,
    matches,
    open,
    onDigest: wakeSender,
  });
  follower = new Follower({
    ...{ store, clock, timezone, wording },
    known: () => catalogue.known.rows,
    onNews: wakeSender,
  });
  const pruner = new Pruner({ store, clock, pruneKeys });
  const repair = (): void => {
    refresh();
    pruner.wakeSignal.wake();
  };
  releases.add(everyTime(settings.offers.rescan, settings.timezone, repair, clock.now));

  health.starting("homeserver", "not connected yet");
  const unreadable = { since: null };
  const census = new Census();
  const look = (read: Parameters<typeof report>[1]): Promise<Report> =>
    report(
      {
        ...{ clock, started, version: options.version ?? "unknown", node: process.version },
        reasons: () => reasonsOf(health, session, { clock, started }),
        notes: () => health.notes,
        account: () => session?.account ?? null,
        lastSync: () => session?.lastSync() ?? null,
        perSecond: session?.perSecond() ?? settings.pace.perSecond,
        backup: () => session?.backup() ?? null,
        offers: () => ({ open: catalogue.newest("open").length, closed: catalogue.newest("closed").length }),
        figures: () => tally.figures,
        refusedFiles: () => scanner.refusedFiles,
        storeSize: () => storeSize(settings.store, cwd),
        slowDisk: store.slowDisk,
        unreadable,
        census,
      },
      read,
    );
  const seen = (): Promise<void> => store.write((tx) => markSeen(tx, clock.now()));
  const again = async (): Promise<number> => {
    const count = await store.write((tx) => sendAgain(tx, clock.now()));
    log.info({ count }, "given up before, and tried again");
    wakeSender();
    return count;
  };
  const served =
    options.listen === null
      ? null
      : await serveHealth(options.listen, {
          report: () => look((work) => store.read(work)),
          seen,
          again,
          verify: (proof, said) => {
            if (!isProof(proof, store.id, new Date(started).toISOString())) return null;
            const word = readWord(said);
            return word === null ? undefined : sayTo(session, word);
          },
          now: clock.now,
        });
  if (served) releases.add(served.close);

  const turning = { health, log, random: Math.random, onFatal: (error: unknown) => tasks.fail(error) };
  const begin = (works: readonly BackgroundWork[], after: Promise<unknown> = Promise.resolve()): void => {
    for (const work of works) tasks.start((signal) => after.then(() => keepTurning(work, turning, signal)));
  };
  const scanning = offers.firstScan();
  const firstScan = await patiently(scanning, health);
  // Without any scan before nobody is told that there are no offers.
  const known = firstScan !== null || catalogue.known.scanned ? Promise.resolve() : scanning;
  const reminders = remindersOf(options, { store, clock, wording, open, onReminder: wakeSender });
  begin([scanner], scanning);
  begin([answerer, digester, follower, pruner, ...reminders], known);
  tasks.start(async (signal) => {
    await known;
    const homeserver = await reachAccount(options, { store, health }, signal);
    const crypto = await openKeys({ store, homeserver, clock, health });
    const talking = { homeserver, answerer, settings, wording, suggest };
    session = openSession({ ...common, ...talking, crypto, tally, endOwn: answerer.endOwn });
    begin(session.work);
  });

  let stopped: Promise<void> | null = null;
  return {
    failed: tasks.failed,
    address: served?.address ?? null,
    firstScan,
    isIdle: async () =>
      session?.lastSync() != null && (await answerer.isIdle()) && (await session.sender.isIdle()),
    stop: () => {
      stopped ??= tasks.stop(SHUTDOWN_GRACE).then(() => releases.all());
      return stopped;
    },
  };
}

function sayTo(session: Session | null, word: TalkWord): TalkView {
  if (session?.verifier) return session.verifier.say(word);
  const end = session === null ? "not reached" : "no keys";
  return { step: "over", end, why: "", user: null };
}

/** None without a room to say them in, or where the configuration wants none. */
function remindersOf(
  { config, adminRoom }: BotOptions,
  parts: Pick<ReminderParts, "store" | "clock" | "wording" | "open" | "onReminder">,
): BackgroundWork[] {
  const { reminders, timezone } = config.settings;
  const times = timesOf(reminders.schedule, timezone);
  const days = Math.round(reminders.after / DAY);
  if (!adminRoom || days === 0 || times === null) return [];
  return [new Reminders({ ...parts, times, days, room: adminRoom, timezone })];
}

/** Connects, however long that takes, to the account that the store belongs to. */
async function reachAccount(
  { connect, rooms }: BotOptions,
  { store, health }: { readonly store: Store; readonly health: Health },
  signal: AbortSignal,
): Promise<Homeserver> {
  const homeserver = await untilConnected({
    connect: () => connect(signal),
    wait: async (milliseconds) => {
      await new WakeSignal().sleep(milliseconds, signal);
      signal.throwIfAborted();
    },
    random: Math.random,
    onFailure: (error) => health.red("homeserver", error.message, REACH_IT),
  });
  await claimAccount(store, homeserver);
  health.green("homeserver");
  if (rooms.length > 0) health.starting("rooms", "the configured rooms were not yet tried");
  return homeserver;
}
