import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "../../src/commands/parser.ts";

const GUIDE = readFileSync(join(import.meta.dirname, "../../docs/guide-agents.md"), "utf8");

test("every command that the guide shows is understood as it says", () => {
  const shown = [...GUIDE.matchAll(/`(![^`]+)`|Camille : (!.+)/g)].map((found) => found[1] ?? found[2] ?? "");
  const read = new Map(shown.map((text) => [text, parse(text, "!offres", () => false)?.command.name]));
  expect(Object.fromEntries(read)).toEqual({
    "!aide": "helpLine",
    "!offre": "card",
    "!offre 1": "card",
    "!offre 2": "card",
    "!offre 2022-02-10-tchap-devops": "card",
    "!offres": "search",
    '!offres "suite"': "search",
    "!offres aide": "help",
    "!offres aide suite": "help",
    "!offres aide à domicile": "search",
    "!offres devops": "search",
    "!offres développeuse python lyon": "search",
    "!offres fermées devops": "closed",
    "!offres je cherche un poste de dev junior en télétravail": "search",
    "!offres kubernets": "search",
    "!offres suite": "more",
  });
});
