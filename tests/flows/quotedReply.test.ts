import { describe, expect, test } from "vitest";
import { commandIn, type Said } from "../../src/commands/address.ts";
import { toCommand } from "../../src/flows/receive/events.ts";
import type { EventId } from "../../src/rooms/identifiers.ts";
import { room, user } from "../support/identifiers.ts";

const rules = {
  me: user("crieur"),
  commandIn: (said: Said) => commandIn(said, { user: user("crieur"), displayName: null, prefix: "!offres" }),
  onEcho: () => {},
  onUnknown: async () => false,
};

/** What a message with this body asks; null: it is no command. */
function asked(body: string, msgtype = "m.text"): string | null {
  const event = {
    id: "$reponse" as EventId,
    type: "m.room.message",
    sender: user("camille"),
    stateKey: null,
    sentAt: 0,
    age: 0,
    content: { msgtype, body, "m.relates_to": { "m.in_reply_to": { event_id: "$carte" } } },
    transactionId: null,
    redacts: null,
  };
  return toCommand(event, { id: room("a"), members: null, aliases: [] }, rules, 0)?.text ?? null;
}

function quoting(characters: number): string {
  const line = `> ${"mission ".repeat(10)}\n`;
  return `> <@crieur:example> ${line.repeat(Math.ceil(characters / line.length)).slice(0, characters - 20)}`;
}

describe("a reply of an older client, which quotes what it answers", () => {
  test.each([1_927, 2_127, 4_027, 7_027])("keeps its command below %i quoted characters", (characters) => {
    const quote = quoting(characters);
    expect(quote).toHaveLength(characters);
    expect(asked(`${quote}\n\n!offre 1`)).toBe("!offre 1");
  });

  test("in one long line, or of several lines with commands in them, asks only what stands below", () => {
    expect(asked(`> ${"x".repeat(2_000)}\n\n!offre 2`)).toBe("!offre 2");
    expect(asked("> <@a:b> !offres\n> devops\n\n!offre 2")).toBe("!offre 2");
  });

  test("with nothing below the quote asks nothing", () => {
    expect(asked("> x\n".repeat(20_000))).toBeNull();
    expect(asked("> !offres devops")).toBeNull();
  });

  test("keeps no more than 500 characters of what stands below", () => {
    expect(asked(`${quoting(3_000)}\n\n!offres ${"devops ".repeat(9_000)}`)?.length).toBeLessThanOrEqual(500);
  });
});
