import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { UserId } from "../../src/rooms/identifiers.ts";
import { decideInvitation, type InvitationPolicy } from "../../src/rooms/invitation.ts";
import type { Room } from "../../src/rooms/room.ts";
import { unknownRoom } from "../../src/rooms/roomState.ts";
import { matchesServer } from "../../src/rooms/serverPattern.ts";
import { room } from "../support/identifiers.ts";
import { knownRoom } from "../support/knownRoom.ts";

describe("an invitation", () => {
  const upgraded = knownRoom("old", { successor: room("new") });
  const policy = {
    invitesFrom: ["*.tchap.gouv.fr"],
    configured: new Set([room("configured")]),
    aliasesKnown: true,
    rooms: new Map([[upgraded.id, upgraded]]),
  };
  const friend = "@prenom.nom:agent.dinum.tchap.gouv.fr" as UserId;
  const stranger = "@x:matrix.example.org" as UserId;
  const decide = (more: Partial<Room>, change: Partial<InvitationPolicy> = {}) =>
    decideInvitation({ ...unknownRoom(room("r")), inviter: friend, ...more }, { ...policy, ...change });
  const accepted = { act: "accept", admission: "welcome" };
  const declined = { act: "decline", reason: "stranger" };

  test("is accepted from the servers that are allowed", () => {
    expect(decide({})).toEqual(accepted);
    expect(decide({ inviter: stranger })).toEqual(declined);
    expect(decide({ inviter: null })).toEqual(declined);
  });

  test("the server is what follows the first colon: nothing in a name can pose as it", () => {
    expect(decide({ inviter: "@x:evil.org:agent.tchap.gouv.fr" as UserId })).toEqual(declined);
    expect(decide({ inviter: "@agent.dinum.tchap.gouv.fr:evil.org" as UserId })).toEqual(declined);
  });

  test("to a configured room is accepted from anyone", () => {
    expect(decide({ id: room("configured"), inviter: stranger })).toEqual(accepted);
  });

  test("is not declined before it is known where every configured alias leads", () => {
    expect(decide({ inviter: stranger }, { aliasesKnown: false })).toEqual({ act: "wait" });
    expect(decide({}, { aliasesKnown: false })).toEqual(accepted);
  });

  test("to a successor is accepted from anyone, as one that its room has to confirm", () => {
    const invitation = { id: room("new"), predecessor: room("old"), inviter: stranger };
    expect(decide(invitation)).toEqual({ act: "accept", admission: "pursued" });
    expect(decide({ ...invitation, inviter: friend })).toEqual(accepted);
    expect(decide({ ...invitation, admission: "refuted" }, { rooms: new Map() })).toEqual(declined);
  });

  describe("that claims to follow an upgrade", () => {
    const invitation = { id: room("third"), predecessor: room("second"), inviter: stranger };
    const known = (...rooms: Room[]) => ({ rooms: new Map(rooms.map((one) => [one.id, one])) });

    test("waits while a room on the way there is not known yet", () => {
      const first = knownRoom("first", { successor: room("second") });
      expect(decide(invitation, known(first))).toEqual({ act: "wait" });
      const second = knownRoom("second", { successor: room("third") });
      expect(decide(invitation, known(first, second))).toEqual({ act: "accept", admission: "pursued" });
    });

    test("waits for the tombstone of a room where we are", () => {
      expect(decide(invitation, known(knownRoom("second")))).toEqual({ act: "wait" });
    });

    test("is declined once all upgrades have led elsewhere", () => {
      const second = knownRoom("second", { successor: room("other") });
      expect(decide(invitation, known(second, knownRoom("other")))).toEqual(declined);
      expect(decide(invitation, known())).toEqual(declined);
    });
  });

  test("to an encrypted room is declined with a reason, whoever sends it", () => {
    for (const id of [room("r"), room("configured")])
      expect(decide({ id, encrypted: true })).toEqual({ act: "decline", reason: "encrypted" });
  });

  test("to a space is left alone: nobody talks there", () => {
    expect(decide({ type: "m.space" })).toEqual({ act: "ignore" });
    expect(decide({ type: "m.space", inviter: stranger })).toEqual({ act: "ignore" });
    expect(decide({ type: "org.example.forum" })).toEqual(accepted);
  });
});

describe("a pattern of servers", () => {
  test.each([
    ["*.tchap.gouv.fr", "agent.dinum.tchap.gouv.fr", true],
    ["*.tchap.gouv.fr", "Agent.DINUM.tchap.gouv.fr", true],
    ["*.tchap.gouv.fr", "agent.dinum.tchap.gouv.fr:8448", true],
    ["*.tchap.gouv.fr", "tchap.gouv.fr", false],
    ["*.tchap.gouv.fr", "eviltchap.gouv.fr", false],
    ["*.tchap.gouv.fr", "a.tchap.gouv.fr.evil.org", false],
    ["localhost", "localhost:19101", true],
    ["localhost:19101", "localhost:19101", true],
    ["localhost:19101", "localhost:19102", false],
    ["localhost:19101", "localhost", false],
    ["*", "matrix.example.org", true],
    ["agent.*.tchap.*", "agent.dinum.tchap.gouv.fr", true],
    ["a*a", "a", false],
    ["[::1]", "[::1]:8448", true],
    ["", "matrix.example.org", false],
    ["*.tchap.gouv.fr", "agent.externe.tchap.gouv.fr", false],
    ["*", "agent.externe.tchap.gouv.fr", false],
    ["agent.*.tchap.gouv.fr", "AGENT.EXTERNE.tchap.gouv.fr", false],
    ["agent.externe.tchap.gouv.fr", "agent.externe.tchap.gouv.fr", true],
    ["*.externe.tchap.gouv.fr", "agent.externe.tchap.gouv.fr", true],
  ])("%s over %s: %s", (pattern, server, covered) => {
    expect(matchesServer(pattern, server)).toBe(covered);
  });

  test("means what the same regular expression means", () => {
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", ".", "*"), maxLength: 8 });
    const server = fc.string({ unit: fc.constantFrom("a", "b", "."), minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(pattern, server, (wanted, name) => {
        const expression = wanted.replaceAll(".", "\\.").replaceAll("*", ".*");
        expect(matchesServer(wanted, name)).toBe(new RegExp(`^${expression}$`).test(name));
      }),
      { numRuns: 1000 },
    );
  });

  test("a hostile name takes no time", () => {
    expect(matchesServer("*a".repeat(50), `${"a".repeat(250)}b`)).toBe(false);
  });
});
