import { Writable } from "node:stream";
import { expect, it } from "vitest";
import { openLog } from "../../src/terminal/log.ts";

/** What a log writes of these fields, as a program reads it. */
async function logged(fields: object): Promise<Record<string, unknown>> {
  let line = "";
  const stream = new Writable({
    write(chunk, _, done) {
      line += String(chunk);
      done();
    },
  });
  const log = await openLog("info", stream, {});
  log.info(fields, "said");
  return JSON.parse(line) as Record<string, unknown>;
}

it("tokens and what people write stay out of logs, wherever they stand", async () => {
  const line = await logged({
    accessToken: "syt_1",
    row: 7,
    event: { id: "$e", content: { body: "bonjour" }, of: { query: "devops", at: 3 } },
    list: [{ text: "salut" }, "plain"],
  });
  expect(line).toMatchObject({
    accessToken: "REDACTED",
    row: 7,
    event: { id: "$e", content: "REDACTED", of: { query: "REDACTED", at: 3 } },
    list: [{ text: "REDACTED" }, "plain"],
    msg: "said",
  });
});

it("an error keeps its message, its stack and its code, but not what it carries of others", async () => {
  const error = Object.assign(new TypeError("no such thing"), { code: "ENOENT", body: "bonjour" });
  const { err } = await logged({ err: error });
  expect(err).toMatchObject({
    type: "TypeError",
    message: "no such thing",
    code: "ENOENT",
    body: "REDACTED",
  });
  expect(err).toHaveProperty("stack", expect.stringContaining("log.test.ts"));
});
