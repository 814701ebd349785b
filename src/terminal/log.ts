import process from "node:process";
import { isatty } from "node:tty";
import { type Logger, pino } from "pino";

/** Keys whose values stay out of logs, wherever they stand: tokens, and what people write (DESIGN §10). */
const SECRET = ["accessToken", "refreshToken", "access_token", "refresh_token", "password", "authorization"];
const WRITTEN = ["body", "formatted_body", "content", "text", "query"];

export interface LogOptions {
  readonly level: string;
  /** Stdout or stderr. */
  readonly descriptor: 1 | 2;
}

/** JSON lines for programs, coloured ones for people at a terminal. Written at once: nothing is lost at an exit. */
export async function openLog({ level, descriptor }: LogOptions): Promise<Logger> {
  const keys = [...SECRET, ...WRITTEN];
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: keys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "REDACTED" },
  };
  if (!isatty(descriptor)) return pino(options, pino.destination({ dest: descriptor, sync: true }));
  // A service never needs it.
  const { default: pretty } = await import("pino-pretty");
  const colorize = !process.env.NO_COLOR;
  return pino(
    options,
    pretty({ destination: descriptor, sync: true, colorize, translateTime: "SYS:HH:MM:ss" }),
  );
}
