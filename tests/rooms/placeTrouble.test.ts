import { expect, test } from "vitest";
import type { UserId } from "../../src/rooms/identifiers.ts";
import { troubleOf } from "../../src/rooms/placeTrouble.ts";
import type { Place } from "../../src/rooms/subscription.ts";
import { alias } from "../support/identifiers.ts";
import { knownRoom } from "../support/knownRoom.ts";

const ACCOUNT = "@robot:agent.test" as UserId;
const PLACE: Place = {
  id: 1 as Place["id"],
  alias: alias("missions"),
  room: knownRoom("missions").id,
  person: null,
  state: "waiting",
  reason: null,
  configured: true,
};

test.each([
  ["nobody invited it", null, "403 You are not invited to this room"],
  ["it was banned", "ban", null],
  ["it was put out", "leave", null],
] as const)("where %s, the remedy names the account that is to be invited", (_what, membership, failure) => {
  const room = membership === null ? null : knownRoom("missions", { membership });
  const trouble = troubleOf(PLACE, { room, successor: null, failure, account: ACCOUNT });
  expect(trouble?.remedy).toContain(`invite ${ACCOUNT}`);
});
