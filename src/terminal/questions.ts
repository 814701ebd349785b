import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import type { TerminalParts } from "./terminal.ts";

/** Questions whose answers come one a line, from a person or from a pipe; null when there are no more. */
export interface Questions {
  ask(prompt: string): Promise<string | null>;
  /** Asks for a secret: the terminal does not show what is typed. */
  askSecretly(prompt: string): Promise<string | null>;
  close(): void;
}

/** Opens questions on stderr, because stdout is for results; a pipe is asked nothing, only read. */
export function openQuestions({ stdin, stderr }: Pick<TerminalParts, "stdin" | "stderr">): Questions {
  let silent = false;
  const echo = new Writable({
    write(chunk, _encoding, done) {
      if (!silent) stderr.write(chunk);
      done();
    },
  });
  const reader = createInterface({
    input: stdin,
    output: echo,
    terminal: stdin.isTTY === true,
  });
  let isOpen = true;
  reader.on("SIGINT", () => reader.close());
  reader.on("close", () => {
    isOpen = false;
  });
  const lines = reader[Symbol.asyncIterator]();

  /** Shows the prompt by the reader itself, which draws it anew when a line is corrected. */
  function show(prompt: string): void {
    if (!stdin.isTTY || !isOpen) return;
    reader.setPrompt(prompt);
    reader.prompt();
  }

  async function next(): Promise<string | null> {
    const line = await lines.next();
    return line.done ? null : line.value;
  }

  return {
    async ask(prompt) {
      show(prompt);
      return (await next())?.trim() ?? null;
    },
    async askSecretly(prompt) {
      show(prompt);
      silent = true;
      try {
        return await next();
      } finally {
        silent = false;
        if (stdin.isTTY) stderr.write("\n");
      }
    },
    close: () => reader.close(),
  };
}
