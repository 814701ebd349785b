import process from "node:process";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** Answers come one a line, from a person or from a pipe; null when there are no more. */
export interface Questions {
  ask(prompt: string): Promise<string | null>;
  /** What is typed is not shown. */
  askSecretly(prompt: string): Promise<string | null>;
  close(): void;
}

/** Asks on stderr: stdout is for results. */
export function openQuestions(): Questions {
  let silent = false;
  const echo = new Writable({
    write(chunk, _encoding, done) {
      if (!silent) process.stderr.write(chunk);
      done();
    },
  });
  const reader = createInterface({
    input: process.stdin,
    output: echo,
    terminal: process.stdin.isTTY === true,
  });
  reader.on("SIGINT", () => reader.close());
  const lines = reader[Symbol.asyncIterator]();

  async function next(prompt: string): Promise<string | null> {
    if (process.stdin.isTTY) process.stderr.write(prompt);
    const line = await lines.next();
    return line.done ? null : line.value;
  }

  return {
    ask: async (prompt) => (await next(prompt))?.trim() ?? null,
    async askSecretly(prompt) {
      silent = true;
      try {
        return await next(prompt);
      } finally {
        silent = false;
        if (process.stdin.isTTY) process.stderr.write("\n");
      }
    },
    close: () => reader.close(),
  };
}
