import { relative, resolve } from "node:path";
import { closestIds } from "../../commands/offerName.ts";
import type { CommonOptions } from "../../config/commonOptions.ts";
import { setUp } from "../../config/setUp.ts";
import { findReading } from "../../flows/scan/reader.ts";
import type { OfferId, Reading } from "../../offers/offer.ts";
import { dayIn } from "../../offers/standing.ts";
import { Mendable } from "../../ports/mendable.ts";
import { EXIT, type ExitCode } from "../../terminal/exitCodes.ts";
import { printable } from "../../terminal/printable.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import type { Moment } from "../syntax/moment.ts";
import { hasError, readOffers } from "./offersFolder.ts";
import { offerJson } from "./showJson.ts";
import { card, line } from "./showText.ts";

interface ShowOptions {
  readonly all: boolean;
  readonly json: boolean;
  readonly now: Moment | undefined;
}

/** Shows one offer or all, as the files stand, never as the store knows them. */
export async function showOffers(
  common: CommonOptions,
  name: string | undefined,
  options: ShowOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if ((name === undefined) === !options.all) {
    throw new Mendable("usage", "show takes either an offer's id or file, or --all.");
  }
  const { config, words } = setUp(common, terminal);
  const { settings, cwd } = config;
  const today = dayIn(settings.timezone, options.now?.in(settings.timezone) ?? Date.now());
  const { readings, folder } = await readOffers(config, words.names);
  if (name !== undefined) {
    const reading = findReading(readings, name) ?? findReading(readings, pathWithin(folder, name, cwd));
    if (reading === null) return tellUnknown(name, readings, terminal);
    const text = options.json
      ? JSON.stringify({ ...offerJson(reading, today), body: reading.body })
      : card(reading, today, terminal.paint);
    terminal.print(text);
    return hasError(reading) ? EXIT.wrong : EXIT.fine;
  }
  for (const reading of readings) {
    terminal.print(options.json ? JSON.stringify(offerJson(reading, today)) : line(reading, today));
  }
  return readings.some(hasError) ? EXIT.wrong : EXIT.fine;
}

function tellUnknown(name: string, readings: readonly Reading[], terminal: Terminal): ExitCode {
  const closest = closeTo(name, new Set(readings.map(({ id }) => id)));
  const remedy =
    closest.length === 0 ? "`npx crieur show --all` lists them" : `closest: ${closest.join(", ")}`;
  terminal.complain(printable(`crieur: there is no offer ${JSON.stringify(name)}; ${remedy}`));
  return EXIT.wrong;
}

function closeTo(name: string, ids: ReadonlySet<OfferId>): OfferId[] {
  const close = closestIds(name, ids);
  return close.length > 0 ? close : [...ids].filter((id) => id.includes(name.toLowerCase())).slice(-3);
}

/** The path within the folder of a file that was named from the working directory. */
function pathWithin(folder: string, name: string, cwd: string): string {
  return relative(resolve(cwd, folder), resolve(cwd, name));
}
