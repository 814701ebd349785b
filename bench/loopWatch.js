// Loaded into a bot before anything else: at each SIGUSR2 it writes for how long its event loop did not turn at most since
// the last one, milliseconds of processor time and of the clock, into the file that the environment names. On a machine
// that others use too, the clock also counts their time.
import { renameSync, writeFileSync } from "node:fs";
import process from "node:process";

const EVERY = 2;
const file = process.env.LOOP_FILE ?? "";
let longest = { processor: 0, clock: 0 };
let last = { processor: process.threadCpuUsage(), clock: performance.now() };

setInterval(() => {
  const { user, system } = process.threadCpuUsage(last.processor);
  const clock = performance.now() - last.clock - EVERY;
  longest = {
    processor: Math.max(longest.processor, (user + system) / 1000),
    clock: Math.max(longest.clock, clock),
  };
  last = { processor: process.threadCpuUsage(), clock: performance.now() };
}, EVERY).unref();

process.on("SIGUSR2", () => {
  writeFileSync(`${file}.tmp`, JSON.stringify(longest));
  renameSync(`${file}.tmp`, file);
  longest = { processor: 0, clock: 0 };
});
