import { randomUUID } from "node:crypto";
import type { Config } from "./config/load.ts";
import type { TradeWords } from "./config/words.ts";
import { indexVersion, parserVersion } from "./edges/folder/parserVersion.ts";
import { openSource } from "./edges/openSource.ts";
import { everyTime } from "./edges/schedule/everyTime.ts";
import { Catalogue } from "./flows/scan/catalogue.ts";
import { initialScan } from "./flows/scan/initialScan.ts";
import { ParseCache } from "./flows/scan/parseCache.ts";
import { pulling } from "./flows/scan/pulling.ts";
import { Reader } from "./flows/scan/reader.ts";
import type { Scan } from "./flows/scan/scan.ts";
import { Scanner, type ScannerParts } from "./flows/scan/scanner.ts";
import type { Releases } from "./flows/service/releases.ts";
import { withoutMessage } from "./text/thrown.ts";

type OfferParts = Pick<
  ScannerParts,
  "store" | "clock" | "health" | "log" | "administrators" | "matches" | "onScan"
>;

interface OpenedOffers {
  readonly scanner: Scanner;
  readonly catalogue: Catalogue;
  /** Has the whole folder looked at again. */
  readonly refresh: () => void;
  /** Makes the scan that a start begins with; to be called once. */
  readonly firstScan: () => Promise<Scan>;
}

/** The offers, as the store last knew them: the folder is watched, and is still to be scanned a first time. */
export async function openOffers(
  { words, config }: { readonly words: TradeWords; readonly config: Config },
  releases: Releases,
  parts: OfferParts,
): Promise<OpenedOffers> {
  const { lexicon, names } = words;
  const { settings, cwd } = config;
  const { timezone, offers } = settings;
  const { store, clock, health, log } = parts;
  const opened = await openSource(offers, { store: settings.store, keeps: true, cwd });
  const { source, copy, remedy } = opened;
  releases.add(opened.release);
  const catalogue = new Catalogue(lexicon, clock, timezone, ({ id }, error) => {
    log.error({ err: withoutMessage(error), offer: id }, "an offer cannot be searched");
    health.red(
      "search",
      `the offer ${id} cannot be searched`,
      "change its file, or report this with the log",
    );
  });
  const version = indexVersion(words);
  await catalogue.load(store, version);
  const scanner = new Scanner({
    ...parts,
    reader: new Reader(source, names, await ParseCache.open(store, parserVersion(names), catalogue.known)),
    newKey: randomUUID,
    timezone,
    settle: offers.settle,
    firstRun: offers.firstRun,
    catalogue,
    indexVersion: version,
  });
  releases.add(await source.watch(() => scanner.wake()));
  const pulled = copy && { source: copy.source, pull: pulling(copy.source, health) };
  const firstScan = () => initialScan({ store, scanner, copy: pulled, remedy });
  if (copy && pulled) releases.add(everyTime(copy.every, timezone, pulled.pull, clock.now));
  const refresh = (): void => {
    source.refresh();
    scanner.wake();
  };
  return { scanner, catalogue, refresh, firstScan };
}
