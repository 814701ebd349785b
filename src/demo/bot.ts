import { type Bot, startBot } from "../app.ts";
import { configuredRooms } from "../cli/configuredRooms.ts";
import { setUp } from "../cli/setUp.ts";
import { connect } from "../edges/matrix/client.ts";
import type { DemoFolder } from "./folder.ts";
import { openLogFile } from "./logFile.ts";
import type { Session } from "./synapse/accounts.ts";

/** Starts the bot as `crieur start` would with the demo's configuration. */
export async function openBot(folder: DemoFolder, account: Session): Promise<Bot> {
  const { config, lexicon } = setUp({ config: folder.configuration });
  const { settings } = config;
  const log = openLogFile(folder.log, settings.log);
  const bot = await startBot({
    config,
    lexicon,
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
