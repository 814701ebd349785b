import { createInterface } from "node:readline";
import type { Bot } from "../../src/app.ts";
import { isCommand } from "../../src/commands/parser.ts";
import { DEFAULT_PREFIX } from "../../src/commands/typed.ts";
import type { Screen } from "../../src/terminal/screen.ts";
import type { Terminal } from "../../src/terminal/terminal.ts";
import type { Onlooker } from "../stage/onlooker.ts";
import type { DemoRoom, Scene } from "../stage/scene.ts";
import { type Input, readInput } from "./input.ts";

/** Longest wait for an answer before the next line of a pipe is said, milliseconds. */
const PATIENCE = 20_000;

export interface ConversationOptions {
  readonly scene: Scene;
  readonly onlooker: Onlooker;
  readonly bot: Bot;
  readonly screen: Screen;
  readonly terminal: Pick<Terminal, "stdin" | "stdout">;
  readonly help: () => void;
  /** Called at Ctrl-C, which is no signal at a prompt. */
  readonly onInterrupt: () => void;
  readonly signal: AbortSignal;
}

/** Lets Camille say the lines that are typed, until the end of the input, `/quitter` or an interruption. */
export async function converse(options: ConversationOptions): Promise<void> {
  const { scene, onlooker, bot, screen, signal } = options;
  const { stdin, stdout } = options.terminal;
  const byHand = stdin.isTTY === true;
  const rooms = [scene.missions, scene.team];
  let room: DemoRoom = scene.missions;

  const input = createInterface({
    input: stdin,
    output: stdout,
    terminal: byHand && screen.isTerminal,
  });
  const invite = (): void => {
    if (!byHand) return;
    input.setPrompt(`Camille · ${room.name} › `);
    input.prompt();
  };
  const close = (): void => input.close();
  input.on("SIGINT", options.onInterrupt);
  signal.addEventListener("abort", close, { once: true });
  if (byHand) screen.keepBelow(input);
  try {
    invite();
    for await (const line of input) {
      if (signal.aborted) break;
      const wanted = readInput(line);
      if (wanted.do === "quit") break;
      await obey(wanted);
      invite();
    }
    if (!byHand)
      await onlooker.untilQuiet(
        bot,
        rooms.map(({ id }) => id),
        signal,
      );
  } finally {
    screen.keepBelow(null);
    signal.removeEventListener("abort", close);
    close();
  }

  async function obey(wanted: Exclude<Input, { do: "quit" }>): Promise<void> {
    switch (wanted.do) {
      case "nothing":
        return;
      case "say":
        return say(wanted.text);
      case "reply": {
        const announcement = lastAnnouncement();
        if (announcement === undefined) screen.print("Aucune annonce dans ce salon pour le moment.");
        else await say(wanted.text, announcement);
        return;
      }
      case "room": {
        const chosen = rooms[(wanted.number ?? 0) - 1];
        if (chosen !== undefined) room = chosen;
        else for (const [index, { name }] of rooms.entries()) screen.print(`  /salon ${index + 1}  ${name}`);
        return;
      }
      case "help":
        return options.help();
      case "unknown":
        return screen.print(`${wanted.word} n’existe pas : /aide, /salon, /reponse, /quitter.`);
      default:
        return wanted satisfies never;
    }
  }

  async function say(text: string, replyTo?: string): Promise<void> {
    const said = await scene.agent.say(room.id, text, replyTo === undefined ? {} : { replyTo });
    if (byHand || !isCommand(text, DEFAULT_PREFIX)) return;
    await onlooker.until(() => signal.aborted || onlooker.replyTo(said) !== undefined, PATIENCE);
  }

  function lastAnnouncement(): string | undefined {
    const isAnnouncement = (message: { sender: string; content: Record<string, unknown> | null }): boolean =>
      message.sender === scene.bot.userId && message.content?.msgtype === "m.text";
    return onlooker.messages(room.id).findLast(isAnnouncement)?.eventId;
  }
}
