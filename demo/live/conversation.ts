import { createInterface, type Interface } from "node:readline";
import type { Bot } from "../../src/app.ts";
import { parse } from "../../src/commands/parser.ts";
import { DEFAULT_PREFIX } from "../../src/commands/typed.ts";
import type { Screen } from "../../src/terminal/screen.ts";
import type { Terminal } from "../../src/terminal/terminal.ts";
import type { ShownMessage } from "../../synapse/timeline.ts";
import type { Onlooker } from "../stage/onlooker.ts";
import type { DemoRoom, Scene } from "../stage/scene.ts";
import { toldOf } from "./guidance.ts";
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
export class Conversation {
  readonly #options: ConversationOptions;
  readonly #rooms: readonly DemoRoom[];
  /** Lines come from a keyboard, not from a pipe. */
  readonly #byHand: boolean;
  #room: DemoRoom;

  constructor(options: ConversationOptions) {
    const { missions, team } = options.scene;
    this.#options = options;
    this.#rooms = [missions, team];
    this.#room = missions;
    this.#byHand = options.terminal.stdin.isTTY === true;
  }

  /** Resolves when the person has finished, and everything that the bot had to say to it has been seen. */
  async run(): Promise<void> {
    const { terminal, screen, signal, onInterrupt } = this.#options;
    const input = createInterface({
      input: terminal.stdin,
      output: terminal.stdout,
      terminal: this.#byHand && screen.isTerminal,
    });
    const close = (): void => input.close();
    input.on("SIGINT", onInterrupt);
    signal.addEventListener("abort", close, { once: true });
    if (this.#byHand) screen.keepBelow(input);
    try {
      await this.#listen(input);
    } finally {
      screen.keepBelow(null);
      signal.removeEventListener("abort", close);
      close();
    }
  }

  async #listen(input: Interface): Promise<void> {
    const { onlooker, bot, signal } = this.#options;
    this.#invite(input);
    for await (const line of input) {
      if (signal.aborted) break;
      const wanted = readInput(line);
      if (wanted.do === "quit") break;
      await this.#obey(wanted);
      this.#invite(input);
    }
    if (this.#byHand) return;
    const rooms = this.#rooms.map(({ id }) => id);
    await onlooker.untilQuiet(bot, rooms, signal);
  }

  #invite(input: Interface): void {
    if (!this.#byHand) return;
    input.setPrompt(`Camille · ${this.#room.name} › `);
    input.prompt();
  }

  async #obey(wanted: Exclude<Input, { do: "quit" }>): Promise<void> {
    const { screen, help } = this.#options;
    switch (wanted.do) {
      case "nothing":
        return;
      case "say":
        return this.#say(wanted.text);
      case "reply": {
        const announcement = this.#lastAnnouncement();
        if (announcement === undefined) screen.print("Aucune annonce dans ce salon pour le moment.");
        else await this.#say(wanted.text, announcement);
        return;
      }
      case "room":
        return this.#enter(wanted.number);
      case "help":
        return help();
      case "unknown":
        return screen.print(`${wanted.word} n’existe pas : /aide, /salon, /reponse, /quitter.`);
      default:
        return wanted satisfies never;
    }
  }

  /** Goes to the room of that number, and says what it hears of; lists the rooms where there is none. */
  #enter(number: number | null): void {
    const { screen } = this.#options;
    const chosen = this.#rooms[(number ?? 0) - 1];
    if (chosen !== undefined) {
      this.#room = chosen;
      screen.print(`${chosen.name} ${toldOf(chosen)}`);
    } else
      for (const [index, room] of this.#rooms.entries())
        screen.print(`  /salon ${index + 1}  ${room.name} ${toldOf(room)}`);
  }

  async #say(text: string, replyTo?: string): Promise<void> {
    const { scene, onlooker, signal } = this.#options;
    const said = await scene.agent.say(this.#room.id, text, replyTo === undefined ? {} : { replyTo });
    if (this.#byHand || parse(text, DEFAULT_PREFIX, () => false) === null) return;
    await onlooker.until(() => signal.aborted || onlooker.replyTo(said) !== undefined, PATIENCE);
  }

  #lastAnnouncement(): string | undefined {
    const { scene, onlooker } = this.#options;
    const isAnnouncement = (message: ShownMessage): boolean =>
      message.sender === scene.bot.userId && message.content?.msgtype === "m.text";
    return onlooker.messages(this.#room.id).findLast(isAnnouncement)?.eventId;
  }
}
