import v8 from "node:v8";
import { startBot } from "../app.ts";
import type { Connection } from "../config/load.ts";
import { connect } from "../edges/matrix/client.ts";
import { readHomeserverUrl } from "../edges/matrix/url.ts";
import type { CommonOptions } from "./commonOptions.ts";
import { adminRoomOf, configuredRooms } from "./configuredRooms.ts";
import { EXIT, type ExitCode } from "./exitCodes.ts";
import { openLog } from "./log.ts";
import { setUp } from "./setUp.ts";
import { untilSignal } from "./untilSignal.ts";

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

/**
 * A bot rests most of the time. Told so, V8 then gives back what the start and busy moments took (its memory reducer
 * takes a process that has stopped allocating for a busy one otherwise): a third of what is resident.
 */
function restLightly(): void {
  v8.setFlagsFromString("--optimize-for-size");
}

function credentialsOf({ token }: Connection): { accessToken: string } | { accessTokenFile: string } {
  return "literal" in token ? { accessToken: token.literal } : { accessTokenFile: token.file };
}
