import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { toPage, toTerminal } from "../../scripts/gallery.ts";
import { ANSWERS } from "../../src/messages/samples/answers.ts";
import { type Sample, samples } from "../../src/messages/samples/samples.ts";
import { faultsOf, wordsOfHtml, wordsOfText } from "./html.ts";

const ALL = samples();
const named = ALL.map((sample): [string, Sample] => [sample.name, sample]);
const MESSAGES = join(import.meta.dirname, "../../src/messages");

describe("every message that Crieur can say", () => {
  test.each(named)("%s: HTML of the allowed tags, in the same words as the text", (_, { message }) => {
    expect(faultsOf(message.html)).toEqual([]);
    expect(wordsOfHtml(message.html)).toEqual(wordsOfText(message.text));
    expect(message.text).not.toBe("");
  });

  test.each(named)("%s: typography, and nothing that was forgotten", (_, { message: { text } }) => {
    expect(text).not.toMatch(/undefined|null|NaN|\[object/);
    expect(text).not.toMatch(/[\u00a0\u202f ][\u00a0\u202f]|[\u00a0\u202f] /);
    expect(text).not.toMatch(/«(?!\u00a0)|(?<!\u00a0)»/);
    expect(text).not.toMatch(/(?<=\p{L})'(?=\p{L})/u);
    expect(text).not.toMatch(/ $/m);
  });

  test.each(named)(
    "%s: mentions nobody, and notifies only where docs/design.md §6 says so",
    (name, { content }) => {
      if (content === null) return expect(name).toMatch(/^reason of a leave/);
      const loud = /^(announcement|digest|followed|administrators)/.test(name);
      expect(content.msgtype).toBe(loud ? "m.text" : "m.notice");
      expect(content["m.mentions"]).toEqual({});
      const inner = content["m.new_content"] as Sample["content"] | undefined;
      if (inner) expect([inner.msgtype, inner["m.mentions"]]).toEqual([content.msgtype, {}]);
    },
  );

  test("has a name of its own, and every kind of answer is there", () => {
    expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
    for (const ofKind of Object.values(ANSWERS)) expect(Object.keys(ofKind)).not.toEqual([]);
  });

  test("is among the samples: no function that makes a message is passed over", () => {
    const sources = new Map(
      readdirSync(MESSAGES, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => [file, readFileSync(join(MESSAGES, file), "utf8")]),
    );
    const makers = [...sources].flatMap(([file, source]) =>
      [...source.matchAll(/^export function (\w+)\([^)]*\): Message /gm)].map(([, name = ""]) => ({
        file,
        name,
      })),
    );
    expect(makers.length).toBeGreaterThan(15);
    const passedOver = makers.filter(({ file, name }) =>
      [...sources].every(([other, source]) => other === file || !new RegExp(`\\b${name}\\(`).test(source)),
    );
    expect(passedOver).toEqual([]);
  });
});

describe("the gallery", () => {
  test("shows text and HTML side by side, below each other where it is narrow", () => {
    const [first] = ALL;
    if (first === undefined) throw new Error("no sample");
    const wide = toTerminal([first], 160).split("\n");
    expect(wide[1]).toMatch(/^📢 Nouvelle offre~: Architecte .*│ {2}📢 Nouvelle offre~: <strong>/);
    for (const line of toTerminal(ALL, 80).split("\n").slice(1)) expect([...line].length).toBeLessThan(100);
  });

  test("as a page holds every sample, and of hostile offers nothing but text", () => {
    const page = toPage(ALL);
    for (const { message } of ALL) expect(page).toContain(message.html);
    expect(page).not.toMatch(/<script|href="javascript/);
  });

  test("as a page fits a phone, and leads from its list to each sample", () => {
    const page = toPage(ALL);
    expect(page).toContain('<meta name="viewport" content="width=device-width">');
    const ids = [...page.matchAll(/<section id="([^"]+)">/g)].map(([, id]) => id);
    const targets = [...page.matchAll(/<a href="#([^"]+)">/g)].map(([, target]) => target);
    expect([ids.length, targets.length]).toEqual([ALL.length, ALL.length]);
    expect(new Set(targets)).toEqual(new Set(ids));
  });
});
