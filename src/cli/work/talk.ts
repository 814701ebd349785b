import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { type Bot, startBot } from "../../app.ts";
import type { CommonOptions } from "../../config/commonOptions.ts";
import type { Config } from "../../config/load.ts";
import type { Settings } from "../../config/schema.ts";
import { setUp } from "../../config/setUp.ts";
import { openStore } from "../../edges/store/open.ts";
import { dayIn } from "../../offers/standing.ts";
import { Mendable } from "../../ports/mendable.ts";
import { EXIT, type ExitCode } from "../../terminal/exitCodes.ts";
import { CONSOLE_BOT, CONSOLE_ROOM, type ShownText, TerminalHomeserver } from "../../terminal/homeserver.ts";
import { openLog } from "../../terminal/log.ts";
import { printableText } from "../../terminal/printable.ts";
import { Screen } from "../../terminal/screen.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { counted } from "../../text/counted.ts";
import { stateOn } from "./offersFolder.ts";

/** The store unless one is named: nothing of a conversation is kept. */
const PASSING = "sqlite::memory:";
/** The log level in place of `info`: warnings about offers, which `check` tells, would cut through a conversation. */
const QUIET = "error";
/** A line typed stands behind it. */
const PROMPT = "› ";
/** Interval between two looks whether everything typed is answered, milliseconds. */
const POLL = 20;

/**
 * Runs the bot in a terminal, without a homeserver: lines typed are messages, its messages are printed. Reads a pipe
 * too, and then ends when all of it is answered.
 */
export async function talk(common: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const signalled = terminal.untilSignal();
  const { config, words } = setUp({ ...common, store: common.store ?? PASSING }, terminal);
  await refuseForeignStore(config);
  const screen = new Screen(terminal);
  const show = ({ text, html }: ShownText, edit: boolean): void => {
    const note = edit ? screen.paint("dim", "(edited)") : "";
    if (screen.isTerminal) screen.message(note, `${text}\n`, html);
    else terminal.print(`${edit ? `${note} ` : ""}${printableText(text)}\n`);
  };
  const homeserver = new TerminalHomeserver({ show, now: Date.now, newId: randomUUID });
  const bot = await startBot({
    config: unhurried(config),
    words,
    rooms: [{ room: CONSOLE_ROOM, filter: "", schedule: "immediate", notify: true }],
    log: await openLog(
      config.settings.log === "info" ? QUIET : config.settings.log,
      terminal.stderr,
      terminal.environment,
    ),
    connect: async () => homeserver,
    listen: null,
    commandsPerMinute: Number.POSITIVE_INFINITY,
  });
  const byHand = terminal.stdin.isTTY === true && screen.isTerminal;
  const input = createInterface({
    input: terminal.stdin,
    ...(byHand ? { output: terminal.stdout, prompt: PROMPT } : {}),
    terminal: byHand,
  });
  try {
    if (byHand) greet(bot, config.settings, screen);
    const ended = new Promise<void>((resolve) => {
      input.on("line", (line) => {
        if (line.trim() !== "") homeserver.type(line);
        if (byHand) input.prompt();
      });
      // In a terminal that is read by keys, Ctrl-C is a key.
      input.on("SIGINT", () => input.close());
      input.on("close", () => {
        screen.keepBelow(null);
        resolve();
      });
    });
    if (byHand) {
      screen.keepBelow(input);
      input.prompt();
    }
    await Promise.race([ended.then(() => untilAnswered(bot, homeserver)), signalled, bot.failed]);
  } finally {
    input.close();
    await bot.stop();
  }
  if (byHand) screen.print();
  return EXIT.fine;
}

function greet(bot: Bot, { timezone, commands: { prefix } }: Settings, screen: Screen): void {
  const today = dayIn(timezone, Date.now());
  const readings = bot.firstScan?.readable ? bot.firstScan.readings : [];
  const open = readings.filter((reading) => stateOn(reading, today) === "open").length;
  screen.say(
    `This is a room with the bot in it: what you type is said there. ${counted(open, "offer")} open. Try ${prefix}, ${prefix} devops or ${prefix} aide; Ctrl-D ends.`,
  );
}

/** Lifts the limit on messages, which protects a homeserver: there is none. */
function unhurried(config: Config): Config {
  return { ...config, settings: { ...config.settings, pace: { perSecond: 10_000 } } };
}

/** Refuses the store of a bot: the console's configuration has none of its rooms, so they would be taken out. */
async function refuseForeignStore({ settings: { store: url }, cwd }: Config): Promise<void> {
  const store = await openStore(url, { lock: false, now: Date.now(), cwd });
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

async function untilAnswered(bot: Bot, homeserver: TerminalHomeserver): Promise<void> {
  while (!(homeserver.isQuiet() && (await bot.isIdle()))) await wait(POLL);
}
