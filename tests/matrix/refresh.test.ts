import { expect, onTestFinished, test } from "vitest";
import { askWith } from "../../src/edges/matrix/ask.ts";
import { refresh } from "../../src/edges/matrix/refresh.ts";
import { type Fault, reply, startFaultProxy } from "./faultProxy.ts";

test.each<[string, Fault, string]>([
  ["a token that the homeserver does not know", reply(401, { errcode: "M_UNKNOWN_TOKEN" }), "credentials"],
  ["one that was used, or has expired", reply(403, { errcode: "M_FORBIDDEN" }), "credentials"],
  ["a path that leads nowhere", reply(404, { errcode: "M_NOT_FOUND" }), "passing"],
  ["whatever is asked", reply(400, { errcode: "M_BAD_JSON" }), "passing"],
  ["with a page", reply(403, "<html><title>403</title></html>"), "passing"],
  ["with nothing", reply(200, {}), "passing"],
])(
  "a refresh that is refused for %s ends the process only where the token is dead",
  async (_, fault, concern) => {
    const proxy = await startFaultProxy("http://127.0.0.1:1");
    onTestFinished(() => proxy.close());
    proxy.fault({}, fault);
    await expect(refresh(askWith(proxy.url, null), "syr_1")).rejects.toMatchObject({
      concern,
      message: expect.stringContaining("cannot refresh the access token"),
    });
  },
);
