import { expect, test } from "vitest";
import { newDevice, SealedTown } from "./town.ts";

test("keys that the homeserver took are not uploaded again", async () => {
  const bot = await SealedTown.open([await newDevice("alice")]);
  const uploads = () => bot.homeserver.carried.filter((kind) => kind === "upload keys");
  expect(uploads()).toHaveLength(1);
  await bot.hear([], { keys: { oneTimeKeys: { signed_curve25519: 50 } } });
  await bot.keeper.turn(new AbortController().signal);
  expect(uploads()).toHaveLength(1);
});
