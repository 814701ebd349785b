import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

export interface ConnectProxy {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * A proxy for `CONNECT name:port` that leads each name to a port of this machine, whatever port is asked for, and
 * refuses all other names: what runs behind it reaches nothing else.
 */
export async function startConnectProxy(ports: ReadonlyMap<string, number>): Promise<ConnectProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((_, answer) => answer.writeHead(405).end());
  server.on("connect", (request, client: Socket) => {
    const port = ports.get((request.url ?? "").replace(/:\d+$/, ""));
    if (port === undefined) {
      client.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const target = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 OK\r\n\r\n");
      client.pipe(target).pipe(client);
    });
    for (const [one, other] of [
      [client, target],
      [target, client],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
