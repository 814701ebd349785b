import { existsSync, readFileSync } from "node:fs";
import { pathFrom } from "../ports/paths.ts";
import { canonicalSchedule } from "../schedule/schedule.ts";
import { foldText } from "../text/clip.ts";
import { codeOf, messageOf } from "../text/thrown.ts";
import { checkRooms, type ReadFilter } from "./checkRooms.ts";
import { checkSource } from "./checkSource.ts";
import { checkTimes } from "./checkTimes.ts";
import { ConfigError, type ConfigProblem } from "./configError.ts";
import { byLine, type Readable, readConfig } from "./read.ts";
import type { Settings } from "./schema.ts";

/** The configuration of this machine, which git ignores; read instead of the example where it is there. */
export const LOCAL_FILE = "config/local.yaml";
/** The commented example of the repository, which runs as it stands but for a token. */
export const EXAMPLE_FILE = "config/crieur.yaml";

/** The configuration file that stands where no `--config` is given. */
export function defaultFile(cwd: string): string {
  return existsSync(pathFrom(cwd, LOCAL_FILE)) ? LOCAL_FILE : EXAMPLE_FILE;
}

export interface LoadOptions {
  readonly file: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /**
   * The folder that relative paths count from; empty, as it is unless given, for the
   * process's working directory.
   */
  readonly cwd?: string;
  /** The values of `--offers` and `--store`. */
  readonly offers?: string | undefined;
  readonly store?: string | undefined;
  readonly readFilter: ReadFilter;
}

/** The settings as they are used: filters and schedules of rooms in canonical form, filters also as they stand in the file (`shown`). */
type LoadedSettings = Omit<Settings, "rooms"> & {
  rooms: (Settings["rooms"][number] & { readonly shown: string })[];
};

/** The settings, frozen; what only a connection needs is checked on demand. */
export interface Config {
  readonly file: string;
  /**
   * The folder that the relative paths in `settings` count from; empty for the process's working directory.
   */
  readonly cwd: string;
  readonly settings: LoadedSettings;
  /** The homeserver and where its token comes from; throws `ConfigError` when that is not settled. */
  connection(): Connection;
}

export interface Connection {
  readonly url: string;
  readonly token: { readonly literal: string } | { readonly file: string };
}

/** Reads, fills in and checks a configuration file. Throws `ConfigError` with every problem at once. */
export function loadConfig(options: LoadOptions): Config {
  const { file, cwd = "" } = options;
  const read = readConfig(readText(file, cwd), options.environment);
  const readable = read.ok ? read : read.rest;
  const problems = [
    ...(read.ok ? [] : read.problems),
    ...(readable === null ? [] : problemsWithin(readable, options.readFilter)),
  ];
  if (!read.ok || problems.length > 0) throw new ConfigError(file, problems.toSorted(byLine));
  const { settings, lineOf } = read;
  const complete: LoadedSettings = {
    ...settings,
    offers:
      options.offers === undefined
        ? settings.offers
        : { ...settings.offers, folder: options.offers, git: null },
    rooms: settings.rooms.map((room) => ({
      ...room,
      filter: canonicalOf(room.filter, options.readFilter),
      schedule: canonicalSchedule(room.schedule) ?? room.schedule,
      shown: foldText(room.filter),
    })),
    store: options.store ?? settings.store,
  };
  return {
    file,
    cwd,
    settings: deepFreeze(complete),
    connection: () => connectionOf(file, complete.homeserver, read.unsetForHomeserver, lineOf),
  };
}

/** The problems of settings whose shape is right. */
function problemsWithin(
  { settings, lineOf, isGiven }: Readable,
  readFilter: ReadFilter,
): readonly ConfigProblem[] {
  return [
    ...checkRooms(settings.rooms, readFilter),
    ...checkSource(settings, isGiven),
    ...checkTimes(settings),
  ].map(({ path, message }) => ({ line: lineOf(path), path: path.join("."), message }));
}

/** The canonical form of a filter that `checkRooms` has let pass. */
function canonicalOf(filter: string, readFilter: ReadFilter): string {
  const read = readFilter(filter);
  return "canonical" in read ? read.canonical : filter;
}

function readText(file: string, cwd: string): string {
  try {
    return readFileSync(pathFrom(cwd, file), "utf8");
  } catch (error) {
    const missing = codeOf(error) === "ENOENT";
    const message = missing
      ? `this configuration file does not exist; write ${LOCAL_FILE} (see ${EXAMPLE_FILE} of the checkout), or name another with --config`
      : `this configuration file cannot be read (${messageOf(error)})`;
    throw new ConfigError(file, [{ line: null, path: "", message }]);
  }
}

function connectionOf(
  file: string,
  homeserver: Settings["homeserver"],
  unset: readonly string[],
  lineOf: (path: readonly PropertyKey[]) => number | null,
): Connection {
  const { url, accessToken, accessTokenFile } = homeserver;
  const problems: ConfigProblem[] = [];
  const complain = (key: string, message: string): void => {
    problems.push({ line: lineOf(["homeserver", key]), path: `homeserver.${key}`, message });
  };
  if (!url)
    complain(
      "url",
      "the homeserver's address is missing; for example https://matrix.agent.dinum.tchap.gouv.fr",
    );
  if (accessToken && accessTokenFile)
    complain("accessTokenFile", "give either accessToken or accessTokenFile, not both");
  if (!accessToken && !accessTokenFile) {
    const variable = unset[0]
      ? `the environment variable ${unset[0]} is not set`
      : "there is no access token";
    complain(
      "accessToken",
      `${variable}; set it, or run "npx crieur login" and name the file as homeserver.accessTokenFile`,
    );
  }
  if (problems.length > 0) throw new ConfigError(file, problems);
  return { url: url ?? "", token: accessToken ? { literal: accessToken } : { file: accessTokenFile ?? "" } };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
}
