import { describe, expect, test } from "vitest";
import { readQuery } from "../../src/search/query/query.ts";
import { ourLexicon as lexicon } from "../support/words.ts";
import { indexOf, offerSaying, TODAY, titles } from "./offers.ts";

/** The days that a query asks for, on the 10th of March 2026, a Tuesday. */
function days(text: string): unknown {
  const { choices } = readQuery(text, { lexicon, today: TODAY });
  const facets = choices.flatMap((choice) => choice.facets);
  return facets.map((facet) => (facet.kind === "since" ? [facet.day, facet.until] : [])).find(isSaid) ?? null;
}

function isSaid(found: readonly unknown[]): boolean {
  return found.length > 0;
}

describe("a time of publication", () => {
  test.each([
    ["les annonces de mai 2022", "2022-05-01", "2022-05-31"],
    ["offres publiées en mai", "2025-05-01", "2025-05-31"],
    ["publiées en mars", "2026-03-01", "2026-03-31"],
    ["stages parus en février 2024", "2024-02-01", "2024-02-29"],
    ["annonces du mois de décembre", "2025-12-01", "2025-12-31"],
    ["les offres d’avril", "2025-04-01", "2025-04-30"],
    ["offres du 05/2022", "2022-05-01", "2022-05-31"],
    ["publiées le 12 janvier", "2026-01-12", "2026-01-12"],
    ["publiées en 2023", "2023-01-01", "2023-12-31"],
    ["les offres de lundi", "2026-03-09", "2026-03-09"],
    ["annonces de la semaine dernière", "2026-03-02", "2026-03-08"],
    ["publiées le mois dernier", "2026-02-01", "2026-02-28"],
    ["annonces avril 2022", "2022-04-01", "2022-04-30"],
    ["offres du 1er au 15 mai 2022", "2022-05-01", "2022-05-15"],
    ["publiées la semaine du 16 mai 2022", "2022-05-16", "2022-05-22"],
    ["publiées cette année", "2026-01-01", "2026-12-31"],
    ["2024", "2024-01-01", "2024-12-31"],
    ["publiées entre mars et mai 2022", "2022-03-01", "2022-05-31"],
    ["les annonces de mars à mai 2022", "2022-03-01", "2022-05-31"],
    ["publiées avant mai 2022", null, "2022-04-30"],
    ["publiées jusqu’en mai 2022", null, "2022-05-31"],
    ["depuis mai 2022", "2022-05-01", null],
    ["publiées après le 3 février", "2026-02-03", null],
    ["depuis le mois dernier", "2026-02-08", null],
    ["publiées il y a moins d’un mois", "2026-02-08", null],
    ["les annonces de moins de 2 semaines", "2026-02-24", null],
  ])("%s", (text, day, until) => {
    expect(days(text)).toEqual([day, until]);
  });

  test.each(["publiées en décembre 2030", "publiées le 31 février", "un CDD en mai", "postes de mai"])(
    "%s names no day that can be",
    (text) => expect(days(text)).toBeNull(),
  );

  test("what was published before or after is not listed", () => {
    const index = indexOf(
      ["2022-04-30", "2022-05-01", "2022-05-31", "2022-06-01"].map((date) =>
        offerSaying(`Coach du ${date}`, { date, file: `${date}-coach.md` }),
      ),
      lexicon,
    );
    expect(titles(index, "les annonces de mai 2022").sort()).toEqual([
      "Coach du 2022-05-01",
      "Coach du 2022-05-31",
    ]);
  });
});
