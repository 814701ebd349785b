import { describe, expect, test } from "vitest";
import { commandIn } from "../../src/commands/address.ts";
import { toCommand } from "../../src/flows/receive/events.ts";
import type { UserId } from "../../src/rooms/identifiers.ts";
import { event, room, user } from "../support/identifiers.ts";

const ME = user("crieur");
const LEA = user("lea");
const addressee = { user: ME, displayName: "Crieur", prefix: "!offres" };
const rules = {
  me: ME,
  commandIn: (said: Parameters<typeof commandIn>[0]) => commandIn(said, addressee),
  onEcho: () => {},
  onUnknown: async () => false,
};

/** What a message of Léa asks in a room with these members. */
function asked(
  content: object,
  members: readonly UserId[] | null,
  aliases: readonly string[] = [],
): string | null {
  const message = {
    id: event("dit"),
    type: "m.room.message",
    sender: LEA,
    stateKey: null,
    sentAt: 0,
    age: 0,
    content: { msgtype: "m.text", ...content },
    transactionId: null,
    redacts: null,
  };
  return toCommand(message, { id: room("a"), members, aliases }, rules, 0)?.text ?? null;
}

describe("what is said without a prefix", () => {
  test("is a command where the two are alone for certain", () => {
    expect(asked({ body: "devops" }, [ME, LEA])).toBe("!offres devops");
    expect(asked({ body: "devops" }, [ME, LEA, user("max")])).toBeNull();
    expect(asked({ body: "devops" }, null)).toBeNull();
    expect(asked({ body: "devops" }, [ME, LEA], ["#missions:example"])).toBeNull();
  });

  test("is one where the bot is mentioned, by its pill or in `m.mentions`", () => {
    const html = `<a href="https://matrix.to/#/${ME}">Crieur</a> devops`;
    expect(asked({ body: "Crieur devops", formatted_body: html }, null)).toBe("!offres devops");
    expect(asked({ body: "devops", "m.mentions": { user_ids: [ME] } }, null)).toBe("!offres devops");
  });

  test("is none where a client only repeats whom it replies to", () => {
    const mentions = { "m.mentions": { user_ids: [ME] } };
    const reply = { "m.relates_to": { "m.in_reply_to": { event_id: "$annonce" } } };
    expect(asked({ body: "ça m'intéresse", ...mentions, ...reply }, null)).toBeNull();
    const edit = { "m.relates_to": { rel_type: "m.replace", event_id: "$dit" } };
    expect(
      asked(
        { body: "* oui", "m.new_content": { msgtype: "m.text", body: "oui", ...mentions }, ...edit },
        null,
      ),
    ).toBeNull();
  });
});
