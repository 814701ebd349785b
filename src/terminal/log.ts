import { type Logger, pino } from "pino";
import { isObject, type Untrusted } from "../text/untrusted.ts";
import type { OutputStream, TerminalParts } from "./terminal.ts";

/** Keys whose values stay out of logs, wherever they stand: tokens, and what people write (docs/design.md §10). */
const SECRET = ["accessToken", "refreshToken", "access_token", "refresh_token", "password", "authorization"];
const WRITTEN = ["body", "formatted_body", "content", "text", "query"];
const KEPT_OUT: ReadonlySet<string> = new Set([...SECRET, ...WRITTEN]);
/** How many levels of what is logged are looked through. */
const DEEPEST = 3;

/**
 * Opens a log on stdout or stderr: JSON lines for programs, coloured ones for people at a terminal. Each line is
 * written at once, so that none is lost at an exit.
 */
export async function openLog(
  level: string,
  stream: OutputStream,
  environment: TerminalParts["environment"],
): Promise<Logger> {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // Not by `redact`, which reads every path anew for every value of every line.
    formatters: { log: (fields: Untrusted) => censored(fields, DEEPEST) },
    serializers: { err: (error: Error) => censored({ ...pino.stdSerializers.err(error) }, DEEPEST) },
  };
  // A stream of the process is written to past Node.js, which would write some of it later.
  const destination = stream.fd === undefined ? stream : pino.destination({ dest: stream.fd, sync: true });
  if (stream.isTTY !== true) return pino(options, destination);
  // Loaded here, because a service never needs it.
  const { default: pretty } = await import("pino-pretty");
  const colorize = !environment.NO_COLOR;
  return pino(
    options,
    pretty({ destination: stream.fd ?? stream, sync: true, colorize, translateTime: "SYS:HH:MM:ss" }),
  );
}

function censored(fields: Untrusted, depth: number): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields))
    kept[key] = KEPT_OUT.has(key) ? "REDACTED" : censoredValue(value, depth - 1);
  return kept;
}

/** Errors and dates are put into words by whoever writes them out. */
function censoredValue(value: unknown, depth: number): unknown {
  if (depth === 0 || value instanceof Error || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map((one) => censoredValue(one, depth - 1));
  return isObject(value) ? censored(value, depth) : value;
}
