import { describe, expect, it } from "vitest";
import { outlineOf } from "../../../src/offers/body/outline.ts";

const textOf = (markdown: string) =>
  outlineOf(markdown)
    .map(({ text }) => text)
    .join(" | ");

describe("what a site's generator reads", () => {
  it.each([
    'import { Phare } from "../composants/Phare"',
    "import Page from '@/mise-en-page';",
    'import "./styles.css"',
    'export const meta = {\n  titre: "Phare",\n  tags: ["mer"],\n}',
    "export default function Page({ children }) {\n  return <Page>{children}</Page>;\n}",
    "{/* un mot\nentre nous */}",
    '<Phare titre="Venez" image={photo} {...reste} />',
    "{% include pied.html %}",
    "{{< video id >}}",
    "{{% note %}}",
    "{{ page.titre }}",
    "<%= titre %>",
    '{:target="_blank"}',
    "[[toc]]",
    "[TOC]",
    ":::",
    ":::note",
    '{" "}',
    "{props.titre}",
    "\\*\\*\\*\\*",
  ])("is left out: %j", (code) => {
    expect(textOf(`Avant.\n\n${code}\n\nAprès.`)).toBe("Avant. | Après.");
  });

  it.each([
    ["<Encart type={info}>\nVenez à *Sein*.\n</Encart>", "Venez à Sein."],
    ['<div className="a" style={{ color: "red" }}>\nTexte\n</div>', "Texte"],
    ["::: tip À savoir\nLa mer monte.\n:::", "À savoir | La mer monte."],
    ["> [!WARNING]\n> La mer monte.", "La mer monte."],
    ["Voir [[phares/sein|Sein]] et [[Molène]].", "Voir Sein et Molène."],
    ["- [ ] Ouvrir\n- [x] Fermer", "Ouvrir | Fermer"],
    ["Écrire[^1] ==vite== :wave:\n\n[^1]: La note.", "Écrire vite | La note."],
    ['[bouton lien="https://x.exemple"]Postuler[/bouton]', "Postuler"],
  ])("leaves what stands in it: %j", (markdown, text) => {
    expect(textOf(markdown)).toBe(text);
  });

  it.each([
    "import de fichiers et export de données : le quotidien",
    "L’ensemble {a, b} et l’heure 10:30:00",
    "Le port a <5 bateaux et >3 quais",
    "Postes ouverts [H/F] et (F/H)",
    "Écrire à <phare@exemple.fr>",
    "1 * 2 * 3",
  ])("is none of prose: %s", (text) => {
    expect(textOf(text)).toBe(text.replace(/[<>](?=phare|$)/g, "").replace(/>$/, ""));
  });
});
