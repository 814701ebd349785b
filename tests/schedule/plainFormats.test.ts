import { execFileSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { constant, date, assert as holds, oneof, property } from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { usePlainFormats } from "../../src/edges/schedule/plainFormats.ts";

const Real = Intl.DateTimeFormat;
const ROOT = join(import.meta.dirname, "../..");
const NUMBERS = {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
} as const;
/** As node-cron and croner ask. */
const PARTS = { ...NUMBERS, second: "2-digit", weekday: "short", hour12: false } as const;
const OFFSET = { timeZoneName: "shortOffset" } as const;

let undo = (): void => {};
afterEach(() => undo());

describe("plain formats", () => {
  // Clocks change by an hour, by half an hour, not at all; a day is left out (Apia, 2011-12-30).
  for (const timezone of [
    "UTC",
    "Europe/Paris",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Pacific/Apia",
  ]) {
    it(`show in ${timezone} what real ones show`, () => {
      const formats = usePlainFormats();
      undo = formats.undo;
      formats.liveIn(timezone);
      const changes = ["2026-03-29T01:00Z", "2026-10-25T01:00Z", "2011-12-30T10:00Z", "2026-04-04T15:00Z"];
      const moments = oneof(
        date({ min: new Date("1970-01-02"), max: new Date("2100-01-01"), noInvalidDate: true }),
        ...changes.flatMap((change) => [-1, 0, 1].map((by) => constant(new Date(Date.parse(change) + by)))),
      );
      for (const options of [PARTS, OFFSET]) {
        const [plain, real] = [Intl.DateTimeFormat, Real].map(
          (Format) => new Format("en-US", { ...options, timeZone: timezone }),
        );
        expect(plain).not.toBeInstanceOf(Real);
        holds(
          property(moments, (moment) => {
            expect(read(plain, moment)).toEqual(read(real, moment));
          }),
        );
      }
    });
  }

  it("leave to real ones what is not theirs", () => {
    const formats = usePlainFormats();
    undo = formats.undo;
    formats.liveIn("Europe/Paris");
    const make = (locale: string, options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, options);
    expect(make("fr", { weekday: "long", timeZone: "UTC" }).format(0)).toBe("jeudi");
    expect(make("en-US", { ...PARTS, timeZone: "Asia/Tokyo" }).format(0)).toContain("09:00:00");
    expect(make("en-US", { ...PARTS, dayPeriod: "long", timeZone: "UTC" })).toBeInstanceOf(Real);
    expect(make("en-US", { ...PARTS, month: "long", timeZone: "UTC" })).toBeInstanceOf(Real);
    expect(() => make("en-US", { ...PARTS, timeZone: "Europe/Pari" })).toThrow(RangeError);
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe("Europe/Paris");
  });

  it("are all that a bot at rest makes", () => {
    const script = `
      const Real = Intl.DateTimeFormat;
      const made = [];
      Intl.DateTimeFormat = new Proxy(Real, {
        construct(target, args) { made.push(args); return Reflect.construct(target, args); },
      });
      const { usePlainFormats } = await import("./src/edges/schedule/plainFormats.ts");
      usePlainFormats().liveIn("Europe/Paris");
      const { everyTime } = await import("./src/edges/schedule/everyTime.ts");
      const { dayIn } = await import("./src/offers/standing.ts");
      const { momentWords } = await import("./src/messages/moment.ts");
      const moment = Date.UTC(2026, 10, 29, 12);
      const said = [dayIn("Europe/Paris", moment), momentWords(moment, moment - 1e9, "Europe/Paris")];
      await new Promise((resolve) => everyTime("* * * * * *", "Europe/Paris", resolve));
      process.stdout.write(JSON.stringify({ said, made }));
      process.exit();`;
    const output = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
      cwd: ROOT,
      encoding: "utf8",
    });
    const said = ["2026-11-29", "dimanche 29 novembre 2026 à 13\u00a0h"];
    expect(JSON.parse(output)).toEqual({ said, made: [] });
  });
});

/** Numbers as those who ask read them: an hour 24 is midnight. */
function read(format: Intl.DateTimeFormat | undefined, moment: Date): Record<string, string | number> {
  const parts = (format?.formatToParts(moment) ?? []).filter(({ type }) => type !== "literal");
  return Object.fromEntries(
    parts.map(({ type, value }) => [
      type,
      /^\d+$/.test(value) ? Number(value) % (type === "hour" ? 24 : 1e9) : value.replace(/^GMT\+0$/, "GMT"),
    ]),
  );
}
