import { expect, test } from "vitest";
import type { KeyRequest } from "../../src/ports/index.ts";
import { Letterbox, newDevice, QUIET, ROOM, rulesFor } from "./letterbox.ts";

/** A bot that has heard that something changed about a person's devices. */
async function disturbed() {
  const [box, alice, bot] = [new Letterbox(), await newDevice("alice"), await newDevice("crieur")];
  for (const device of [alice, bot]) await box.settle(device);
  const rules = rulesFor(alice.user, bot.user);
  await box.say(bot, { msgtype: "m.text", body: "bonjour" }, rules);
  const hear = () => bot.store.write((tx) => bot.crypto.receive(tx, { ...QUIET, changed: [alice.user] }));
  const prepare = () => bot.store.write((tx) => bot.crypto.prepare(tx, ROOM, rules));
  const outgoing = () => bot.store.write((tx) => bot.crypto.outgoing(tx));
  const answered = (query: KeyRequest | undefined, answer: string) =>
    bot.store.write(async (tx) => {
      if (query) await bot.crypto.answered(tx, query, answer);
    });
  await hear();
  return { box, alice, bot, hear, prepare, outgoing, answered };
}

test("a query counts though somebody else asks what is missing before it is answered", async () => {
  const { box, bot, prepare, outgoing, answered } = await disturbed();
  const [query] = await prepare();
  expect(query?.kind).toBe("query keys");
  expect(await outgoing()).toEqual([query]);
  expect(await prepare()).toEqual([query]);
  if (query) await answered(query, box.answer(bot, query));
  expect(await prepare()).toEqual([]);
  expect(await outgoing()).toEqual([]);
});

test("one that fails is handed out again", async () => {
  const { box, bot, prepare, answered } = await disturbed();
  const [query] = await prepare();
  await expect(answered(query, "<html>")).rejects.toBeDefined();
  expect(await prepare()).toMatchObject([{ kind: "query keys" }]);
  const [again] = await prepare();
  if (again) await answered(again, box.answer(bot, again));
  expect(await prepare()).toEqual([]);
});

test("a second answer to the same query, older than what was learnt since, is passed over", async () => {
  const { box, alice, bot, hear, prepare, answered } = await disturbed();
  const [first] = await prepare();
  const old = first ? box.answer(bot, first) : "";
  await answered(first, old);
  const second = await newDevice("alice", "SECOND");
  await box.settle(second);
  await hear();
  const [query] = await prepare();
  if (query) await answered(query, box.answer(bot, query));
  await answered(first, old);
  const [claim] = await prepare();
  expect(claim).toMatchObject({ kind: "claim keys" });
  expect(JSON.parse(claim?.body ?? "{}").one_time_keys[alice.user]).toEqual({ SECOND: "signed_curve25519" });
});
