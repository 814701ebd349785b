import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RoomId, UserId } from "../../src/rooms/identifiers.ts";
import { decideInvitation } from "../../src/rooms/invitation.ts";
import { matchesServer } from "../../src/rooms/serverPattern.ts";

const id = (text: string) => text as RoomId;

describe("an invitation", () => {
  const policy = {
    invitesFrom: ["*.tchap.gouv.fr"],
    configured: new Set([id("!configured")]),
    successors: new Map([[id("!old"), id("!new")]]),
  };
  const decide = (more: object) =>
    decideInvitation(
      {
        room: id("!r"),
        inviter: "@prenom.nom:agent.dinum.tchap.gouv.fr" as UserId,
        encrypted: false,
        predecessor: null,
        ...more,
      },
      policy,
    );
  const stranger = "@x:matrix.example.org";

  test("is accepted from the servers that are allowed", () => {
    expect(decide({})).toEqual({ accept: true });
    expect(decide({ inviter: stranger })).toMatchObject({
      accept: false,
      reason: "stranger",
    });
    expect(decide({ inviter: null })).toMatchObject({ accept: false });
  });

  test("the server is what follows the first colon: nothing in a name can pose as it", () => {
    expect(decide({ inviter: "@x:evil.org:agent.tchap.gouv.fr" })).toMatchObject({ accept: false });
    expect(decide({ inviter: "@agent.dinum.tchap.gouv.fr:evil.org" })).toMatchObject({ accept: false });
  });

  test("to a configured room is accepted from anyone", () => {
    expect(decide({ room: "!configured", inviter: stranger })).toEqual({ accept: true });
  });

  test("to a successor is accepted from anyone, but only if both rooms name each other", () => {
    expect(decide({ room: "!new", predecessor: "!old", inviter: stranger })).toEqual({ accept: true });
    expect(decide({ room: "!trap", predecessor: "!old", inviter: stranger })).toMatchObject({
      accept: false,
    });
    expect(decide({ room: "!new", predecessor: null, inviter: stranger })).toMatchObject({ accept: false });
  });

  test("to an encrypted room is declined with a reason, whoever sends it", () => {
    for (const room of ["!r", "!configured"]) {
      expect(decide({ room, encrypted: true })).toMatchObject({
        accept: false,
        reason: "encrypted",
      });
    }
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
