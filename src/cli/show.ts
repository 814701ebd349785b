import { relative, resolve } from "node:path";
import { closestIds } from "../commands/offerName.ts";
import type { CommonOptions } from "../config/commonOptions.ts";
import { setUp } from "../config/setUp.ts";
import { findReading } from "../flows/scan/reader.ts";
import type { OfferId, Reading } from "../offers/offer.ts";
import { dayIn } from "../offers/standing.ts";
import { Mendable } from "../ports/mendable.ts";
import { EXIT, type ExitCode } from "../terminal/exitCodes.ts";
import { complain, print } from "../terminal/output.ts";
import { printable } from "../terminal/printable.ts";
import type { Moment } from "./moment.ts";
import { hasError, readOffers } from "./offersFolder.ts";
import { asJson } from "./showJson.ts";
import { card, line } from "./showText.ts";

export interface ShowOptions {
  readonly all?: boolean;
  readonly json?: boolean;
  readonly now?: Moment;
}

/** Offers as the files stand, never as the store knows them. */
export async function show(
  common: CommonOptions,
  name: string | undefined,
  options: ShowOptions,
): Promise<ExitCode> {
  if ((name === undefined) === (options.all !== true)) {
    throw new Mendable("usage", "show takes either an offer's id or file, or --all.");
  }
  const { settings } = setUp(common).config;
  const today = dayIn(settings.timezone, options.now?.in(settings.timezone) ?? Date.now());
  const { readings, folder } = await readOffers(settings);
  if (name !== undefined) return showOne(find(readings, name, folder), name, readings, options, today);
  for (const reading of readings) {
    print(options.json ? JSON.stringify(asJson(reading, today)) : line(reading, today));
  }
  return readings.some(hasError) ? EXIT.wrong : EXIT.fine;
}

function showOne(
  reading: Reading | null,
  name: string,
  readings: readonly Reading[],
  options: ShowOptions,
  today: string,
): ExitCode {
  if (reading === null) {
    const closest = closeTo(name, new Set(readings.map(({ id }) => id)));
    const remedy = closest.length === 0 ? "`crieur show --all` lists them" : `closest: ${closest.join(", ")}`;
    complain(printable(`crieur: there is no offer ${JSON.stringify(name)}; ${remedy}`));
    return EXIT.wrong;
  }
  if (options.json) print(JSON.stringify({ ...asJson(reading, today), body: reading.offer?.body ?? null }));
  else print(card(reading, today));
  return hasError(reading) ? EXIT.wrong : EXIT.fine;
}

function closeTo(name: string, ids: ReadonlySet<OfferId>): OfferId[] {
  const close = closestIds(name, ids);
  return close.length > 0 ? close : [...ids].filter((id) => id.includes(name.toLowerCase())).slice(-3);
}

/** By its id or file within the folder, or by a path that leads there from the working directory. */
function find(readings: readonly Reading[], name: string, folder: string): Reading | null {
  return findReading(readings, name) ?? findReading(readings, relative(folder, resolve(name)));
}
