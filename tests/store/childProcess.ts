import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import process from "node:process";
import { createInterface, type Interface } from "node:readline";

const script = join(import.meta.dirname, "child.ts");

/** A process of its own that works with a store; see `child.ts`. Killed with its scope. */
export class Child implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(url: string, task: "hold" | "loop" | "inside" | "open", user?: "nobody") {
    const args = [script, url, task, ...(user === undefined ? [] : [user])];
    this.#process = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    const output = this.#process.stdout;
    if (!output) throw new Error("The child has no output.");
    const lines: Interface = createInterface({ input: output });
    this.#lines = lines[Symbol.asyncIterator]();
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** The next line that it prints; rejects when it ends first. */
  async line(): Promise<string> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error("The child ended without a word.");
    return value;
  }

  /** kill -9. Returns what it had printed by then and nobody has read. */
  async kill(): Promise<string[]> {
    const ended = this.#process.exitCode ?? this.#process.signalCode ?? once(this.#process, "exit");
    this.#process.kill("SIGKILL");
    await ended;
    const rest: string[] = [];
    for (let next = await this.#lines.next(); !next.done; next = await this.#lines.next())
      rest.push(next.value);
    return rest;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }
}
