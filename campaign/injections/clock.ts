import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Stage } from "../stage/stage.ts";
import type { Injection } from "./injection.ts";

/** Debian's libfaketime, which shows a process another wall clock; its monotonic one stays as it is. */
const LIBRARIES = ["x86_64", "aarch64"].map(
  (machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketime.so.1`,
);
const LIBRARY = LIBRARIES.find((path) => existsSync(path));
/** A clock is looked at anew after this long at the latest, milliseconds. */
const NOTICED = 1500;

const changes: readonly (readonly [name: string, seconds: number])[] = [
  ["clock a day forward, and right again", 86_400],
  ["clock an hour back, and right again", -3600],
];

/** The wall clock of the bot, and of nobody else, is set while it runs, and set right again. */
export const clockTroubles: readonly Injection[] = changes.map(([name, seconds]) => ({
  name,
  kind: "trouble",
  impossible: () => (LIBRARY === undefined ? "libfaketime is not installed (Debian: libfaketime)" : null),
  play: async (stage, act) => {
    const { town } = stage;
    const file = join(town.folder, "clock");
    await town.stop();
    await writeFile(file, "+0\n");
    town.environment = {
      LD_PRELOAD: LIBRARY ?? "",
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
      FAKETIME_NO_CACHE: "0",
      NO_FAKE_STAT: "1",
    };
    try {
      await town.untilReady();
      await files(stage);
      await writeFile(file, `${seconds >= 0 ? "+" : ""}${seconds}\n`);
      await sleep(NOTICED);
      await act();
      await files(stage);
      await writeFile(file, "+0\n");
      await sleep(NOTICED);
      await act();
    } finally {
      town.environment = {};
    }
    return 2;
  },
}));

/** What is on its way when the clock changes. */
async function files({ files }: Stage): Promise<void> {
  await files.publish();
  await files.change();
}
