import { beforeAll, describe, expect, test } from "vitest";
import { suggestions } from "../../src/flows/answer/suggestion.ts";
import type { Catalogue } from "../../src/flows/scan/catalogue.ts";
import { AGENCY } from "../commands/agency.ts";
import { catalogueOf } from "../commands/chat.ts";
import { ourFilters } from "../support/words.ts";

let offers: Catalogue;
beforeAll(async () => {
  offers = await catalogueOf(AGENCY);
});

const suggested = (name: string, now = Date.parse("2026-11-28T09:00:00Z")): string | null =>
  suggestions({ offers, filters: ourFilters, now: () => now, timezone: "Europe/Paris" })(name);

describe("a room named after", () => {
  test.each([
    ["Communauté DevOps", "devops"],
    ["🧭 Les juristes de l'agence", "juristes"],
    ["Designers UX – échanges", "designers"],
    ["Équipe Phare", "startup:phare"],
    ["[Ancre] vie d'équipe", "startup:ancre"],
    ["Coach agile", "coach"],
  ])("%j gets %j", (name, filter) => {
    expect(suggested(name)).toBe(filter);
  });

  test.each([
    "Missions",
    "Équipe",
    "Vie de l'équipe senior",
    "Cantine de Lyon",
    "Plombiers",
    "",
    "!!!",
    "a".repeat(5_000),
    "<b>@room</b>",
  ])("%j gets none", (name) => {
    expect(suggested(name)).toBeNull();
  });

  test("a trade that was looked for within the year gets it, one of long ago does not", async () => {
    const all = offers;
    offers = await catalogueOf(AGENCY.slice(0, 1).map((one) => ({ ...one, closed: true })));
    expect(suggested("DevOps")).toBe("devops");
    expect(suggested("DevOps", Date.parse("2028-01-01T09:00:00Z"))).toBeNull();
    offers = all;
  });
});
