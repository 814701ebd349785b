import { z } from "zod";
import { DEFAULT_PREFIX } from "../commands/typed.ts";
import { fieldNames, openRule } from "./conventionKeys.ts";

/** Where everything is kept, unless the configuration says otherwise. */
export const DEFAULT_STORE = "sqlite:data/crieur.db";

/** Duration such as `60s`, `5m`, `2h` or `250ms`; read into milliseconds. */
const duration = z
  .string({ error: "expected a duration such as 60s, 5m or 2h" })
  .regex(/^\d{1,9}(ms|s|m|h|d)$/, "expected a duration such as 60s, 5m or 2h")
  .transform((text) => Number.parseInt(text, 10) * UNITS[text.replace(/^\d+/, "") as keyof typeof UNITS]);
const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Puts the default in the place of a key that is left out, or left empty, which YAML reads as `null`. */
const orDefault = <Schema extends z.ZodType>(schema: Schema, value: z.output<Schema>) =>
  schema
    .nullish()
    .transform((given): z.output<Schema> => (given === null || given === undefined ? value : given));

/** An object that may be left out or left empty, its keys then taking their defaults; unknown keys are refused. */
const section = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((given) => given ?? {}, keys(shape));

/** An object of these keys alone. Its message is told where something else stands; `read.ts` tells unknown keys. */
const keys = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, { error: `expected keys such as ${Object.keys(shape).slice(0, 3).join(", ")}` });

/** Where health is served unless the configuration says otherwise; `""` is nowhere. */
const DEFAULT_LISTEN = "127.0.0.1:8090";
const HOST_AND_PORT = 'expected host:port such as "127.0.0.1:8090"';

const text = z.string({ error: "expected text" });
const filled = text.min(1, "expected some text, found nothing");
const httpUrl = filled.refine(isHttpUrl, "expected an address that begins with https:// or http://");
const roomName = filled.regex(
  /^(#[^\s:]{1,250}:\S{1,250}|!\S{1,254})$/,
  'expected a room alias such as "#missions:example.org" or a room id such as "!abc:example.org"',
);
const userId = filled.regex(
  /^@[^\s:]{1,250}:\S{1,250}$/,
  'expected an account such as "@prenom.nom:example.org"',
);

const room = keys({
  room: roomName,
  filter: orDefault(text, ""),
  schedule: orDefault(filled, "immediate"),
  notify: orDefault(z.boolean({ error: "expected true or false" }), true),
  quiet: text.nullish(),
});

/** Only the shape; `checkSource.ts` checks what address, branch and path may be. */
const git = keys({
  url: filled,
  branch: orDefault(filled.nullable(), null),
  path: orDefault(text, ""),
  every: orDefault(filled, "*/5 * * * *"),
});

export const schema = keys({
  homeserver: section({
    url: httpUrl.nullish(),
    accessToken: text.nullish(),
    accessTokenFile: text.nullish(),
  }),
  offers: section({
    folder: orDefault(filled, "offers"),
    git: orDefault(git.nullable(), null),
    fields: fieldNames,
    open: openRule,
    publicUrl: httpUrl.nullish(),
    firstRun: orDefault(z.enum(["silent", "announce"], { error: "expected silent or announce" }), "silent"),
    settle: orDefault(duration, 60_000),
    rescan: orDefault(filled, "*/5 * * * *"),
  }),
  store: orDefault(filled, DEFAULT_STORE),
  rooms: orDefault(z.array(room, { error: "expected a list of rooms" }), []),
  announcements: section({
    listAbove: orDefault(
      z.int("expected a whole number").min(1, "expected 1 or more").max(1000, "expected at most 1000"),
      3,
    ),
  }),
  commands: section({
    prefix: orDefault(
      text.regex(/^![^\s!]{1,30}$/, 'expected one word that begins with "!", such as "!offres"'),
      DEFAULT_PREFIX,
    ),
  }),
  access: section({
    invitesFrom: orDefault(z.array(filled, { error: "expected a list of homeservers or accounts" }), []),
    admins: orDefault(z.array(userId, { error: "expected a list of accounts" }), []),
    adminRoom: z.union([z.literal(""), roomName]).nullish(),
  }),
  reminders: section({
    after: orDefault(
      z.union(
        [
          z
            .literal(0)
            .or(z.literal("0"))
            .transform(() => 0),
          duration,
        ],
        {
          error: "expected a duration such as 45d, or 0 for none",
        },
      ),
      45 * UNITS.d,
    ),
    schedule: orDefault(filled, "weekly monday 9:00"),
  }),
  pace: section({
    perSecond: orDefault(
      z
        .number({ error: "expected a number" })
        .positive("expected a number above 0")
        .max(10_000, "expected at most 10000"),
      1,
    ),
  }),
  http: section({
    listen: orDefault(
      z.union([z.literal(""), z.string(HOST_AND_PORT).refine(isListenAddress, HOST_AND_PORT)], HOST_AND_PORT),
      DEFAULT_LISTEN,
    ),
  }),
  timezone: orDefault(
    filled.refine(isTimezone, 'expected a timezone such as "Europe/Paris"'),
    "Europe/Paris",
  ),
  log: orDefault(
    z.enum(["trace", "debug", "info", "warn", "error", "silent"], {
      error: "expected trace, debug, info, warn, error or silent",
    }),
    "info",
  ),
});

/** The settings as the program uses them: every default filled in, durations in milliseconds. */
export type Settings = z.output<typeof schema>;

function isHttpUrl(value: string): boolean {
  return /^https?:\/\/[^\s/]/.test(value) && URL.canParse(value.replaceAll(/[{}]/g, "x"));
}

function isListenAddress(value: string): boolean {
  const port = /^(?:\[[0-9a-fA-F:]{2,45}\]|[^\s:[\]]{1,255}):(\d{1,5})$/.exec(value)?.[1];
  return port !== undefined && Number(port) <= 65_535;
}

/** The list has one name of each timezone, and needs no calendars; other names are known to formats alone. */
function isTimezone(value: string): boolean {
  if (Intl.supportedValuesOf("timeZone").includes(value)) return true;
  try {
    new Intl.DateTimeFormat("fr", { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
