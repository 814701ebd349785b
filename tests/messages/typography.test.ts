import { describe, expect, it } from "vitest";
import { capital, typeset } from "../../src/messages/typography.ts";

describe("prose of others", () => {
  it.each([
    ["entre 450€ et 600€", "entre 450\u00a0€ et 600\u00a0€"],
    ["45-50k€ et 80%", "45-50\u00a0k€ et 80\u00a0%"],
    ["de 3000 euros à 3500 euros", "de 3\u00a0000\u00a0€ à 3\u00a0500\u00a0€"],
    ["2500 € nets, 3500 € nets · temps plein", "2\u00a0500 à 3\u00a0500\u00a0€ nets\u00a0· temps plein"],
    ["en 2026, le n° 1234", "en 2026, le n°\u00a01234"],
    ["immersion , lecture ( deux jours ) .", "immersion, lecture (deux jours)."],
    ["suivantes: lire; écrire", "suivantes\u00a0: lire\u00a0; écrire"],
    ["un cadre .NET et https://a.exemple:80", "un cadre .NET et https://a.exemple:80"],
    ["de 10:30 à 12 h", "de 10:30 à 12\u00a0h"],
    ["CDD 6 mois renouvelable", "CDD 6\u00a0mois renouvelable"],
    ["Tchap · Paris", "Tchap\u00a0· Paris"],
    ["3000 € nets, 3500 € nets · télétravail", "3\u00a0000 à 3\u00a0500\u00a0€ nets\u00a0· télétravail"],
  ])("is set as French is set: %s", (written, set) => {
    expect(typeset(written)).toBe(set);
  });

  it.each([
    ["écrire", "Écrire"],
    ["https://exemple.fr est un site", "https://exemple.fr est un site"],
    ["iOS et Android", "iOS et Android"],
  ])("begins with a capital, unless that would change an address or a name: %s", (written, begun) => {
    expect(capital(written)).toBe(begun);
  });
});
