import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { CommonOptions } from "../../config/commonOptions.ts";
import { adminRoomOf, configuredRooms } from "../../config/configuredRooms.ts";
import { setUp } from "../../config/setUp.ts";
import { parserVersion } from "../../edges/folder/parserVersion.ts";
import { openSource } from "../../edges/openSource.ts";
import { systemClock } from "../../edges/schedule/systemClock.ts";
import { openStore } from "../../edges/store/open.ts";
import { followConfiguration } from "../../flows/announce/subscriptions.ts";
import { KnownOffers } from "../../flows/scan/known.ts";
import { ParseCache } from "../../flows/scan/parseCache.ts";
import { Reader } from "../../flows/scan/reader.ts";
import { type Scan, scan } from "../../flows/scan/scan.ts";
import { Releases } from "../../flows/service/releases.ts";
import type { Change } from "../../offers/catalogue.ts";
import { currentFilter, filterMatcher } from "../../search/ranking/filter.ts";
import { EXIT, type ExitCode } from "../../terminal/exitCodes.ts";
import { printable } from "../../terminal/printable.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { counted } from "../../text/counted.ts";
import type { Moment } from "../syntax/moment.ts";
import { hasError, unreadable } from "./offersFolder.ts";

interface ScanOptions {
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly now: Moment | undefined;
  readonly acceptRemovals: boolean;
}

type Seen = Extract<Scan, { readable: true }>;

/**
 * Scans once; stores and queues just as the running bot would, but sends nothing. Changes are told on stdout, all else
 * on stderr.
 */
export async function scanOnce(
  common: CommonOptions,
  options: ScanOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { config, words } = setUp(common, terminal);
  const { settings, cwd } = config;
  const { settle, firstRun } = settings.offers;
  const now = options.now?.in(settings.timezone) ?? Date.now();
  const { dryRun, acceptRemovals } = options;
  const store = await openStore(settings.store, { lock: !dryRun, now, cwd });
  const releases = new Releases();
  releases.add(() => store.close());
  try {
    // A dry run does not hold the store, so it must not move the files under a bot that does: it reads them as they
    // are.
    const offers = await openSource(settings.offers, { store: settings.store, keeps: !dryRun, cwd });
    releases.add(offers.release);
    const failure = await offers.copy?.source.pull();
    if (failure && (await offers.copy?.source.exists()))
      terminal.complain(`crieur: ${printable(failure)}; what was pulled before stays`);
    const matches = filterMatcher(words.lexicon);
    if (!dryRun)
      await followConfiguration(configuredRooms(config), {
        store,
        matches,
        current: (filter) => currentFilter(filter, words.lexicon),
        now,
        adminRoom: adminRoomOf(config),
      });
    const known = new KnownOffers();
    const parts = {
      store,
      reader: new Reader(
        offers.source,
        words.names,
        await ParseCache.open(store, parserVersion(words.names), known),
      ),
      known,
      clock: { ...systemClock, now: () => now },
      matches,
      newKey: randomUUID,
      timezone: settings.timezone,
      // `--now` replays a history, in which the time between two scans has passed.
      settle: options.now === undefined ? settle : 0,
      firstRun,
    };
    const seen = await scan(parts, { acceptRemovals, dryRun });
    if (!seen.readable) throw unreadable(seen.reason, offers.remedy);
    return report(seen, offers.folder, options.json, terminal);
  } finally {
    await releases.all();
  }
}

function report(seen: Seen, folder: string, json: boolean, terminal: Terminal): ExitCode {
  const { firstRun, readings, vanishing, wakeAt, reread } = seen;
  if (reread) {
    const { opened, changed, closed } = reread;
    terminal.complain(
      `offers.fields or offers.open has changed: by it ${opened} offers opened (taken as told, unless offers.firstRun is announce), ${closed} closed, and ${changed} say something else, for which no message is edited`,
    );
  }
  if (firstRun?.mode === "silent") {
    terminal.complain(
      `first scan of this store: ${counted(firstRun.open, "open offer")} taken as told, of which no room hears (offers.firstRun: silent)`,
    );
  } else {
    for (const change of seen.changes)
      terminal.print(json ? JSON.stringify(asJson(change)) : printable(asText(change)));
  }
  const refused = readings.filter(hasError);
  for (const { file, problems } of refused) {
    for (const { severity, line, message } of problems) {
      if (severity === "error")
        terminal.complain(printable(`${join(folder, file)}:${line}: error: ${message}`));
    }
  }
  if (readings.length === 0) terminal.complain(`crieur: no offers in ${folder}`);
  if (vanishing !== null) {
    terminal.complain(
      `crieur: ${vanishing.missing} of ${counted(vanishing.open, "open offer")} missing, so nothing was removed; bring them back, or run: npx crieur scan --accept-removals`,
    );
  } else if (wakeAt !== null) {
    terminal.complain(
      `files that vanished, or that look renamed, are judged after ${new Date(wakeAt).toISOString()}`,
    );
  } else if (!json && firstRun === null && seen.changes.length === 0) terminal.complain("nothing changed");
  return refused.length > 0 ? EXIT.wrong : EXIT.fine;
}

function previousIdOf(change: Change): string | undefined {
  return "previousId" in change ? change.previousId : undefined;
}

function asJson(change: Change): object {
  const previousId = previousIdOf(change);
  return {
    change: change.change,
    id: change.id,
    ...(previousId === undefined ? {} : { previousId }),
    opening: change.opening,
    title: change.offer.title,
  };
}

function asText(change: Change): string {
  const previousId = previousIdOf(change);
  const before = previousId === undefined ? "" : ` (was ${previousId})`;
  return `${change.change.padEnd("published".length)}  ${change.id}${before}  ${change.offer.title}`;
}
