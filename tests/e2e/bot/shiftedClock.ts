// Loaded into a bot before anything else: its clock is the real one, shifted by the milliseconds that a file holds.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const real = Date.now;
Date.now = () => real() + Number(readFileSync(join(process.cwd(), "clock"), "utf8"));
