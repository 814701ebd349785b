import { existsSync } from "node:fs";
import { join } from "node:path";
import type { CommonOptions } from "../../config/commonOptions.ts";
import { ConfigError } from "../../config/configError.ts";
import type { Config } from "../../config/load.ts";
import { setUp } from "../../config/setUp.ts";
import { parseStoreUrl } from "../../edges/store/url.ts";
import type { Conventions } from "../../offers/conventions.ts";
import type { Reading } from "../../offers/offer.ts";
import { advice } from "../../offers/reading/advice.ts";
import { folderAdvice } from "../../offers/reading/folderAdvice.ts";
import { dayIn, isAwaited, isOver, standingOn } from "../../offers/standing.ts";
import { EXIT, type ExitCode } from "../../terminal/exitCodes.ts";
import { printable } from "../../terminal/printable.ts";
import type { Paint, Terminal } from "../../terminal/terminal.ts";
import { counted } from "../../text/counted.ts";
import type { Moment } from "../syntax/moment.ts";
import { COLOURS, type OffersRead, problemsOn, readOffers } from "./offersFolder.ts";
import { previewRooms } from "./previewRooms.ts";
import { startNeeds } from "./startNeeds.ts";

interface CheckOptions {
  readonly format: "text" | "json" | "github";
  readonly now: Moment | undefined;
}

/** A problem of an offer or of the configuration, in the shape that every format tells. */
interface Finding {
  /** Relative to the working directory, as a click or an annotation needs it. */
  readonly path: string;
  readonly line: number;
  readonly severity: "error" | "warning";
  readonly message: string;
}

/**
 * Checks configuration and offers: tells every problem with file and line on stdout, and a closing count on
 * stderr, with what each configured room would be told of today and what `start` would still lack. Changes nothing.
 */
export async function checkOffers(
  common: CommonOptions,
  options: CheckOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const tell = (finding: Finding): void => terminal.print(TELLERS[options.format](finding, terminal.paint));
  try {
    const { config, words } = setUp(common, terminal);
    const { settings } = config;
    const now = options.now?.in(settings.timezone) ?? Date.now();
    await checkStore(config, now);
    const read = await readOffers(config, words.names);
    const today = dayIn(settings.timezone, now);
    const complain = (line: string): void => terminal.complain(line);
    const previews = previewRooms(config, read.readings, today, words.lexicon);
    // A repository of offers, whose CI asks for another format, has no bot to start.
    const needs = options.format === "text" ? await startNeeds(config) : [];
    return report(read, words.names.conventions, today, {
      tell,
      complain,
      remarks: [...previews, ...needs],
      file: config.file,
    });
  } catch (error) {
    if (!(error instanceof ConfigError) || options.format === "text") throw error;
    for (const { file = error.file, line, path, message } of error.problems) {
      const said = path === "" ? message : `${path}: ${message}`;
      tell({ path: file, line: line ?? 1, severity: "error", message: said });
    }
    return EXIT.configuration;
  }
}

/**
 * Opens the store to see whether it can be read, if there is one. Loads what opens it only then: that takes
 * long, and a repository of offers has no store to check.
 */
async function checkStore({ settings, cwd }: Config, now: number): Promise<void> {
  const address = parseStoreUrl(settings.store, cwd);
  if (address.engine === "memory" || !existsSync(address.path)) return;
  const { openStore } = await import("../../edges/store/open.ts");
  await (await openStore(settings.store, { lock: false, now, cwd })).close();
}

interface Reporting {
  readonly tell: (finding: Finding) => void;
  readonly complain: (line: string) => void;
  /** What each configured room would be told of, and what a start would still lack. */
  readonly remarks: readonly string[];
  /** The configuration file. */
  readonly file: string;
}

function report(
  { readings, unlistable, folder }: OffersRead,
  conventions: Conventions,
  today: string,
  { tell, complain, remarks, file }: Reporting,
): ExitCode {
  const count = { error: unlistable.length, warning: 0 };
  for (const { folder: inner, reason } of unlistable) {
    const message = `this folder cannot be listed (${reason}); let whoever runs this read it`;
    tell({ path: join(folder, inner), line: 1, severity: "error", message });
  }
  const ofFolder = folderAdvice(readings, conventions);
  if (ofFolder) {
    count.warning += 1;
    tell({ path: folder, ...ofFolder });
  }
  for (const reading of readings) {
    const problems = [...problemsOn(reading, today), ...advice(reading, today)];
    for (const { line, severity, message } of problems.sort((a, b) => a.line - b.line)) {
      count[severity] += 1;
      tell({ path: join(folder, reading.file), line, severity, message });
    }
  }
  for (const line of remarks) complain(printable(line));
  if (readings.length === 0) complain(`crieur: no offers in ${folder}`);
  complain(
    `${counted(readings.length, "offer")} checked (${states(readings, today)}): ${counted(count.error, "error")}, ${counted(count.warning, "warning")} (configuration: ${file})`,
  );
  return count.error > 0 ? EXIT.wrong : EXIT.fine;
}

/** How many offers stand how on that day, none left out: a folder in which nothing is open shows at a glance. */
function states(readings: readonly Reading[], today: string): string {
  const count = { open: 0, closed: 0, "not yet": 0, unreadable: 0 };
  for (const reading of readings) {
    const { offer } = reading;
    if (offer === null) count.unreadable += 1;
    else if (isAwaited(offer, today) && !isOver(offer, today)) count["not yet"] += 1;
    else count[standingOn(offer, today)] += 1;
  }
  return Object.entries(count)
    .map(([state, number]) => `${number} ${state}`)
    .join(", ");
}

const TELLERS: Readonly<Record<CheckOptions["format"], (finding: Finding, paint: Paint) => string>> = {
  text: ({ path, line, severity, message }, paint) =>
    `${printable(path)}:${line}: ${paint(COLOURS[severity], severity)}: ${printable(message)}`,
  json: ({ path, line, severity, message }) => JSON.stringify({ file: path, line, severity, message }),
  github: ({ path, line, severity, message }) =>
    `::${severity} file=${property(path)},line=${line}::${data(message)}`,
};

/** Escapes a message for GitHub's workflow commands. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
