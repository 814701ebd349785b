import process from "node:process";

type Options = Intl.DateTimeFormatOptions;

/** The parts that croner, node-cron and `schedule/wallClock.ts` ask for. */
const DATE = ["year", "month", "day"];
const NUMBERS: ReadonlySet<string> = new Set([...DATE, "hour", "minute", "second"]);
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

export interface PlainFormats {
  /** The whole process lives in a timezone from now on, of which formats are plain, too. */
  liveIn(timezone: string): void;
  /** Puts everything back. */
  undo(): void;
}

/**
 * Stands in for `Intl.DateTimeFormat` where the parts of a moment in UTC, or in the timezone of the process, are asked
 * for: `Date` itself knows those. The first real format of a process reads the calendars of all languages, 7 MB that stay
 * (docs/decisions/033-memory-at-rest.md), and libraries make theirs wherever a timezone is given. Everything else is
 * left to the real one.
 */
export function usePlainFormats(): PlainFormats {
  const real = Intl.DateTimeFormat;
  const before = process.env.TZ;
  /** Null, which no format asks for: not known yet. */
  let own: string | null = null;
  Intl.DateTimeFormat = new Proxy(real, {
    construct(target, [locale, options = {}]: [string?, Options?], newTarget): object {
      const { timeZone } = options;
      const utc = timeZone === "UTC";
      const asked = locale === "en-US" && (utc || timeZone === own) ? partsAsked(options) : null;
      return asked ? new PlainFormat(asked, utc) : Reflect.construct(target, [locale, options], newTarget);
    },
  });
  return {
    liveIn(timezone) {
      // What ICU may read otherwise than as a name of its own database (`EST5EDT`, `GMT+2`) is left to real formats.
      if (!/^[A-Z][A-Za-z]+(?:\/[A-Z][A-Za-z_]+){1,2}$/.test(timezone)) return;
      process.env.TZ = timezone;
      own = timezone;
    },
    undo() {
      Intl.DateTimeFormat = real;
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    },
  };
}

/** Numbers, with the short name of the weekday or without; or the offset, beside which a format shows the date. */
function partsAsked({
  timeZone: _,
  weekday,
  hour12 = false,
  timeZoneName,
  ...numbers
}: Options): string[] | null {
  const names = Object.keys(numbers);
  if (timeZoneName !== undefined)
    return timeZoneName === "shortOffset" && names.length === 0 ? [...DATE, "timeZoneName"] : null;
  const isNumber = ([name, form]: [string, unknown]) =>
    NUMBERS.has(name) && (form === "numeric" || form === "2-digit");
  const arePlain = (weekday ?? "short") === "short" && !hour12 && Object.entries(numbers).every(isNumber);
  return arePlain && names.length > 0 ? [...names, ...(weekday ? ["weekday"] : [])] : null;
}

/** Numbers come without leading zeros, whatever was asked for: those who ask read them as numbers. */
class PlainFormat {
  readonly #asked: readonly string[];
  readonly #utc: boolean;

  constructor(asked: readonly string[], utc: boolean) {
    this.#asked = asked;
    this.#utc = utc;
  }

  formatToParts(moment: Date | number = Date.now()): { type: string; value: string }[] {
    const date = new Date(moment);
    if (Number.isNaN(date.getTime())) throw new RangeError("Invalid time value");
    const parts = partsOf(date, this.#utc);
    return this.#asked.map((type) => ({ type, value: parts[type] ?? "" }));
  }
}

/** The wall clock of UTC is that of a moment which lies as much later as the own timezone is behind. */
function partsOf(moment: Date, utc: boolean): Record<string, string> {
  const offset = utc ? 0 : -moment.getTimezoneOffset();
  const shown = new Date(moment.getTime() + offset * MINUTE);
  return {
    weekday: WEEKDAYS[shown.getUTCDay()] ?? "",
    year: String(shown.getUTCFullYear()),
    month: String(shown.getUTCMonth() + 1),
    day: String(shown.getUTCDate()),
    hour: String(shown.getUTCHours()),
    minute: String(shown.getUTCMinutes()),
    second: String(shown.getUTCSeconds()),
    timeZoneName: offsetName(offset),
  };
}
const MINUTE = 60_000;

function offsetName(minutes: number): string {
  if (minutes === 0) return "GMT";
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `GMT${minutes < 0 ? "-" : "+"}${hours}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
}
