import { describe, expect, test } from "vitest";
import { keyIn, markPart, offersIn, revisedPart, withKey, withoutMark } from "../../src/messages/mark.ts";

const FIELD = "fr.gouv.beta.crieur";
const offer = { id: "a", state: "open", title: "A", startup: null } as const;

describe("our mark in an event", () => {
  test("is read as it was written, also under another key and in an edit", () => {
    const content = { body: "Bonjour", ...markPart("announcement:1", [offer]) };
    expect([keyIn(content), offersIn(content)]).toEqual([
      "announcement:1",
      [{ id: offer.id, state: offer.state }],
    ]);
    const sent = withKey(content, "txn");
    expect(sent).toEqual({ body: "Bonjour", [FIELD]: { v: 1, key: "txn", offers: [offer] } });
    expect(revisedPart(sent, 3)).toEqual({ [FIELD]: { v: 1, key: "txn", offers: [offer], revision: 3 } });
    expect(withoutMark(sent)).toEqual({ body: "Bonjour" });
  });

  test.each([
    undefined,
    null,
    1,
    "v1",
    [],
    {},
    { key: 1, offers: "a" },
    { key: null, offers: [null, 1, "a", {}] },
  ])("that others wrote (%j) says nothing", (mark) => {
    const content = { [FIELD]: mark };
    expect([keyIn(content), offersIn(content)]).toEqual([null, []]);
  });

  test("offers without an id or a state are passed over, the others read", () => {
    const offers = [
      { id: 1, state: "open" },
      { id: "b" },
      { id: "c", state: "closed", title: { toString: 1 } },
    ];
    expect(offersIn({ [FIELD]: { v: 1, key: "k", offers } })).toEqual([{ id: "c", state: "closed" }]);
  });
});
