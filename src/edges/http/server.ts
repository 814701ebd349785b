import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Mendable, type Release } from "../../ports/index.ts";

/** Lists the reasons why the bot is not doing its work; none when it is. */
export type Readiness = () => readonly {
  readonly name: string;
  readonly what: string;
  readonly since: string;
  readonly remedy: string;
}[];

/**
 * Serves `/healthz`, which answers while the process turns, and `/readyz`: 200, or 503 with the reasons. `listen` is
 * `host:port`.
 *
 * @throws {Mendable} where the address cannot be listened on
 */
export async function serveHealth(
  listen: string,
  readiness: Readiness,
): Promise<{ address: string; close: Release }> {
  const colon = listen.lastIndexOf(":");
  const host = listen.slice(0, colon).replace(/^\[(.*)\]$/, "$1");
  const port = Number(listen.slice(colon + 1));
  const server = createServer((request, response) => {
    request.resume();
    const path = request.url?.split("?", 1)[0];
    if (request.method !== "GET" && request.method !== "HEAD")
      return answer(response, 405, { error: "only GET" });
    if (path === "/healthz") return answer(response, 200, { alive: true });
    if (path !== "/readyz") return answer(response, 404, { error: "try /healthz or /readyz" });
    const reasons = readiness();
    return answer(response, reasons.length === 0 ? 200 : 503, { ready: reasons.length === 0, reasons });
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

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(`${JSON.stringify(body)}\n`);
}
