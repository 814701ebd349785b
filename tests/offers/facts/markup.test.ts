import { describe, expect, it } from "vitest";
import type { Facts } from "../../../src/offers/offer.ts";
import { factsOf } from "./anOffer.ts";

/** As authors write them, in one line each; several things that go wrong when a line is cut at the wrong place. */
const BODIES = [
  "Le poste est ouvert à Douarnenez, à deux pas du port, ou aux Sables-d'Olonne. Télétravail : deux jours par semaine.",
  "Poste à pourvoir à compter du 1er septembre 2021. Contrat : CDD de 18 mois, quotité de 80 %. Catégorie A.",
  "Il ne s'agit ni d'une prestation ni d'un CDD : le contrat est un CDI, pour 2 700 € nets par mois, à Guingamp.",
  "Le contrat d'entretien de la lanterne coûte 24 000 € HT. TJM : de 420 à 450 € HT, mission de 6 mois.",
  "Écrivez à capitainerie@phare.example avant le vendredi 30 avril 2021, ou sur https://phare.example/postes/12.",
  "Please apply before 30 April 2021. The role is based in Roscoff, fully remote within France is possible in winter.",
  "Pas de télétravail les trois premiers mois. 3 jours sur site par semaine ensuite, le reste chez vous.",
  "Le programme est financé pour 5 ans. Le poste est un CDI, ouvert aux titulaires de catégorie B et aux contractuels.",
];

/** What a reader sees is the same; how it is written is not. */
const WRITINGS: readonly (readonly [name: string, write: (body: string) => string])[] = [
  ["wrapped at 72 characters", (body) => wrapped(body, 72)],
  ["wrapped at 60 characters", (body) => wrapped(body, 60)],
  ["wrapped at 48 characters", (body) => wrapped(body, 48)],
  ["an item of a list", (body) => `- ${body}`],
  ["a quote", (body) => `> ${body}`],
  ["a cell", (body) => `| | |\n| --- | --- |\n| Divers | ${body} |`],
  ["HTML", (body) => `<p>${body}</p>`],
  ["bold, sentence by sentence", (body) => body.replaceAll(/(?<=^|\. )[^.]+\.(?= \p{Lu}|$)/gu, "**$&**")],
  ["decomposed letters", (body) => body.normalize("NFD")],
  ["spaces that do not break", (body) => body.replaceAll(/(?<=\d) (?=\S)/g, "\u202f")],
  ["carriage returns", (body) => wrapped(body, 72).replaceAll("\n", "\r\n")],
  ["beside other sentences", (body) => `Nous avons hâte de vous lire. ${body} L'équipe aime la mer.`],
];

describe.each(WRITINGS)("facts are the same in %s", (_name, write) => {
  it.each(BODIES)("%s", (body) => {
    expect(withoutStop(factsOf(write(body)))).toEqual(withoutStop(factsOf(body)));
  });
});

it.each(BODIES)("something is said in %s", (body) => {
  expect(stated(factsOf(body))).not.toEqual([]);
});

describe("a line of the source begins something new", () => {
  it.each([
    ["Lieu : Brest\nContrat : CDD de 3 ans\n2 postes", { places: ["Brest"], duration: "3 ans" }],
    ["Durée : 6 mois\nLyon ou Brest", { duration: "6 mois", places: [] }],
    ["**Le poste**\nBasé à Brest", { places: ["Brest"] }],
  ])("%j", (body, facts) => {
    expect(factsOf(body)).toMatchObject(facts);
  });
});

function wrapped(text: string, width: number): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join("\n");
}

function stated(facts: Facts): string[] {
  return Object.entries(facts)
    .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
    .map(([name]) => name);
}

/** Nothing depends on the sign that ends a quoted sentence. */
function withoutStop(facts: Facts): Facts {
  return { ...facts, remoteNote: facts.remoteNote?.replace(/\.$/, "") ?? null };
}
