import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Stands for a homeserver that answers every request alike, until the test ends. */
export function answering(status: number, body: object): Promise<{ url: string; port: number }> {
  return answeringEach(() => [status, body]);
}

/** The same, with an answer to each request by its path and the text that came with it. */
export async function answeringEach(
  answer: (path: string, sent: string) => readonly [status: number, body: object],
): Promise<{ url: string; port: number }> {
  const server = createServer(async (request, response) => {
    let sent = "";
    for await (const chunk of request.setEncoding("utf8")) sent += chunk;
    const [status, body] = answer(request.url ?? "", sent);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port };
}
