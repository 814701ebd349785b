import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Tests that talk with the shared homeserver: only a run that holds one of them installs and starts it. */
const WITH_SYNAPSE = ["tests/synapse/**/*.test.ts", "tests/e2e/**/*.test.ts"];

/** Tests that start processes, set files and their permissions in motion, or spy on their own process. */
const WITH_PROCESSES = ["cli", "git", "storm", "tooling"].map((folder) => `tests/${folder}/**/*.test.ts`);

/**
 * Files that run at the same time, of any project: two a core, because those of the first two projects mostly wait
 * for a homeserver, a child process or a watcher. Vitest's own default, one a core less one, is one file on two cores.
 * Above eight the one homeserver that they share would be what they wait for.
 */
const WORKERS = Math.min(8, 2 * availableParallelism());

/** Four files share two cores: what takes 1 s alone may take many, and a limit is there for what hangs. */
const PATIENCE = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 30_000, interval: 20 } },
};

// Vitest queues the files by the names of their projects: those that wait longest begin first.
export default defineConfig({
  test: {
    maxWorkers: WORKERS,
    projects: [
      {
        test: {
          name: "homeserver",
          include: WITH_SYNAPSE,
          globalSetup: "tests/synapse/globalSetup.ts",
          ...PATIENCE,
          // A bot that is killed and started several times, beside others.
          testTimeout: 180_000,
        },
      },
      {
        test: {
          name: "processes",
          include: WITH_PROCESSES,
          setupFiles: ["tests/seed.ts"],
          ...PATIENCE,
        },
      },
      {
        test: {
          name: "units",
          include: ["tests/**/*.test.ts"],
          exclude: [...WITH_SYNAPSE, ...WITH_PROCESSES],
          setupFiles: ["tests/seed.ts"],
          // Nothing here changes what files share, so a worker loads the modules of `src` once for all of its files.
          isolate: false,
          ...PATIENCE,
        },
      },
    ],
  },
});
