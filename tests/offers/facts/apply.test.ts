import { describe, expect, it } from "vitest";
import { factsOf } from "./anOffer.ts";

describe("addresses to apply to", () => {
  it.each([
    ["Envoyez votre CV à [Phare@Example.org](mailto:phare@example.org).", ["phare@example.org"]],
    [
      "Pour postuler, écrivez à `a@example.org` avec, en copie, b@example.org.",
      ["a@example.org", "b@example.org"],
    ],
    [
      "Pour postuler, [écrivez-nous](mailto:a@example.org?cc=b@example.org&subject=Poste).",
      ["a@example.org", "b@example.org"],
    ],
    [
      "## Candidater\n\nEnvoyez votre candidature à :\n\n- Ana : ana@example.org\n- Bo <bo@example.org>",
      ["ana@example.org", "bo@example.org"],
    ],
    ["Écrivez-nous, avec votre CV : **phare at example.org**", ["phare@example.org"]],
    ["Votre candidature est attendue à phare (at) example.org", ["phare@example.org"]],
    ['Écrivez-nous à <a href="mailto:a@example.org">cette adresse</a> avec votre CV.', ["a@example.org"]],
  ])("reads %s", (body, applyEmails) => {
    expect(factsOf(body).applyEmails).toEqual(applyEmails);
  });

  it.each([
    "Candidature par formulaire. Pour toute question : aide@example.org.",
    "Le produit répond sur support@example.org.",
    "Si tu as des questions avant de postuler, n'hésite pas à les poser à aide@example.org !",
    "Envoyez votre CV ! We all meet at example.org every day.",
  ])("leaves out %s", (body) => {
    expect(factsOf(body).applyEmails).toEqual([]);
  });

  it.each([
    ["Candidatez en remplissant [ce formulaire](https://tally.so/r/abc).", ["https://tally.so/r/abc"]],
    ["Pour postuler, c'est [par ici](https://phare.example.org/x).", ["https://phare.example.org/x"]],
    [
      "Postulez ici :\n\n[Notre offre](https://example.org/offresdemploi/phare)",
      ["https://example.org/offresdemploi/phare"],
    ],
  ])("reads pages: %s", (body, applyUrls) => {
    expect(factsOf(body).applyUrls).toEqual(applyUrls);
  });

  it.each([
    "## Candidater\n\nVotre CV à a@example.org. L'offre est aussi visible sur https://place-emploi-public.gouv.fr/offre-emploi/phare/",
    "Envoyez votre [GitHub](https://github.com/) et votre CV.",
    "Découvrez le produit : https://phare.example.org",
    "Nous recherchons en parallèle [un dév](https://phare.example.org/recrutement/dev), postulez à deux !",
  ])("leaves out the pages of %s", (body) => {
    expect(factsOf(body).applyUrls).toEqual([]);
  });

  it("falls back to `externalURL` when the body says nothing, and only to http(s)", () => {
    const fields = { externalURL: "https://example.org/offre" };
    expect(factsOf("Venez !", { fields }).applyUrls).toEqual(["https://example.org/offre"]);
    expect(factsOf("Votre CV à a@example.org", { fields }).applyUrls).toEqual([]);
    expect(factsOf("Venez !", { fields: { externalURL: "javascript:alert(1)" } }).applyUrls).toEqual([]);
  });
});

describe("reference", () => {
  it("is read in the prose, else in an address", () => {
    expect(factsOf("Indiquez la référence 2021-654321.").reference).toBe("2021-654321");
    expect(factsOf("Voir https://example.org/offre-reference-2021-654321/").reference).toBe("2021-654321");
  });
  it("is no decree, phone number or period", () => {
    expect(factsOf("Ordonnance n°2017-1387 du 22 septembre ; programme 2019-2022.").reference).toBeNull();
  });
});

describe("deadline", () => {
  it.each([
    ["Date limite de candidature : 25 juin", "2021-06-25"],
    ["Envoyez votre CV avant le 8 avril 2021.", "2021-04-08"],
    ["Candidatures jusqu'au 05/01 à a@example.org.", "2022-01-05"],
    ["Merci de postuler au plus tard le 1er avril.", "2021-04-01"],
    ["Postulez d'ici le 30 sept. 2021.", "2021-09-30"],
  ])("reads %s", (body, deadline) => {
    expect(factsOf(body).deadline).toBe(deadline);
  });

  it.each([
    "CDD jusqu'au 31 décembre 2023.",
    "Le site signale les produits dont la date limite est dépassée avant le 3 mai.",
    "Nous ferons notre choix au plus tard le 3 mai.",
    "Envoyez votre CV avant le 31 février 2021.",
  ])("reads none in %s", (body) => {
    expect(factsOf(body).deadline).toBeNull();
  });

  it("is never the page's own closing", () => {
    expect(
      factsOf("", { fields: { depublication_date: "2021-05-01", poste_ferme: "2021-05-01" } }).deadline,
    ).toBeNull();
  });
});
