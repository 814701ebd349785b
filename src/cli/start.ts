import v8 from "node:v8";
import { runInNewContext } from "node:vm";
import { startBot } from "../app.ts";
import type { CommonOptions } from "../config/commonOptions.ts";
import { adminRoomOf, configuredRooms } from "../config/configuredRooms.ts";
import type { Connection } from "../config/load.ts";
import { setUp } from "../config/setUp.ts";
import { connect } from "../edges/matrix/client.ts";
import { readHomeserverUrl } from "../edges/matrix/url.ts";
import { EXIT, type ExitCode } from "../terminal/exitCodes.ts";
import { openLog } from "../terminal/log.ts";
import { untilSignal } from "../terminal/untilSignal.ts";

/** Runs the bot until a signal asks it to stop, or until something happens that it cannot mend. */
export async function start(common: CommonOptions): Promise<ExitCode> {
  const signalled = untilSignal();
  const { config, lexicon } = setUp(common);
  const { settings } = config;
  const connection = config.connection();
  readHomeserverUrl(connection.url);
  const log = await openLog({ level: settings.log, descriptor: 1 });
  const bot = await startBot({
    config,
    lexicon,
    rooms: configuredRooms(config),
    adminRoom: adminRoomOf(config),
    log,
    connect: (signal) => connect({ url: connection.url, credentials: credentialsOf(connection), signal }),
    listen: settings.http.listen || null,
  });
  restLightly();
  const { firstScan } = bot;
  const seen = firstScan.readable ? { offers: firstScan.readings.length, firstRun: firstScan.firstRun } : {};
  log.info({ health: bot.address, ...seen }, "started");
  try {
    const signal = await Promise.race([signalled, bot.failed]);
    log.info({ signal }, "stopping");
  } finally {
    await bot.stop();
  }
  log.info("stopped");
  return EXIT.fine;
}

/** When the start is over, and how often afterwards, memory is given back; milliseconds. */
const SETTLED = 3000;
const OFTEN = 10 * 60_000;

/**
 * A bot rests most of the time, and V8 takes a process that has stopped allocating for a busy one: what the start and
 * busy moments took would stay resident. `--optimize-for-size` would give it back too, but makes each answer cost a
 * third more.
 */
function restLightly(): void {
  v8.setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as (options: { type: "major"; flavor: "last-resort" }) => void;
  const giveBack = (): void => collect({ type: "major", flavor: "last-resort" });
  setTimeout(giveBack, SETTLED).unref();
  setInterval(giveBack, OFTEN).unref();
}

function credentialsOf({ token }: Connection): { accessToken: string } | { accessTokenFile: string } {
  return "literal" in token ? { accessToken: token.literal } : { accessTokenFile: token.file };
}
