import { describe, expect, it } from "vitest";
import { outlineOf } from "../../../src/offers/body/outline.ts";
import { wrapWidth } from "../../../src/offers/body/wrapped.ts";

/** Many names, so that lines begin with capitals wherever they are cut. */
const PARAGRAPHS = [
  "La capitainerie de Port-Haliguen recrute une personne qui tienne le registre des entrées avec Harmonie et le logiciel Goéland.",
  "Vous travaillerez avec Yann Le Bris, Maëlle Kerautret et l'équipe des Phares et Balises de Saint-Malo, dont les bureaux sont à Dinard.",
  "- rédiger les avis aux navigateurs pour le Service Hydrographique, Météo Bretagne et la Préfecture Maritime de l'Atlantique",
  "- **tenir à jour la carte des bouées de Bréhat, Roscoff et Ouessant avec le service Cartographie Marine du Finistère Nord**",
];

/** Cut where an editor cuts, the lines of an item indented below it. */
function wrapped(text: string, width: number): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(line !== undefined && text.startsWith("- ") ? `  ${word}` : word);
  }
  return lines.join("\n");
}

const texts = (body: string) => outlineOf(body).map(({ text }) => text);
const said = PARAGRAPHS.map((text) => text.replaceAll(/^- |\*\*/g, ""));

describe("what an editor wrapped is one line", () => {
  it.each([58, 72, 80, 100])("at %i characters", (width) => {
    const body = PARAGRAPHS.map((text) => wrapped(text, width)).join("\n\n");
    expect(texts(body)).toEqual(said);
  });

  it("also beside a paragraph that nobody wrapped", () => {
    const long = "Le phare est ouvert toute l'année, sauf le lundi. ".repeat(5).trim();
    const body = [long, ...PARAGRAPHS.map((text) => wrapped(text, 72))].join("\n\n");
    expect(texts(body)).toEqual([long, ...said]);
  });
});

describe("what the author began anew is a line of its own", () => {
  const terms = [
    "Lieu : Port-Haliguen, quai des Indes",
    "Contrat : CDD",
    "Télétravail possible",
    "Rythme de marée",
  ];

  it("in a body that is not wrapped", () => {
    expect(wrapWidth(terms.join("\n"))).toBeNull();
    expect(texts(terms.join("\n"))).toEqual(terms);
  });

  it("in one that is", () => {
    const body = [...PARAGRAPHS.map((text) => wrapped(text, 72)), terms.join("\n")].join("\n\n");
    expect(wrapWidth(body)).toBeGreaterThan(60);
    expect(texts(body)).toEqual([...said, ...terms]);
  });

  it("below a bold line, and after the end of a sentence", () => {
    expect(texts("**Le poste**\nBasé à Dinard")).toEqual(["Le poste", "Basé à Dinard"]);
    expect(texts("Le poste est à pourvoir.\nEn mai !\nEn juin peut-être")).toHaveLength(3);
  });
});
