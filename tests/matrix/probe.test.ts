import { expect, test } from "vitest";
import { describeHomeserver } from "../../src/edges/matrix/probe.ts";
import { readHomeserverUrl } from "../../src/edges/matrix/url.ts";
import { reply, startFaultProxy } from "./faultProxy.ts";

test("an address is taken without the slash at its end", () => {
  expect(readHomeserverUrl("https://matrix.example.org")).toBe("https://matrix.example.org");
  expect(readHomeserverUrl("http://127.0.0.1:8008/")).toBe("http://127.0.0.1:8008");
  expect(readHomeserverUrl("https://example.org/matrix/")).toBe("https://example.org/matrix");
});

test.each([
  "",
  "matrix.example.org",
  "ftp://matrix.example.org",
  "https://",
  "https://bot:secret@matrix.example.org",
  "https://matrix.example.org/_matrix/client/v3",
  "https://matrix.example.org/?access_token=secret#x",
])("%s is malformed, and told without its secrets", async (address) => {
  const found = await describeHomeserver(address);
  expect(found).toMatchObject({ kind: "malformed", message: expect.stringContaining("homeserver.url") });
  expect(JSON.stringify(found)).not.toContain("secret");
});

test("what stands at an address is told apart: a homeserver, a web page, other JSON, nothing", async () => {
  const proxy = await startFaultProxy("http://127.0.0.1:9");
  proxy.fault({}, reply(200, { versions: ["v1.11", 3] }));
  expect(await describeHomeserver(`${proxy.url}/`)).toEqual({
    kind: "homeserver",
    url: proxy.url,
    versions: ["v1.11"],
  });
  proxy.fault({}, reply(200, "<html><title>Bienvenue</title></html>"));
  expect(await describeHomeserver(proxy.url)).toMatchObject({
    kind: "unreachable",
    message: expect.stringContaining("web page (“Bienvenue”)"),
  });
  proxy.fault({}, reply(200, { hello: "world" }));
  expect(await describeHomeserver(proxy.url)).toMatchObject({ kind: "unreachable" });
  await proxy.close();

  const gone = await startFaultProxy("http://127.0.0.1:9");
  await gone.close();
  expect(await describeHomeserver(gone.url)).toEqual({
    kind: "unreachable",
    message: `cannot find a homeserver at ${gone.url}: the homeserver is not reached (nothing listens at that address)`,
  });
});
