import { expect, test } from "vitest";
import type { Question } from "../../src/edges/matrix/ask.ts";
import { MatrixHomeserver } from "../../src/edges/matrix/matrixHomeserver.ts";
import { asObject } from "../../src/text/untrusted.ts";
import { user } from "../support/identifiers.ts";

/** What a sync asks of the homeserver. */
async function asked(since: string | null, few?: boolean) {
  const questions: Question[] = [];
  const homeserver = new MatrixHomeserver(
    async (_method, _path, question) => {
      questions.push(question);
      return { next_batch: "s1" };
    },
    { user: user("crieur"), device: "D", displayName: null },
  );
  await homeserver.sync(since, 30_000, new AbortController().signal, few);
  const { query, timeout, largest } = questions[0] ?? {};
  const filter = asObject(JSON.parse(String(query?.filter)));
  return { events: asObject(asObject(filter.room).timeline).limit, timeout, largest };
}

test("a first sync, and one after an answer that was too much, ask for one event a room and allow for more", async () => {
  expect(await asked("s0")).toEqual({ events: 50, timeout: 60_000, largest: undefined });
  expect(await asked("s0", true)).toEqual({ events: 1, timeout: 150_000, largest: 256 * 1024 ** 2 });
  expect(await asked(null)).toEqual({ events: 1, timeout: 300_000, largest: 256 * 1024 ** 2 });
});
