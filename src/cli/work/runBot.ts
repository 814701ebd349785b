import v8 from "node:v8";
import { runInNewContext } from "node:vm";
import { startBot } from "../../app.ts";
import type { CommonOptions } from "../../config/commonOptions.ts";
import { adminRoomOf, configuredRooms } from "../../config/configuredRooms.ts";
import { setUp } from "../../config/setUp.ts";
import { connect, examine } from "../../edges/matrix/connect.ts";
import { EXIT, type ExitCode } from "../../terminal/exitCodes.ts";
import { openLog } from "../../terminal/log.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { version } from "../syntax/version.ts";
import { accountOf } from "./account.ts";

/** Runs the bot until a signal asks it to stop, or until something happens that it cannot mend. */
export async function runBot(common: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const signalled = terminal.untilSignal();
  const { config, words } = setUp(common, terminal);
  const { settings } = config;
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
  const seen = firstScan.readable ? { offers: firstScan.readings.length, firstRun: firstScan.firstRun } : {};
  log.info({ health: bot.address, ...seen }, "started");
  try {
    const signal = await Promise.race([signalled, bot.failed]);
    log.info({ signal }, "stopping");
  } finally {
    rest();
    await bot.stop();
  }
  log.info("stopped");
  return EXIT.fine;
}

/** Memory is given back this long after the start, when the search index is written down, too, and then this often; milliseconds. */
const START_IS_OVER = [3000, 12_000];
const GIVE_BACK_EVERY = 10 * 60_000;

/**
 * Collects garbage now and then, until the function that it returns is called. A bot rests most of the time, and V8
 * takes a process that has stopped allocating for a busy one: what the start and busy moments took would stay resident.
 * `--optimize-for-size` would give it back too, but makes each answer cost a third more.
 */
function giveMemoryBack(): () => void {
  v8.setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as (options: { type: "major"; flavor: "last-resort" }) => void;
  const giveBack = (): void => collect({ type: "major", flavor: "last-resort" });
  const timers = [
    ...START_IS_OVER.map((after) => setTimeout(giveBack, after)),
    setInterval(giveBack, GIVE_BACK_EVERY),
  ];
  for (const timer of timers) timer.unref();
  return () => timers.forEach(clearTimeout);
}
