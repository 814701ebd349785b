import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Report } from "../../flows/service/report.ts";
import type { TalkView } from "../../flows/verify/talk.ts";
import { Mendable, type Release } from "../../ports/index.ts";
import { messageOf } from "../../text/thrown.ts";
import { http } from "../nodeHttp.ts";

/** The questions that the server asks of the bot. */
export interface Served {
  report(): Promise<Report>;
  /** An operator has seen what was given up, and what happened. */
  seen(): Promise<void>;
  /** An operator wants announcements tried again that were given up. Resolves with how many are. */
  again(): Promise<number>;
  /**
   * A word of `crieur verify`, as it came, with what shows that its caller may say it. Null: it may not; undefined: it is no
   * such word.
   */
  verify(proof: unknown, said: unknown): TalkView | null | undefined;
  now(): number;
}

/** No word is longer, bytes. */
const LONGEST = 4096;

/**
 * Serves `/healthz`, which answers while the process turns; `/readyz`: 200, or 503, with the reasons; `/status`, all of
 * the report; `/metrics` for Prometheus; and `POST /seen`, `POST /again`, `POST /verify`. `listen` is `host:port`.
 *
 * @throws {Mendable} where the address cannot be listened on
 */
export async function serveHealth(
  listen: string,
  served: Served,
): Promise<{ address: string; close: Release }> {
  const colon = listen.lastIndexOf(":");
  const host = listen.slice(0, colon).replace(/^\[(.*)\]$/, "$1");
  const port = Number(listen.slice(colon + 1));
  const server = http.createServer((request, response) => {
    handle(request, response, served).catch((error: unknown) => {
      answer(response, 500, { error: messageOf(error) });
    });
  });
  server.headersTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => {
      reject(
        new Mendable(
          "configuration",
          `http.listen: cannot listen on ${listen} (${error.message}); choose another port, or end what uses it`,
        ),
      );
    });
    server.listen({ host, port }, resolve);
  });
  const { address, port: bound } = server.address() as AddressInfo;
  return {
    address: `${address.includes(":") ? `[${address}]` : address}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(request: IncomingMessage, response: ServerResponse, served: Served): Promise<void> {
  const path = request.url?.split("?", 1)[0];
  if (path !== "/verify") request.resume();
  // A header of our own keeps web pages that people look at from asking this in their name.
  if (request.method === "POST" && request.headers["x-crieur"] !== undefined) {
    if (path === "/verify") {
      const view = served.verify(request.headers["x-crieur"], await bodyOf(request));
      const status = view === null ? 403 : view === undefined ? 400 : 200;
      return answer(
        response,
        status,
        view ?? { error: "not a word of `crieur verify`, or of another store" },
      );
    }
    if (path === "/again") return answer(response, 200, { again: await served.again() });
    if (path === "/seen") {
      await served.seen();
      return answer(response, 200, { seen: true });
    }
  }
  if (request.method !== "GET" && request.method !== "HEAD")
    return answer(response, 405, { error: "only GET" });
  if (path === "/healthz") return answer(response, 200, { alive: true });
  if (path === "/readyz") {
    const { ready, reasons, notes } = await served.report();
    return answer(response, ready ? 200 : 503, { ready, reasons, notes });
  }
  if (path === "/status") return answer(response, 200, await served.report());
  if (path === "/metrics") {
    // Only where somebody asks for it: what writes Prometheus' format takes ten megabytes.
    const { metricsOf } = await import("./metrics.ts");
    const { type, text } = await metricsOf(await served.report(), served.now());
    response.writeHead(200, { "content-type": type, "cache-control": "no-store" });
    response.end(text);
    return;
  }
  answer(response, 404, { error: "try /healthz, /readyz, /status or /metrics" });
}

/** The JSON of a body; null where it is none, or too long. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const piece of request.setEncoding("utf8")) {
    text += piece;
    if (text.length > LONGEST) return null;
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(`${JSON.stringify(body)}\n`);
}
