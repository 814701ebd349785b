import v8 from "node:v8";
import { runInNewContext } from "node:vm";
import { startBot } from "../../app.ts";
import type { CommonOptions } from "../../config/commonOptions.ts";
import { adminRoomOf, configuredRooms } from "../../config/configuredRooms.ts";
import { setUp } from "../../config/setUp.ts";
import { connect, examine } from "../../edges/matrix/connect.ts";
import { usePlainFormats } from "../../edges/schedule/plainFormats.ts";
import { endForSure } from "../../terminal/endForSure.ts";
import { EXIT, type ExitCode } from "../../terminal/exitCodes.ts";
import { openLog } from "../../terminal/log.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { version } from "../syntax/version.ts";
import { accountOf } from "./account.ts";

/** Runs the bot until a signal asks it to stop, or until something happens that it cannot mend. */
export async function runBot(common: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const signalled = terminal.untilSignal();
  const formats = usePlainFormats();
  const { config, words } = setUp(common, terminal);
  const { settings } = config;
  formats.liveIn(settings.timezone);
  const account = accountOf(config);
  // Before the first scan: a start that cannot connect must not take the offers of a new store as told.
  await examine(account);
  const log = await openLog(settings.log, terminal.stdout, terminal.environment);
  const bot = await startBot({
    config,
    words,
    rooms: configuredRooms(config),
    adminRoom: adminRoomOf(config),
    log,
    connect: (signal) => connect({ ...account, signal }),
    listen: settings.http.listen || null,
    version: version(),
  });
  const rest = giveMemoryBack();
  const { firstScan } = bot;
  const seen = firstScan?.readable ? { offers: firstScan.readings.length, firstRun: firstScan.firstRun } : {};
  log.info({ health: bot.address, ...seen }, "started");
  try {
    const signal = await Promise.race([signalled, bot.failed]);
    log.info({ signal }, "stopping");
  } finally {
    rest();
    const began = performance.now();
    await bot.stop();
    if (performance.now() - began > LONG_STOP) endForSure();
  }
  log.info("stopped");
  return EXIT.fine;
}

/** What has not ended after so long may hang in a system call, milliseconds. */
const LONG_STOP = 5000;

/** How often it is looked whether the bot rests, milliseconds; the share of that time in which it may have worked. */
const LOOK_EVERY = 5000;
const AT_REST = 0.02;
/** Growth of the heap since the last time that is worth a collection, bytes. */
const WORTH_IT = 4 * 1024 ** 2;

/**
 * Collects garbage when the bot rests, until the function that it returns is called. V8 takes a process that has stopped
 * allocating for a busy one: what the start and busy moments took would stay resident. After one collection it goes on by
 * itself. Never while the bot works: one takes as long as ten answers. `--optimize-for-size` would give memory back too, but
 * makes each answer cost a third more.
 */
function giveMemoryBack(): () => void {
  v8.setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as (options: { type: "major" }) => void;
  const heap = (): number => v8.getHeapStatistics().total_heap_size;
  let looked = performance.eventLoopUtilization();
  let kept = 0;
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, looked);
    looked = now;
    if (utilization > AT_REST || heap() < kept + WORTH_IT) return;
    collect({ type: "major" });
    kept = heap();
  }, LOOK_EVERY);
  timer.unref();
  return () => clearInterval(timer);
}
