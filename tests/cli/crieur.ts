import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { onTestFinished, vi } from "vitest";
import { offerFile } from "../support/offerFile.ts";
import { ENVIRONMENT, type Ended, runAtTerminal, runIn, type Typing } from "./inProcess.ts";

export const LAUNCHER = join(import.meta.dirname, "../../bin/crieur.js");

// A process starts slowly where everything runs at once.
vi.setConfig({ testTimeout: 60_000 });

export interface Running {
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves once stdout holds this text. */
  said(text: string): Promise<void>;
}

/** A folder of its own for a test: relative paths, so `data/` and `config/` too, are within. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), "crieur-cli-"));

  constructor(files: Readonly<Record<string, string>> = {}) {
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
    this.write({ "config/crieur.yaml": "", ...files });
    mkdirSync(this.path("offers"), { recursive: true });
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(this.path(name)), { recursive: true });
      writeFileSync(this.path(name), text);
    }
  }

  remove(name: string): void {
    rmSync(this.path(name));
  }

  /** Runs `crieur …` here to its end, within this process; `input` is what comes through a pipe. */
  crieur(words: readonly string[], input = ""): Promise<Ended> {
    return runIn(this.folder, words, input);
  }

  /** The same at a terminal of so many columns, where a person types. */
  atTerminal(words: readonly string[], typing: readonly Typing[], columns = 80): Promise<Ended> {
    return runAtTerminal(this.folder, words, typing, columns);
  }

  /** Runs `crieur …` here to its end, as a process of its own. */
  launch(words: readonly string[], input = ""): Promise<Ended> {
    return this.start(words, input).ended;
  }

  /** Starts `crieur …` here as a process of its own, which is killed with the test. */
  start(words: readonly string[], input = ""): Running {
    const child = spawn(process.execPath, [LAUNCHER, ...words], {
      cwd: this.folder,
      env: ENVIRONMENT,
    });
    let stdout = "";
    let stderr = "";
    const listeners = new Set<() => void>();
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      for (const listener of listeners) listener();
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    // A command that fails early does not read what it is given.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    onTestFinished(() => {
      child.kill("SIGKILL");
    });
    const ended = new Promise<Ended>((resolve) => {
      child.on("close", (code) => resolve({ code, stdout, stderr }));
    });
    return {
      ended,
      kill: (signal) => child.kill(signal),
      said: (text) =>
        new Promise((resolve, reject) => {
          const look = (): void => {
            if (stdout.includes(text)) resolve();
          };
          listeners.add(look);
          look();
          void ended.then(() => reject(new Error(`ended without saying ${text}: ${stdout}${stderr}`)));
        }),
    };
  }
}

export function jsonLines(text: string): Record<string, unknown>[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Two open offers, a closed one, and one that cannot be trusted. */
export const FOLDER = {
  "offers/2024-03-01-fabrique-devops.md": offerFile({
    roles: "Ingénieure DevOps",
    open: "true",
    startup: "fabrique",
    contrat: "CDD",
  }),
  "offers/2024-02-01-atelier-designer.md": offerFile({ roles: "Designer", open: "true", startup: "atelier" }),
  "offers/2023-01-01-fabrique-ops.md": offerFile({
    roles: "DevOps senior",
    open: "false",
    startup: "fabrique",
  }),
  "offers/2024-04-01-casse.md": offerFile({ roles: "Cassée", open: "folse" }),
};
