import { pipeline, Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { askWith, type Question } from "../../src/edges/matrix/ask.ts";
import { cut, type FaultProxy, hang, hold, reply, startFaultProxy } from "./faultProxy.ts";

const TOKEN = "syt_Y3JpZXVy_abcdefghijklmnop_012345";

let proxy: FaultProxy;
beforeEach(async () => {
  proxy = await startFaultProxy("http://127.0.0.1:9");
});
afterEach(() => proxy.close());

function ask(question: Partial<Question> = {}) {
  const asked = { what: "look", refusal: "account" as const, timeout: 5_000, ...question };
  return askWith(proxy.url, TOKEN)("GET", "/_matrix/client/v3/account/whoami", asked);
}

describe("an answer", () => {
  test("that is good is its JSON object; token, query and body reached the homeserver", async () => {
    let body = "";
    proxy.fault({}, (exchange) => {
      body = exchange.body.toString();
      reply(200, { authorization: "x" })(exchange);
    });
    const answer = await askWith(proxy.url, TOKEN)("POST", "/_matrix/client/v3/join/%23a%3Ab", {
      what: "join",
      refusal: "room",
      query: { via: ["one.test", "two.test"], limit: 3 },
      body: { reason: "été" },
    });
    expect(answer).toEqual({ authorization: "x" });
    expect(proxy.seen[0]).toMatchObject({
      method: "POST",
      path: "/_matrix/client/v3/join/%23a%3Ab?via=one.test&via=two.test&limit=3",
    });
    expect(JSON.parse(body)).toEqual({ reason: "été" });
  });

  test("may come packed, and in pieces that cut a letter in two", async () => {
    const said = Buffer.from(JSON.stringify({ été: "é".repeat(5000) }));
    proxy.fault({ times: 1 }, ({ answer }) =>
      answer(200, { "content-type": "application/json", "content-encoding": "gzip" }, gzipSync(said)),
    );
    await expect(ask()).resolves.toEqual({ été: "é".repeat(5000) });
    proxy.fault({}, ({ response }) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write(said.subarray(0, 3), () => response.end(said.subarray(3)));
    });
    await expect(ask()).resolves.toEqual({ été: "é".repeat(5000) });
  });

  test("that is packed, and larger than its question allows once unpacked, says so", async () => {
    const filler = gzipSync(JSON.stringify({ filler: " ".repeat(100_000) }));
    proxy.fault({}, ({ answer }) => answer(200, { "content-encoding": "gzip" }, filler));
    expect(filler.length).toBeLessThan(1000);
    await expect(ask({ largest: 1000 })).rejects.toMatchObject({ concern: "passing", excess: "size" });
  });

  test("of 429 is not tried again here, and tells how long to wait", async () => {
    proxy.fault(
      {},
      reply(429, { errcode: "M_LIMIT_EXCEEDED", error: "Too Many Requests" }, { "retry-after": "4" }),
    );
    await expect(ask()).rejects.toMatchObject({
      name: "HomeserverError",
      concern: "passing",
      status: 429,
      retryAfter: 4000,
    });
    expect(proxy.seen).toHaveLength(1);
  });

  test("from a proxy without its server is a real error, passing", async () => {
    proxy.fault({}, reply(502, "<html><head><title>502 Bad Gateway</title></head></html>"));
    const error = await ask().catch((caught) => caught);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      concern: "passing",
      status: 502,
      message: expect.stringContaining("502 Bad Gateway"),
    });
  });

  test("that repeats the access token does not bring it into the error", async () => {
    proxy.fault({}, reply(403, { errcode: "M_FORBIDDEN", error: `no ${TOKEN}, nor syr_QWERTY123` }));
    const { message } = await ask().catch((caught) => caught);
    expect(message).toContain("no REDACTED, nor REDACTED");
  });

  test("that redirects is not followed: the token stays here", async () => {
    proxy.fault({ times: 1 }, reply(302, "", { location: `${proxy.url}/elsewhere` }));
    await expect(ask()).rejects.toMatchObject({ concern: "passing", status: 302 });
    expect(proxy.seen).toHaveLength(1);
  });

  test("larger than its question allows says so: less may be asked for", async () => {
    proxy.fault({}, reply(200, { filler: " ".repeat(2000) }));
    await expect(ask({ largest: 1000 })).rejects.toMatchObject({ concern: "passing", excess: "size" });
    await expect(ask({ largest: 3000 })).resolves.toBeDefined();
  });

  test("without end is given up at 64 MiB", async () => {
    let written = 0;
    proxy.fault({}, ({ response }) => {
      response.writeHead(200, { "content-type": "application/json" });
      const chunk = Buffer.alloc(1024 * 1024, " ");
      const endless = Readable.from(
        (function* () {
          for (; written < 200; written += 1) yield chunk;
        })(),
      );
      pipeline(endless, response, () => {});
    });
    await expect(ask({ timeout: 30_000 })).rejects.toMatchObject({
      concern: "passing",
      message: expect.stringContaining("larger than 64 MiB"),
    });
    expect(written).toBeLessThan(100);
  });
});

describe("no answer", () => {
  test("in time is passing", async () => {
    proxy.fault({}, hang);
    await expect(ask({ timeout: 150 })).rejects.toMatchObject({
      concern: "passing",
      message: "cannot look: no answer within 0.2 s",
    });
  });

  test("complete in time is passing: a body that drips does not hold us", async () => {
    proxy.fault({}, ({ response }) => {
      response.writeHead(200, { "content-type": "application/json" });
      const drip = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(drip));
    });
    await expect(ask({ timeout: 200 })).rejects.toMatchObject({ concern: "passing", excess: "time" });
  });

  test("because the connection is cut, at once or half-way, is passing", async () => {
    proxy.fault({}, cut);
    await expect(ask()).rejects.toMatchObject({
      concern: "passing",
      message: expect.stringContaining("cut"),
    });
    proxy.fault({}, ({ response }) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write("{", () => response.destroy());
    });
    await expect(ask()).rejects.toMatchObject({ concern: "passing" });
  });

  test("because nothing listens is passing, and says so", async () => {
    const { url } = proxy;
    await proxy.close();
    await expect(askWith(url, null)("GET", "/x", { what: "look", refusal: "account" })).rejects.toMatchObject(
      {
        concern: "passing",
        message: "cannot look: the homeserver is not reached (nothing listens at that address)",
      },
    );
  });
});

describe("the caller's signal", () => {
  test("ends a request under way with its own reason", async () => {
    const { promise: arrived, resolve } = Promise.withResolvers<void>();
    proxy.fault({}, () => resolve());
    const stop = new AbortController();
    const reason = new Error("the bot stops");
    const answer = ask({ signal: stop.signal });
    await arrived;
    stop.abort(reason);
    await expect(answer).rejects.toBe(reason);
  });

  test("that aborted before lets nothing out", async () => {
    await expect(ask({ signal: AbortSignal.abort("over") })).rejects.toBe("over");
    expect(proxy.seen).toEqual([]);
  });

  test("of one request is not another's", async () => {
    const { promise: open, resolve } = Promise.withResolvers<void>();
    proxy.fault({}, async (exchange) => {
      await open;
      reply(200, { ok: 1 })(exchange);
    });
    const stop = new AbortController();
    const [stopped, kept] = [ask({ signal: stop.signal }), ask()];
    stop.abort(new Error("over"));
    await expect(stopped).rejects.toThrow("over");
    resolve();
    await expect(kept).resolves.toEqual({ ok: 1 });
  });
});

test("an answer held back arrives when it is let go", async () => {
  const upstream = await startFaultProxy("http://127.0.0.1:9");
  upstream.fault({}, reply(200, { ok: 1 }));
  const through = await startFaultProxy(upstream.url);
  const { promise, resolve } = Promise.withResolvers<void>();
  through.fault({}, hold(promise));
  const answer = askWith(through.url, TOKEN)("GET", "/x", { what: "look", refusal: "account" });
  await expect.poll(() => through.seen[0]?.status).toBe(200);
  resolve();
  await expect(answer).resolves.toEqual({ ok: 1 });
  await through.close();
  await upstream.close();
});
