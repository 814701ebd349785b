import type { Report } from "../../flows/service/report.ts";

/** Milliseconds. */
export const PATIENCE = 10_000;

/** An address that stands for all of the machine's own is asked on this machine. */
export function addressOf(listen: string): string {
  return listen.replace(/^(?:0\.0\.0\.0|\[::\])(?=:)/, "127.0.0.1");
}

/** Asks the bot that serves its health on `listen` (`host:port`); null when none answers. `words`: see `Served`. */
export async function askStatus(
  listen: string,
  words: { readonly again: boolean; readonly seen: boolean },
): Promise<Report | null> {
  const address = addressOf(listen);
  try {
    for (const word of ["again", "seen"] as const) {
      if (!words[word]) continue;
      const [method, headers] = ["POST", { "x-crieur": "1" }];
      await fetch(`http://${address}/${word}`, { method, headers, signal: AbortSignal.timeout(PATIENCE) });
    }
    const answer = await fetch(`http://${address}/status`, { signal: AbortSignal.timeout(PATIENCE) });
    return isReport(await answer.json());
  } catch {
    return null;
  }
}

/** Another program may listen there. */
function isReport(answer: unknown): Report | null {
  return typeof answer === "object" && answer !== null && "ready" in answer && "reasons" in answer
    ? (answer as Report)
    : null;
}
