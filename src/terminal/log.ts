import { type Logger, pino } from "pino";
import type { OutputStream, TerminalParts } from "./terminal.ts";

/** Keys whose values stay out of logs, wherever they stand: tokens, and what people write (docs/design.md §10). */
const SECRET = ["accessToken", "refreshToken", "access_token", "refresh_token", "password", "authorization"];
const WRITTEN = ["body", "formatted_body", "content", "text", "query"];

/**
 * Opens a log on stdout or stderr: JSON lines for programs, coloured ones for people at a terminal. Each line is
 * written at once, so that none is lost at an exit.
 */
export async function openLog(
  level: string,
  stream: OutputStream,
  environment: TerminalParts["environment"],
): Promise<Logger> {
  const keys = [...SECRET, ...WRITTEN];
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: keys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "REDACTED" },
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
