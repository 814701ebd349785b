import { describe, expect, test } from "vitest";
import { asEdit, EVENT_LIMIT, eventContent } from "../../src/messages/event.ts";
import type { EventId } from "../../src/rooms/identifiers.ts";
import { faultsOf, wordsOfHtml, wordsOfText } from "./html.ts";

const EVENT = "$commande" as EventId;
const ROOT = "$fil" as EventId;
const message = { text: "Bonjour", html: "<strong>Bonjour</strong>" };
const mark = { id: "a", state: "open", title: "A", startup: null } as const;

describe("the content of a message", () => {
  test("notifies only where it is meant to, and mentions nobody", () => {
    const content = eventContent({ message, notify: true, key: "k", offers: [mark] });
    expect(content).toEqual({
      msgtype: "m.text",
      body: "Bonjour",
      format: "org.matrix.custom.html",
      formatted_body: "<strong>Bonjour</strong>",
      "m.mentions": {},
      "fr.gouv.beta.crieur": { v: 1, key: "k", offers: [mark] },
    });
    expect(eventContent({ message, notify: false, key: "k" }).msgtype).toBe("m.notice");
  });

  test("answers a command beside it, without repeating it", () => {
    const content = eventContent({
      message,
      notify: false,
      key: "k",
      replyTo: { event: EVENT, thread: null },
    });
    expect(content["m.relates_to"]).toEqual({ "m.in_reply_to": { event_id: EVENT } });
    expect(content.body).toBe("Bonjour");
  });

  test("answers in the thread where the command stood", () => {
    const content = eventContent({
      message,
      notify: false,
      key: "k",
      replyTo: { event: EVENT, thread: ROOT },
    });
    expect(content["m.relates_to"]).toEqual({
      rel_type: "m.thread",
      event_id: ROOT,
      is_falling_back: true,
      "m.in_reply_to": { event_id: EVENT },
    });
  });

  test("as an edit keeps mark and mentions, and names its original only", () => {
    const original = eventContent({
      message,
      notify: false,
      key: "k",
      offers: [mark],
      replyTo: { event: EVENT, thread: ROOT },
    });
    expect(asEdit(original, EVENT, 2)).toEqual({
      msgtype: "m.notice",
      body: "* Bonjour",
      format: "org.matrix.custom.html",
      formatted_body: "* <strong>Bonjour</strong>",
      "m.mentions": {},
      "m.new_content": {
        msgtype: "m.notice",
        body: "Bonjour",
        format: "org.matrix.custom.html",
        formatted_body: "<strong>Bonjour</strong>",
        "m.mentions": {},
      },
      "m.relates_to": { rel_type: "m.replace", event_id: EVENT },
      "fr.gouv.beta.crieur": { v: 1, key: "k", offers: [mark], revision: 2 },
    });
  });

  test.each(["é\n", "\u0001<&>", "😀"])("too long, is cut, says so, and fits an edit too (%j)", (piece) => {
    const text = piece.repeat(40_000);
    const html = `<p>${piece.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").repeat(40_000)}</p>`;
    const content = eventContent({
      message: { text, html },
      notify: true,
      key: "k",
      offers: Array(20).fill(mark),
    });
    const cut = { text: String(content.body), html: String(content.formatted_body) };
    expect(cut.text).toMatch(/… \(message coupé\)$/);
    expect(cut.text.isWellFormed()).toBe(true);
    expect(faultsOf(cut.html)).toEqual([]);
    expect(wordsOfHtml(cut.html)).toEqual(wordsOfText(cut.text));
    const size = Buffer.byteLength(JSON.stringify(asEdit(content, EVENT, 1)));
    expect(size).toBeLessThan(EVENT_LIMIT);
    expect(size).toBeGreaterThan(EVENT_LIMIT / 3);
  });
});
