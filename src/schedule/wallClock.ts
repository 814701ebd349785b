interface WallClock {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** What the clock on the wall shows in a timezone. `moment` in milliseconds since the epoch. */
export function wallClock(timezone: string, moment: number): WallClock {
  const shown = { year: 0, month: 0, day: 0, hour: 0, minute: 0 };
  for (const { type, value } of formatOf(timezone).formatToParts(moment))
    if (type in shown) shown[type as keyof WallClock] = Number(value);
  return { ...shown, hour: shown.hour % 24 };
}

function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    hour12: false,
  });
  formats.set(timezone, format);
  return format;
}

/** Kept because making one takes a hundred times as long as using it. A process uses one. */
const formats = new Map<string, Intl.DateTimeFormat>();
