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

describe("wholly at home", () => {
  const REMOTE = ["télétravail", "remote", "distanciel", "à distance", "TT", "home office"];
  const WHOLE = [
    "100 %",
    "100%",
    "full",
    "complet",
    "exclusif",
    "exclusivement",
    "intégralement",
    "entièrement",
  ];

  test.each(REMOTE)("%s, with any word of the whole before or behind", (remote) => {
    const said = WHOLE.flatMap((whole) => [`${whole} ${remote}`, `${remote} ${whole}`]);
    const means = meaning("devops télétravail complet");
    expect(said.filter((text) => meaning(`devops ${text}`) !== means)).toEqual([]);
  });

  test("« remote only » is that, and « CDI only » is CDI, not Orly mistyped", () => {
    expect(meaning("remote only")).toBe(meaning("télétravail complet"));
    expect(meaning("CDI only")).toBe(meaning("CDI"));
  });
});

test.each([
  ["salaire 3000 €", "3000 net"],
  ["salaire 3000 €", "3 000 nets"],
  ["entre 3000 et 4000 € par mois", "entre 3000 et 4000 net"],
  ["3000 à 4000 € brut", "3000-4000 brut"],
  ["TJM 600 minimum", "tjm min 600"],
  ["TJM 600 minimum", "TJM mini 600"],
])("pay of « %s » is asked for as « %s »", (one, other) => {
  expect(meaning(one)).not.toBe("");
  expect(meaning(`devops ${other}`)).toBe(meaning(`devops ${one}`));
});

test.each(["basé à Lyon", "basée sur Lyon", "situé à Lyon", "localisé à Lyon", "located in Lyon"])(
  "« %s » is Lyon",
  (text) => {
    expect(meaning(`devops ${text}`)).toBe(meaning("devops Lyon"));
  },
);

test.each(["dernières", "les dernières offres", "combien d'offres", "combien ?"])(
  "« %s » asks for all",
  (text) => {
    expect(readQuery(text, { lexicon, today: TODAY })).toMatchObject({ everything: true, choices: [] });
  },
);
