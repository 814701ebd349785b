import { describe, expect, test } from "vitest";
import { canonical } from "../../src/search/query/canonical.ts";
import { readQuery } from "../../src/search/query/query.ts";
import { ourLexicon as lexicon } from "../support/words.ts";
import { TODAY } from "./offers.ts";

const meaning = (text: string) =>
  canonical(readQuery(text, { lexicon, today: TODAY }), { lexicon, today: TODAY });

const JOBS = ["devops", "développeuse python", "chef de projet data"];
/** Each of another kind than the others, so that none is an alternative to the next. */
const DEMANDS = [
  "télétravail complet",
  "CDD",
  "junior",
  "6 mois minimum",
  "à Lyon",
  "temps partiel",
  "600 € par jour",
  "dès que possible",
  "catégorie A",
  "contractuel",
  "depuis 7 jours",
];

describe("a job and a demand mean the same however they are put together", () => {
  test.each(
    JOBS.flatMap((job) =>
      [...DEMANDS, "en remote", "CDI ou CDD", "Lyon ou Brest", "sur site"].map(
        (demand) => [job, demand] as const,
      ),
    ),
  )("%s, %s", (job, demand) => {
    const said = [
      `${demand} ${job}`,
      `${job}, ${demand}`,
      `${demand}, ${job}`,
      `${job} / ${demand}`,
      `${job} - ${demand}`,
      `${job} (${demand})`,
      `${job} et ${demand}`,
      `${job}\n${demand}`,
      `un ${job} avec ${demand}`,
      `je cherche un poste de ${job}, ${demand}`,
      `avez-vous un poste de ${job}, ${demand} ?`,
    ];
    const means = meaning(`${job} ${demand}`);
    expect(means).not.toBe("");
    expect(said.filter((text) => meaning(text) !== means)).toEqual([]);
  });
});

test("two demands take nothing from each other, in whichever order", () => {
  const pairs = DEMANDS.flatMap((one) =>
    DEMANDS.filter((other) => other !== one).map((other) => [one, other]),
  );
  const apart = pairs.filter(([one, other]) => {
    const means = meaning(`devops, ${one}, ${other}`);
    return [`devops ${one} ${other}`, `${one} ${other} devops`, `${one}, devops, ${other}`].some(
      (text) => meaning(text) !== means,
    );
  });
  expect(apart).toEqual([]);
});
