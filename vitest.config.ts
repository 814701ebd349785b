import { defineConfig } from "vitest/config";

/** Tests that talk with the shared homeserver: only a run that holds one of them installs and starts it. */
const WITH_SYNAPSE = ["tests/synapse/**/*.test.ts", "tests/e2e/**/*.test.ts"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts"],
          exclude: WITH_SYNAPSE,
          setupFiles: ["tests/seed.ts"],
        },
      },
      {
        test: {
          name: "synapse",
          include: WITH_SYNAPSE,
          globalSetup: "tests/synapse/globalSetup.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
