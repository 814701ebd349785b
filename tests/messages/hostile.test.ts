import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Listed } from "../../src/commands/context.ts";
import type { Answer } from "../../src/commands/table.ts";
import { announcement } from "../../src/messages/announcement.ts";
import { render } from "../../src/messages/answer.ts";
import type { Message } from "../../src/messages/content.ts";
import { eventContent } from "../../src/messages/event.ts";
import type { Offer, OfferId, OfferKey } from "../../src/offers/offer.ts";
import { anOffer } from "../support/anOffer.ts";
import { faultsOf, pingsIn, wordsOfHtml, wordsOfText } from "./html.ts";

const WORDING = {
  prefix: "!offres",
  publicUrl: "https://offres.example/{year}/{id}?s={slug}",
  today: () => "2026-11-28",
};

const NASTY = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "</p></del><table>",
  '" onclick="x',
  "&lt;b&gt; &amp;amp; &#60;",
  "@room",
  "@\u200broom",
  "@**room**",
  "\u202e@room",
  "@agent:tchap.example",
  "https://matrix.to/#/@agent:tchap.example",
  "https://matrix.to/#/%40agent:tchap.example",
  "https://tchap.example/#/user/@agent:tchap.example",
  "[clic](javascript:alert(1))",
  "[clic](https://matrix.to/#/@agent:tchap.example)",
  "https://user:secret@mechant.example/",
  "ligne\nautre\r\nligne\u2028encore\u0085fin",
  "\u202edroite\u2066gauche\u200f\u061c",
  "a\u200b\u2060\ufeffb\u00ad\u0000\u0007\u001b[31m",
  "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
  "\ud800 seul",
  "**gras** _it_ `code` ~~barré~~ # titre\n> citation\n- point\n1. un",
  "👩‍💻 👍🏽",
  "é".repeat(3_000),
];

const text = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc
    .array(fc.constantFrom(...NASTY, "mission", " ", "\n## Mission\n"), { maxLength: 6 })
    .map((parts) => parts.join("")),
);
const maybe = fc.option(text, { nil: null });

const offers: fc.Arbitrary<Offer> = fc
  .record({
    id: text.map((id) => (id || "x") as OfferId),
    title: text,
    startup: maybe,
    summary: maybe,
    domains: fc.array(text, { maxLength: 3 }),
    externalUrl: maybe,
    body: text.map((said) => `## Mission\n\n${said}\n`),
    facts: fc.record({
      places: fc.array(text, { maxLength: 6 }),
      remote: fc.constantFrom("full", "partial", "none", null),
      remoteNote: maybe,
      contracts: fc.constant(["CDD"] as const),
      duration: maybe,
      pay: maybe,
      time: maybe,
      applyEmails: fc.array(text, { maxLength: 3 }),
      applyUrls: fc.array(text, { maxLength: 3 }),
      reference: maybe,
      start: maybe,
      junior: fc.constantFrom(true, null),
      skills: fc.array(text, { maxLength: 3 }),
    }),
  })
  .map(anOffer);

const listed: fc.Arbitrary<Listed> = fc
  .record({ offer: offers, open: fc.boolean() })
  .map(({ offer, open }) => ({
    key: 1 as OfferKey,
    id: offer.id,
    offer,
    standing: open ? "open" : "closed",
    closedOn: open ? null : "2026-03-03",
    openedAt: null,
  }));

const messages: fc.Arbitrary<Message> = fc.oneof(
  fc
    .array(
      fc.record({
        kind: fc.constantFrom("published", "reopened", "copy"),
        offer: offers,
        closedOn: fc.constantFrom("2026-03-01", null),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((announced) => announcement(announced, WORDING)),
  listed.map((one) => render({ kind: "card", listed: one, whole: false, by: 2 }, WORDING)),
  fc
    .record({ all: fc.array(listed, { minLength: 1, maxLength: 8 }), query: text, to: text, place: text })
    .map(({ all, query, to, place }) =>
      render(
        {
          kind: "list",
          query,
          corrections: [{ from: query, to }],
          excluded: [to],
          unknown: [place],
          unread: [to],
          among: null,
          loosened: [{ without: [to], near: [place], count: 1 }],
          exact: all.length - 1,
          understood: [{ kind: "place", name: place, key: "", text: place, firm: true, excluded: false }],
          items: all.map((one, index) => ({ number: index + 1, listed: one })),
          found: all.map(({ key }) => key),
          shown: all.length,
          total: all.length,
          standing: "open",
        },
        WORDING,
      ),
    ),
  fc.record({ query: text, closest: text }).map(({ query, closest }) => {
    const nothing: Answer = {
      kind: "nothing",
      query,
      standing: "open",
      elsewhere: 3,
      all: 3,
      corrections: [],
      understood: [],
      excluded: [query],
      unknown: [closest],
      unread: [query],
      help: { word: closest, looser: { text: closest, without: [query], count: 2 } },
    };
    return render(nothing, WORDING);
  }),
  text.map((id) => render({ kind: "unknownOffer", id, closest: [id as OfferId] }, WORDING)),
);

describe("whatever an offer or a person writes", () => {
  test("the HTML holds allowed tags only, balanced, and every link is http, https or mailto", () => {
    fc.assert(
      fc.property(messages, ({ html }) => {
        expect(faultsOf(html)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test("plain text and HTML say the same words", () => {
    fc.assert(
      fc.property(messages, ({ text: plain, html }) => {
        expect(wordsOfHtml(html)).toEqual(wordsOfText(plain));
      }),
      { numRuns: 400 },
    );
  });

  test("nothing pings: no @room, no user id, no permalink to a person", () => {
    fc.assert(
      fc.property(messages, ({ text: plain, html }) => {
        expect([...pingsIn(plain), ...pingsIn(html)]).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test("nothing invisible, and no line break of others", () => {
    fc.assert(
      fc.property(messages, ({ text: plain }) => {
        expect(plain).not.toMatch(/[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad\u061c]/);
        expect(plain.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        expect(plain.isWellFormed()).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test("an event stays under 60 KiB, also as an edit", () => {
    fc.assert(
      fc.property(messages, (message) => {
        const content = eventContent({ message, notify: true, key: "k" });
        expect(Buffer.byteLength(JSON.stringify(content))).toBeLessThan(30 * 1024);
      }),
      { numRuns: 100 },
    );
  });
});

test("a title of 60 KiB is cut to a line", () => {
  const offer = anOffer({ title: "titre ".repeat(10_000) });
  const [first = ""] = announcement([{ kind: "published", offer, closedOn: null }], WORDING).text.split("\n");
  expect(first.length).toBeLessThan(200);
  expect(first).toMatch(/titre…$/);
});

test("emoji made of several characters stay whole", () => {
  const offer = anOffer({ title: "Équipe 👩‍💻 et 🏳️‍🌈" });
  expect(announcement([{ kind: "published", offer, closedOn: null }], WORDING).text).toContain("👩‍💻 et 🏳️‍🌈");
});

test("an e-mail address is no mention", () => {
  const offer = anOffer({ facts: { applyEmails: ["contact@room.example"] } });
  const { text: plain, html } = announcement([{ kind: "published", offer, closedOn: null }], WORDING);
  expect(plain).toContain("Postuler\u00a0: contact@room.example");
  expect(html).toContain('<a href="mailto:contact@room.example">contact@room.example</a>');
});

test("an address that must not be a link stands as text", () => {
  for (const address of [
    "javascript:alert(1)",
    "https://a:b@mechant.example/",
    "data:text/html,x",
    "//x.example",
  ]) {
    const offer = anOffer({ facts: { applyUrls: [address] } });
    expect(
      announcement([{ kind: "published", offer, closedOn: null }], {
        prefix: "!offres",
        publicUrl: null,
        today: () => "2026-11-28",
      }).html,
    ).not.toContain("href");
  }
});
