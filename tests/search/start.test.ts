import { describe, expect, test } from "vitest";
import { canonical } from "../../src/search/query/canonical.ts";
import { readQuery } from "../../src/search/query/query.ts";
import { startOf } from "../../src/search/query/spans/start.ts";
import { readFilter } from "../../src/search/ranking/filter.ts";
import { ourLexicon as lexicon } from "../support/words.ts";
import { ask, indexOf, offerSaying, TODAY } from "./offers.ts";

const read = (text: string) => readQuery(text, { lexicon, today: TODAY });
const meaning = (text: string) => canonical(read(text), { lexicon, today: TODAY });

describe("a beginning is read, on the 10th of March 2026", () => {
  test.each([
    ["coach dès que possible", 'coach début:"dès que possible"'],
    ["coach dispo de suite", 'coach début:"dès que possible"'],
    ["coach à partir de septembre", "coach début:2026-09-01.."],
    ["coach dès janvier", "coach début:2027-01-01.."],
    ["coach à partir du 15 mars", "coach début:2026-03-15.."],
    ["coach démarrage juillet", "coach début:2026-07-01..2026-07-31"],
    ["coach, prise de poste en mai", "coach début:2026-05-01..2026-05-31"],
    ["coach vacant au 1er avril 2026", "coach début:2026-04-01..2026-04-01"],
    ["coach septembre 2026", "coach début:2026-09-01..2026-09-30"],
    ["coach fin juin", "coach début:2026-06-21..2026-06-30"],
    ["stage cet été", "contrat:stage début:2026-07-01..2026-08-31"],
    ["alternance à la rentrée 2027", "contrat:alternance début:2027-09-01..2027-09-30"],
    ["stage juillet", "contrat:stage début:2026-07-01..2026-07-31"],
    ["coach début:septembre", "coach début:2026-09-01..2026-09-30"],
    ["coach début:2026-09-01..2026-09-30", "coach début:2026-09-01..2026-09-30"],
    ["coach en mars", "coach début:2026-03-01..2026-03-31"],
    // A month alone may be a name.
    ["coach avril", "avril coach"],
    ["publiées en janvier 2026", "depuis:2026-01-01..2026-01-31"],
  ])("%s → %s", (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });

  test("an end is passed over by name", () => {
    expect(read("coach jusqu’à fin août").unread).toEqual(["jusqu’à fin août"]);
  });
});

test.each([
  ["dès que possible", { day: null, until: null }],
  ["septembre 2021", { day: "2021-09-01", until: "2021-09-30" }],
  ["1er février 2022", { day: "2022-02-01", until: "2022-02-01" }],
  ["janvier ou février 2021", { day: "2021-01-01", until: "2021-02-28" }],
  ["mi-avril / mai 2021", { day: "2021-04-11", until: "2021-05-31" }],
  ["début 2021", null],
])("an offer that begins %s", (fact, expected) => {
  expect(startOf(fact)).toEqual(expected);
});

describe("a beginning is a demand", () => {
  const index = indexOf(
    [
      offerSaying("Coach A", { start: "septembre 2026" }),
      offerSaying("Coach B", { start: "1er octobre 2026" }),
      offerSaying("Coach C", { start: "dès que possible" }),
      offerSaying("Coach D", { start: "janvier 2027" }),
      offerSaying("Coach E"),
    ],
    lexicon,
  );

  test.each([
    ["coach septembre 2026", "A", "BCE"],
    ["coach à partir de septembre", "ABD", "CE"],
    ["coach dès que possible", "C", "ABDE"],
    ["coach début:octobre", "B", "AC"],
  ])("%s: %s, then %s", (text, complete, rest) => {
    const { hits } = ask(index, text);
    const letters = (whole: boolean) =>
      hits
        .filter((hit) => hit.complete === whole)
        .map(({ title }) => title.slice(-1))
        .sort()
        .join("");
    expect([letters(true), letters(false)]).toEqual([complete, rest]);
  });
});

test("a filter takes a beginning whose year is said, and no other", () => {
  expect(readFilter("coach septembre 2026", lexicon)).toMatchObject({
    ok: true,
    filter: "coach début:2026-09-01..2026-09-30",
  });
  expect(readFilter("coach dès que possible", lexicon)).toMatchObject({ ok: true });
  for (const text of ["coach à partir de septembre", "stage cet été", "coach début:juin"])
    expect(readFilter(text, lexicon), text).toEqual({ ok: false, problem: { kind: "year" } });
});
