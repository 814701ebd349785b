import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** One request on its way through the proxy, and what a fault may do with it. */
export interface Exchange {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body: Buffer;
  /** Asks the homeserver, and waits for its whole answer; nothing goes to the client yet. */
  forward(): Promise<HomeserverAnswer>;
  /** Gives an answer to the client. */
  answer(status: number, headers: Readonly<Record<string, string>>, body: string | Buffer): void;
  /** The raw way to the client, for answers that go wrong half-way. */
  readonly response: ServerResponse;
  /** Cuts the client's connection. */
  cut(): void;
}

export interface HomeserverAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type Fault = (exchange: Exchange) => Promise<void> | void;

/** Which requests meet a fault. */
export interface Target {
  readonly method?: string;
  /** Matches the path with its query, as it stands on the wire. */
  readonly path?: RegExp;
  /** How many of them; all, when it is absent. */
  readonly times?: number;
}

export interface FaultHandle {
  /** How many requests have met it. */
  readonly hits: number;
  /** Resolves once so many requests have met it and its work on them is done. */
  reached(hits?: number): Promise<void>;
  /** Requests go through again. */
  remove(): void;
}

export interface FaultProxy {
  /** Stands for the homeserver's address. */
  readonly url: string;
  /** Every request so far: `PUT /_matrix/…`, and the homeserver's status once it has answered. */
  readonly seen: readonly Seen[];
  /** Requests meet the newest fault that targets them. */
  fault(target: Target, fault: Fault): FaultHandle;
  close(): Promise<void>;
}

export interface Seen {
  readonly method: string;
  readonly path: string;
  /** Null while, or because, the homeserver has not answered it. */
  status: number | null;
}

interface Rule {
  readonly target: Target;
  readonly fault: Fault;
  hits: number;
  done: number;
  waiting: { readonly hits: number; readonly resolve: () => void }[];
  removed: boolean;
}

/**
 * A loopback proxy before a homeserver. Without a fault it passes everything on unchanged. `watch`: called with each request
 * before anything becomes of it.
 */
export async function startFaultProxy(
  homeserver: string,
  watch: (request: Pick<Exchange, "method" | "path" | "body">) => void = () => {},
): Promise<FaultProxy> {
  const rules: Rule[] = [];
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((incoming, response) => {
    // A client that gives up is no fault of the proxy.
    response.on("error", () => {});
    handle(incoming, response).catch(() => response.destroy());
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const entry: Seen = { method: incoming.method ?? "", path: incoming.url ?? "", status: null };
    seen.push(entry);
    const exchange = await openExchange(homeserver, incoming, response, entry);
    watch(exchange);
    const rule = rules.findLast((one) => targets(one, exchange));
    if (rule === undefined) return passOn(exchange);
    rule.hits += 1;
    await rule.fault(exchange);
    rule.done += 1;
    for (const { hits, resolve } of rule.waiting) if (rule.done >= hits) resolve();
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    fault(target, fault) {
      const rule: Rule = { target, fault, hits: 0, done: 0, waiting: [], removed: false };
      rules.push(rule);
      return {
        get hits() {
          return rule.hits;
        },
        reached: (hits = 1) =>
          new Promise((resolve) => {
            if (rule.done >= hits) resolve();
            else rule.waiting.push({ hits, resolve });
          }),
        remove() {
          rule.removed = true;
        },
      };
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function targets(rule: Rule, exchange: Exchange): boolean {
  const { method, path, times } = rule.target;
  return (
    !rule.removed &&
    (times === undefined || rule.hits < times) &&
    (method === undefined || method === exchange.method) &&
    (path === undefined || path.test(exchange.path))
  );
}

async function openExchange(
  homeserver: string,
  incoming: IncomingMessage,
  response: ServerResponse,
  entry: Seen,
): Promise<Exchange> {
  const body = Buffer.concat(await incoming.toArray());
  return {
    method: entry.method,
    path: entry.path,
    body,
    response,
    async forward() {
      const answer = await ask(homeserver, incoming, body);
      entry.status = answer.status;
      return answer;
    },
    answer(status, headers, content) {
      response.writeHead(status, { ...headers, "content-length": String(Buffer.byteLength(content)) });
      response.end(content);
    },
    cut: () => void response.destroy(),
  };
}

/** Each request has a connection of its own, so that no fault on one reaches another. */
function ask(homeserver: string, incoming: IncomingMessage, body: Buffer): Promise<HomeserverAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(incoming.url ?? "/", homeserver),
      { method: incoming.method, headers: { ...incoming.headers, connection: "close" }, agent: false },
      (answer) => {
        answer.toArray().then((chunks) => {
          resolve({ status: answer.statusCode ?? 0, headers: plain(answer), body: Buffer.concat(chunks) });
        }, reject);
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Without what belongs to one connection only. */
function plain(answer: IncomingMessage): Record<string, string> {
  const own = new Set(["connection", "transfer-encoding", "content-length", "keep-alive"]);
  return Object.fromEntries(
    Object.entries(answer.headers).flatMap(([name, value]) =>
      own.has(name) || value === undefined ? [] : [[name, String(value)]],
    ),
  );
}

async function passOn(exchange: Exchange): Promise<void> {
  const { status, headers, body } = await exchange.forward();
  exchange.answer(status, headers, body);
}

// --- Faults ----------------------------------------------------------------------------------------------------

/** The connection is cut before the homeserver hears of the request. */
export const cut: Fault = (exchange) => exchange.cut();

/** The homeserver does what it was asked, and the client never hears of it. */
export const swallow: Fault = async (exchange) => {
  await exchange.forward();
  exchange.cut();
};

/** Nobody answers; the homeserver hears nothing. */
export const hang: Fault = () => {};

/** The homeserver does what it was asked; its answer waits for `until`. */
export function hold(until: Promise<unknown>): Fault {
  return async (exchange) => {
    const { status, headers, body } = await exchange.forward();
    await until;
    exchange.answer(status, headers, body);
  };
}

/** The request waits so many milliseconds before the homeserver hears of it. */
export function delay(milliseconds: number): Fault {
  return async (exchange) => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await passOn(exchange);
  };
}

/** Something else answers in the homeserver's place. */
export function reply(
  status: number,
  body: string | object,
  headers: Readonly<Record<string, string>> = {},
): Fault {
  const [type, text] =
    typeof body === "string" ? ["text/html", body] : ["application/json", JSON.stringify(body)];
  return (exchange) => exchange.answer(status, { "content-type": type, ...headers }, text);
}
