import { describe, expect, test } from "vitest";
import type { Context } from "../../src/commands/context.ts";
import { parse } from "../../src/commands/parser.ts";
import type { Answer } from "../../src/commands/table.ts";
import { Catalogue, contextOf, keyOf, shownList } from "./catalogue.ts";

async function run(text: string, context: Context): Promise<Answer> {
  const call = parse(text, "!offres", (id) => context.offers.byId(id) !== null);
  if (call === null) throw new Error(`${text} runs no command.`);
  return call.command.run(call.argument, context);
}

async function cardOf(text: string, context: Context): Promise<string> {
  const answer = await run(text, context);
  if (answer.kind === "card") return `o${answer.listed.key}`;
  return answer.kind === "misuse" ? answer.misuse.reason : answer.kind;
}

describe("a list", () => {
  test("shows the newest eight, and what follows on demand, numbers running on", async () => {
    const offers = new Catalogue(20);
    const first = await run("!offres", contextOf(offers));
    if (first.kind !== "list") throw new Error(first.kind);
    expect(first.items.map(({ number, listed }) => [number, listed.key])).toEqual(
      [20, 19, 18, 17, 16, 15, 14, 13].map((offer, index) => [index + 1, keyOf(offer)]),
    );
    expect(first).toMatchObject({ shown: 8, total: 20, standing: "open", query: null });

    const mine = { offers: first.found, shown: 16, exact: 20, closed: false, at: 0 };
    const last = await run("!offres suite", contextOf(offers, { mine }));
    if (last.kind !== "more") throw new Error(last.kind);
    expect(last.items.map(({ number }) => number)).toEqual([17, 18, 19, 20]);
    expect(last.shown).toBe(20);
  });

  test("ends, and says so", async () => {
    const offers = new Catalogue(3);
    expect(await run("!offres suite", contextOf(offers))).toMatchObject({ misuse: { reason: "no list" } });
    const over = contextOf(offers, { mine: shownList([1, 2, 3]) });
    expect(await run("!offres suite", over)).toMatchObject({ misuse: { reason: "list is over" } });
  });

  test("that is paged belongs to the person, not to the room", async () => {
    const context = contextOf(new Catalogue(20), { room: shownList([1, 2, 3], 1) });
    expect(await run("!offres suite", context)).toMatchObject({ misuse: { reason: "no list" } });
  });

  test("of closed offers holds none that is open", async () => {
    const answer = await run("!offres fermées poste", contextOf(new Catalogue(2, 2)));
    if (answer.kind !== "list") throw new Error(answer.kind);
    expect(answer.standing).toBe("closed");
    expect(answer.items.map(({ listed }) => listed.standing)).toEqual(["closed", "closed"]);
  });

  test("without a match says how many of the others match, and the closest word", async () => {
    const offers = new Catalogue(2, 3);
    offers.close(1);
    expect(await run("!offres poste 1", contextOf(offers))).toMatchObject({
      kind: "nothing",
      query: "poste 1",
      elsewhere: 1,
      help: { word: "poste" },
    });
    expect(await run("!offres", contextOf(new Catalogue(0, 4)))).toMatchObject({
      kind: "nothing",
      elsewhere: 4,
    });
  });
});

describe("a number means what was shown", () => {
  const offers = new Catalogue(9);

  test("in the list replied to, before the thread's, before the person's, before the room's", async () => {
    const said = {
      events: { $list: shownList([1]) },
      threads: { $root: shownList([2]) },
      mine: shownList([3]),
      room: shownList([4]),
    };
    expect(
      await cardOf("!offre 1", contextOf(offers, { ...said, inReplyTo: "$list", thread: "$root" })),
    ).toBe("o1");
    expect(
      await cardOf("!offre 1", contextOf(offers, { ...said, inReplyTo: "$other", thread: "$root" })),
    ).toBe("o2");
    expect(await cardOf("!offre 1", contextOf(offers, { ...said, inReplyTo: "$other" }))).toBe("o3");
    expect(await cardOf("!offre 1", contextOf(offers, { room: said.room }))).toBe("o4");
    expect(await cardOf("!offre 1", contextOf(offers))).toBe("no list");
  });

  test("in a thread below a list, that list", async () => {
    const said = { events: { $list: shownList([5, 6]) }, mine: shownList([3]), thread: "$list" };
    expect(await cardOf("!offre 2", contextOf(offers, said))).toBe("o6");
  });

  test("also after the offer closed", async () => {
    const changed = new Catalogue(9);
    changed.close(3);
    const answer = await run("!offre 1", contextOf(changed, { mine: shownList([3]) }));
    expect(answer).toMatchObject({ kind: "card", listed: { key: 3, standing: "closed" } });
  });

  test("beyond the list is a mistake", async () => {
    const answer = await run("!offre 7", contextOf(offers, { mine: shownList([1, 2]) }));
    expect(answer).toMatchObject({ misuse: { reason: "number out of range", number: 7, last: 2 } });
  });
});

describe("an offer by its name", () => {
  const offers = new Catalogue(5);
  offers.aliases.set("ancien-nom", keyOf(2));

  test.each([
    ["!offre 2026-01-03-poste", "o3"],
    ["!offre 2026-01-03-poste.md", "o3"],
    ["!offre 2026-01-03-POSTE", "o3"],
    ["!offre ancien-nom", "o2"],
  ])("%s", async (text, key) => expect(await cardOf(text, contextOf(offers))).toBe(key));

  test("that nobody knows: the closest ones", async () => {
    const answer = await run("!offre 2026-01-3-poste", contextOf(offers));
    expect(answer.kind).toBe("nothing");
    const near = await run("!offre 2026-01-03-post", contextOf(offers));
    if (near.kind !== "unknownOffer") throw new Error(near.kind);
    expect(near.closest[0]).toBe("2026-01-03-poste");
    expect(near.closest.length).toBeLessThanOrEqual(3);
    expect(await run("!offre 1999-12-31-tout-autre-chose", contextOf(offers))).toMatchObject({ closest: [] });
  });
});

describe("!offre alone", () => {
  const offers = new Catalogue(3);
  const about = { $annonce: keyOf(2), $liste: "several" as const };

  test.each([
    ["in reply to an announcement", { inReplyTo: "$annonce" }, "o2"],
    ["in its thread", { thread: "$annonce", inReplyTo: "$autre" }, "o2"],
    ["in reply to a list", { inReplyTo: "$liste" }, "several offers in that message"],
    ["in reply to something else", { inReplyTo: "$autre" }, "no message replied to"],
    ["in reply to nothing", {}, "no message replied to"],
  ])("%s", async (_, where, expected) => {
    expect(await cardOf("!offre", contextOf(offers, { about, ...where }))).toBe(expected);
  });
});

test.each([
  ["!offres aide", null],
  ["!offres aide suite", "more"],
  ["!offres aide offre", "card"],
  ["!offres aide Désabonner", "unsubscribe"],
])("help: %s", async (text, about) => {
  expect(await run(text, contextOf(new Catalogue(0)))).toEqual({ kind: "help", about });
});
