import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type { CommonOptions } from "../config/commonOptions.ts";
import { ConfigError } from "../config/problem.ts";
import { setUp } from "../config/setUp.ts";
import { parseStoreUrl } from "../edges/store/url.ts";
import { dayIn } from "../offers/standing.ts";
import { EXIT, type ExitCode } from "../terminal/exitCodes.ts";
import { complain, painter, print } from "../terminal/output.ts";
import { printable } from "../terminal/printable.ts";
import type { Moment } from "./moment.ts";
import { type OffersRead, problemsOn, readOffers } from "./offersFolder.ts";

export interface CheckOptions {
  readonly format: "text" | "json" | "github";
  readonly now?: Moment;
}

/** A problem as `check` tells it. */
interface Finding {
  /** From the working directory, as a click or an annotation needs it. */
  readonly path: string;
  readonly line: number;
  readonly severity: "error" | "warning";
  readonly message: string;
}

/** Configuration and offers: every problem with file and line on stdout, a closing count on stderr. */
export async function check(common: CommonOptions, options: CheckOptions): Promise<ExitCode> {
  const tell = tellers[options.format]();
  try {
    const { config } = setUp(common);
    const { settings } = config;
    const now = options.now?.in(settings.timezone) ?? Date.now();
    await checkStore(settings.store, now);
    return await checkOffers(await readOffers(settings), dayIn(settings.timezone, now), tell);
  } catch (error) {
    if (!(error instanceof ConfigError) || options.format === "text") throw error;
    for (const { line, path, message } of error.problems) {
      const said = path === "" ? message : `${path}: ${message}`;
      tell({ path: error.file, line: line ?? 1, severity: "error", message: said });
    }
    return EXIT.configuration;
  }
}

/** A store that is there can be read. Its parts take long to load, and a repository of offers has none to check. */
async function checkStore(url: string, now: number): Promise<void> {
  const address = parseStoreUrl(url);
  if (address.engine === "memory" || !existsSync(address.path)) return;
  const { openStore } = await import("../edges/store/open.ts");
  await (await openStore(url, { lock: false, now })).close();
}

async function checkOffers(
  { readings, hidden, folder }: OffersRead,
  today: string,
  tell: (finding: Finding) => void,
): Promise<ExitCode> {
  const count = { error: hidden.length, warning: 0 };
  for (const { folder: inner, reason } of hidden) {
    const message = `this folder cannot be listed (${reason}); let whoever runs this read it`;
    tell({ path: join(folder, inner), line: 1, severity: "error", message });
  }
  for (const reading of readings) {
    for (const { line, severity, message } of problemsOn(reading, today)) {
      count[severity] += 1;
      tell({ path: join(folder, reading.file), line, severity, message });
    }
  }
  if (readings.length === 0) complain(`crieur: no offers in ${folder}`);
  complain(
    `${counted(readings.length, "offer")} checked: ${counted(count.error, "error")}, ${counted(count.warning, "warning")}`,
  );
  return count.error > 0 ? EXIT.wrong : EXIT.fine;
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

const tellers: Readonly<Record<CheckOptions["format"], () => (finding: Finding) => void>> = {
  text: () => {
    const paint = painter(process.stdout);
    return ({ path, line, severity, message }) => {
      const colour = severity === "error" ? "red" : "yellow";
      print(`${printable(path)}:${line}: ${paint(colour, severity)}: ${printable(message)}`);
    };
  },
  json:
    () =>
    ({ path, line, severity, message }) =>
      print(JSON.stringify({ file: path, line, severity, message })),
  github:
    () =>
    ({ path, line, severity, message }) =>
      print(`::${severity} file=${property(path)},line=${line}::${data(message)}`),
};

/** Escaping of GitHub's workflow commands. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
