import process from "node:process";
import { type Bot, startBot } from "../../src/app.ts";
import { configuredRooms } from "../../src/config/configuredRooms.ts";
import { setUp } from "../../src/config/setUp.ts";
import { connect } from "../../src/edges/matrix/connect.ts";
import type { Credentials } from "../../synapse/accounts.ts";
import type { DemoFolder } from "./folder.ts";
import { openLogFile } from "./logFile.ts";

/** Starts the bot as `crieur start` would with the demo's configuration. */
export async function openBot(folder: DemoFolder, account: Credentials): Promise<Bot> {
  const { config, words } = setUp({ config: folder.configuration }, { environment: process.env });
  const { settings } = config;
  const log = openLogFile(folder.log, settings.log);
  const bot = await startBot({
    config,
    words,
    rooms: configuredRooms(config),
    log: log.logger,
    connect: (signal) =>
      connect({ url: account.url, credentials: { accessToken: account.accessToken }, signal }),
    listen: settings.http.listen || null,
  });
  return {
    ...bot,
    stop: async () => {
      await bot.stop();
      log.close();
    },
  };
}
