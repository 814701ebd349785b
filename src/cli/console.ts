import { randomUUID } from "node:crypto";
import process from "node:process";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { type Bot, startBot } from "../app.ts";
import type { CommonOptions } from "../config/commonOptions.ts";
import type { Config } from "../config/load.ts";
import type { Settings } from "../config/schema.ts";
import { setUp } from "../config/setUp.ts";
import { openStore } from "../edges/store/open.ts";
import { dayIn } from "../offers/standing.ts";
import { Mendable } from "../ports/mendable.ts";
import { EXIT, type ExitCode } from "../terminal/exitCodes.ts";
import { CONSOLE_BOT, CONSOLE_ROOM, terminalHomeserver } from "../terminal/homeserver.ts";
import { openLog } from "../terminal/log.ts";
import { complain, painter, print } from "../terminal/output.ts";
import { printableText } from "../terminal/printable.ts";
import { untilSignal } from "../terminal/untilSignal.ts";
import { stateOn } from "./offersFolder.ts";

/** What its store is unless one is named: nothing of a conversation is kept. */
const PASSING = "sqlite::memory:";
/** Where the configuration asks for no other level: a conversation is not to be cut through by what `check` tells. */
const QUIET = "error";
/** How often it is looked whether everything typed is answered, milliseconds. */
const LOOK = 20;

/** The bot in a terminal: lines typed are messages, its messages are printed. Also from a pipe. */
export async function talk(common: CommonOptions): Promise<ExitCode> {
  const signalled = untilSignal();
  const { config, lexicon } = setUp({ ...common, store: common.store ?? PASSING });
  await refuseForeignStore(config.settings.store);
  const homeserver = terminalHomeserver(show, Date.now, randomUUID);
  const bot = await startBot({
    config: unhurried(config),
    lexicon,
    rooms: [{ room: CONSOLE_ROOM, filter: "", schedule: "immediate", notify: true }],
    log: await openLog({
      level: config.settings.log === "info" ? QUIET : config.settings.log,
      descriptor: 2,
    }),
    connect: async () => homeserver,
    listen: null,
    commandsPerMinute: Number.POSITIVE_INFINITY,
  });
  const input = createInterface({ input: process.stdin, terminal: false });
  try {
    greet(bot, config.settings);
    const ended = new Promise<void>((resolve) => {
      input.on("line", (line) => {
        if (line.trim() !== "") homeserver.type(line);
      });
      input.on("close", resolve);
    });
    await Promise.race([ended.then(() => untilAnswered(bot, homeserver.isQuiet)), signalled, bot.failed]);
  } finally {
    input.close();
    await bot.stop();
  }
  return EXIT.fine;
}

function show(text: string, edit: boolean): void {
  const said = printableText(text);
  print(edit ? `${painter(process.stdout)("dim", "(edited)")} ${said}\n` : `${said}\n`);
}

function greet(bot: Bot, { timezone, commands: { prefix } }: Settings): void {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return;
  const today = dayIn(timezone, Date.now());
  const readings = bot.firstScan.readable ? bot.firstScan.readings : [];
  const open = readings.filter((reading) => stateOn(reading, today) === "open").length;
  complain(`Open offers: ${open}. Type ${prefix}, ${prefix} devops or ${prefix} aide; Ctrl-D ends.\n`);
}

/** No homeserver limits how fast it may answer here. */
function unhurried(config: Config): Config {
  return { ...config, settings: { ...config.settings, pace: { perSecond: 10_000 } } };
}

/** A bot's store is not to be taken for the console's: its rooms would be taken out. */
async function refuseForeignStore(url: string): Promise<void> {
  const store = await openStore(url, { lock: false, now: Date.now() });
  try {
    const account = await store.read((tx) => tx.session.account());
    if (account === null || account === CONSOLE_BOT) return;
    throw new Mendable(
      "configuration",
      `The store ${url} belongs to ${account}; choose another one for the console with --store.`,
    );
  } finally {
    await store.close();
  }
}

async function untilAnswered(bot: Bot, isQuiet: () => boolean): Promise<void> {
  while (!(isQuiet() && (await bot.isIdle()))) await wait(LOOK);
}
