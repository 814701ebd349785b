import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { git } from "../../src/edges/git/runGit.ts";

/** Takes connections and never says a word. */
async function silentServer(): Promise<{ url: string; connected: Promise<Socket> }> {
  const server = createServer();
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => sockets.add(socket.on("error", () => {})));
  const connected = once(server, "connection").then(([socket]) => socket as Socket);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `https://127.0.0.1:${port}/offres.git`, connected };
}

test("a repository that never answers is given up, with all that git started for it", async () => {
  const { url, connected } = await silentServer();
  const failed = git({
    args: ["ls-remote", "--", url],
    limit: 1000,
    signal: new AbortController().signal,
  });
  const closed = connected.then((socket) => once(socket.resume(), "close"));
  await expect(failed).rejects.toThrow("no end after 1 s");
  await closed;
}, 20_000);

test("a stop does not wait for it", async () => {
  const { url, connected } = await silentServer();
  const stopping = new AbortController();
  const failed = git({ args: ["ls-remote", "--", url], limit: 60_000, signal: stopping.signal });
  const socket = await connected;
  const closed = once(socket.resume(), "close");
  stopping.abort();
  await expect(failed).rejects.toThrow("it was stopped");
  await closed;
}, 20_000);

test("nothing of this process's environment reaches git but what git needs", async () => {
  process.env.CRIEUR_ACCESS_TOKEN = "secret";
  process.env.GIT_TRACE_CURL = "1";
  onTestFinished(() => {
    delete process.env.CRIEUR_ACCESS_TOKEN;
    delete process.env.GIT_TRACE_CURL;
  });
  const printed = await git({
    args: ["-c", "alias.show-all=!env", "show-all"],
    limit: 10_000,
    signal: new AbortController().signal,
  });
  expect(printed).toContain("GIT_TERMINAL_PROMPT=0");
  expect(printed).toContain("GIT_ALLOW_PROTOCOL=file:https:ssh");
  expect(printed).not.toMatch(/CRIEUR_ACCESS_TOKEN|GIT_TRACE_CURL/);
});

test("another transport is refused, also where the address was not looked at", async () => {
  const signal = new AbortController().signal;
  await expect(git({ args: ["ls-remote", "--", "ext::sh -c true"], limit: 10_000, signal })).rejects.toThrow(
    "transport 'ext' not allowed",
  );
});
