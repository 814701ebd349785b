import { describe, expect, test } from "vitest";
import type { Announced } from "../../src/messages/announced.ts";
import { announcement } from "../../src/messages/announcement.ts";
import { longDate, publicLink } from "../../src/messages/wording.ts";
import type { Facts, OfferId } from "../../src/offers/offer.ts";
import { anOffer } from "../support/anOffer.ts";
import { seed } from "./offers.ts";

const WORDING = { prefix: "!offres", publicUrl: null, today: () => "2026-11-28" };

function published(offer: Announced["offer"], closedOn: string | null = null): Announced {
  return { kind: "published", offer, closedOn };
}

/** No-break spaces as plain ones: where they stand is tested once. */
function plain(text: string): string {
  return text.replaceAll("\u00a0", " ");
}

describe("an announcement", () => {
  test("of the DevOps seed", () => {
    const { text, html } = announcement([published(seed("2022-02-10-tchap-devops"))], WORDING);
    const [title, facts, summary, apply, hint, ...more] = plain(text).split("\n");
    expect(title).toBe("📢 Nouvelle offre : Architecte Système / DevOps (H/F)");
    expect(facts).toBe("Tchap · Paris ou Lyon · CDD 3 ans · télétravail 2 jours par semaine");
    expect(summary).toContain("maintenance et l’évolution des environnements de production");
    expect(apply).toBe("Postuler : candidatures-dinum@pm.gouv.fr (réf. 2022-825703)");
    expect(hint).toBe("Répondez « !offre » pour le détail");
    expect(more).toEqual([]);
    expect(html).toContain("Nouvelle offre\u00a0: <strong>Architecte Système / DevOps (H/F)</strong><br>");
  });

  test.each([
    [
      "2021-06-15-tchap-adminsys",
      "Tchap · Paris · freelance · télétravail partiel",
      "recrutement@beta.gouv.fr",
    ],
    [
      "2022-04-08-tchap-deux-devs",
      "Tchap · Paris · freelance · télétravail complet possible",
      "tchap@beta.gouv.fr",
    ],
    [
      "2022-06-01-notifications-dev-principal",
      "Freelance 3 mois renouvelables · télétravail complet · entre 600 et 700 € HT par jour",
      "beatrice.mercier@beta.gouv.fr",
    ],
  ])("of the seed %s", (id, facts, address) => {
    const offer = seed(id);
    const lines = plain(announcement([published(offer)], WORDING).text).split("\n");
    expect(lines[0]).toBe(`📢 Nouvelle offre : ${offer.title}`);
    expect(lines[1]).toBe(facts);
    expect(lines).toContain(`Postuler : ${address}`);
  });

  test.each([
    ["Télétravail total ou partiel possible", "télétravail complet possible"],
    ["Télétravail avec possibilité de déplacements", "télétravail complet"],
    ["En télétravail, possibilité de venir dans nos locaux", "télétravail complet"],
    ["Possibilité de travailler entièrement à distance", "télétravail complet possible"],
    ["En télétravail, avec de possibles déplacements", "télétravail complet"],
    ["Essentiellement en télétravail, bureau possible à Brest", "télétravail complet"],
    ["Télétravail (complet) possible", "télétravail complet possible"],
  ])("says what is possible of « %s »", (remoteNote, shown) => {
    const { text } = announcement(
      [published(anOffer({ startup: null, facts: { remote: "full", remoteNote } }))],
      WORDING,
    );
    expect(plain(text).split("\n")[1]?.toLowerCase()).toBe(shown);
  });

  test("of the seed of 2020 keeps the spelling of its team", () => {
    const { text } = announcement([published(seed("2020-11-05-recrutement-devs-beta"))], WORDING);
    expect(plain(text).split("\n")[1]).toMatch(
      /^beta\.gouv\.fr · Paris · CDD ou vacation 6 mois · télétravail partiel/,
    );
  });

  test.each([
    ["phare.md", "Phare"],
    ["phare-de-brume", "Phare de brume"],
    ["phare.gouv.fr", "phare.gouv.fr"],
  ])("names the team of the file %s as people do", (startup, shown) => {
    const { text } = announcement([published(anOffer({ startup }))], WORDING);
    expect(plain(text).split("\n")[1]).toBe(shown);
  });

  test.each([
    ["entre 200 et 300 EUR HT par jour", "Entre 200 et 300 € HT par jour"],
    ["250euros / jour", "250 € par jour"],
    ["45-50 k€/an", "45-50 k€ par an"],
    ["2 100 euros nets", "2 100 € nets"],
  ])("writes %s as people read it", (pay, shown) => {
    const { text } = announcement([published(anOffer({ startup: null, facts: { pay } }))], WORDING);
    expect(plain(text).split("\n")[1]).toBe(shown);
  });

  test("of the damaged seed reads repaired", () => {
    const { text } = announcement([published(seed("2022-04-08-tchap-deux-devs"))], WORDING);
    expect(text).toContain("Tchap Identité");
    expect(text).not.toContain("√");
  });

  test("says that an offer is open again", () => {
    const { text } = announcement([{ ...published(anOffer({ title: "Dev" })), kind: "reopened" }], WORDING);
    expect(plain(text)).toMatch(/^📢 Offre rouverte : Dev\n/);
  });

  test("of a closed offer is struck through, with the date, and no longer says how to apply", () => {
    const { text, html } = announcement([published(seed("2022-02-10-tchap-devops"), "2026-03-03")], WORDING);
    expect(plain(text).split("\n").slice(0, 3)).toEqual([
      "Offre fermée le 3 mars 2026 : Architecte Système / DevOps (H/F)",
      "Tchap · Paris ou Lyon · CDD 3 ans · télétravail 2 jours par semaine",
      expect.stringMatching(/^Participer à la maintenance/),
    ]);
    expect(html).toMatch(
      /^Offre fermée le 3 mars 2026\u00a0: <del><strong>[^<]*<\/strong><\/del><br><del>Tchap/,
    );
    expect(text).not.toMatch(/Postuler|Répondez/);
  });

  test("names the command of another prefix", () => {
    const { text } = announcement([published(anOffer({}))], {
      prefix: "!emplois",
      publicUrl: null,
      today: () => "2026-11-28",
    });
    expect(plain(text)).toContain("Répondez « !emplois carte » pour le détail");
  });

  test("says what is stated, and leaves out what is not", () => {
    const { text } = announcement([published(anOffer({ startup: null, title: "Dev" }))], WORDING);
    expect(plain(text)).toBe("📢 Nouvelle offre : Dev\nRépondez « !offre » pour le détail");
  });

  test.each([
    ["2 jours par semaine", "Télétravail 2 jours par semaine"],
    ["jusqu'à 90 jours par an", "Télétravail jusqu’à 90 jours par an"],
    [null, "Télétravail partiel"],
  ])("tells the days at home that the offer counts, and no others: %s", (remoteDays, expected) => {
    const remoteNote = "2 jours par semaine à Brest";
    const offer = anOffer({ startup: null, facts: { remote: "partial", remoteDays, remoteNote } });
    expect(plain(announcement([published(offer)], WORDING).text).split("\n")[1]).toBe(expected);
  });

  test.each<[Partial<Facts>, string]>([
    [
      { statuses: ["titulaire", "contractuel"], categories: ["A+", "A"] },
      "Catégorie A+ ou A · titulaire ou contractuel",
    ],
    [{ statuses: ["titulaire"], contracts: ["CDD"], duration: "CDD 3 ans" }, "Titulaire ou CDD 3 ans"],
    [{ statuses: ["titulaire"], contracts: ["détachement", "PNA"] }, "Détachement ou PNA"],
    [{ statuses: ["contractuel"], contracts: ["CDD"], duration: "3 ans" }, "CDD 3 ans"],
    [{ statuses: ["contractuel"], contracts: ["autre"], duration: "3 ans" }, "Contractuel 3 ans"],
    [{ contracts: ["CDD", "freelance"], duration: "CDD 3 ans" }, "CDD 3 ans ou freelance"],
  ])("tells whom the post is open to: %j", (facts, expected) => {
    const { text } = announcement([published(anOffer({ startup: null, facts }))], WORDING);
    expect(plain(text).split("\n")[1]).toBe(expected);
  });
});

describe("a message about several new offers", () => {
  const first = anOffer({
    title: "Première",
    startup: "tchap",
    facts: { places: ["Paris"], contracts: ["CDI"] },
  });
  const second = anOffer({ title: "Seconde", startup: null });

  test("numbers them, for answers", () => {
    const { text, html } = announcement(
      [published(first), { ...published(second), kind: "reopened" }],
      WORDING,
    );
    expect(plain(text)).toBe(
      "📢 2 offres nouvelles ou rouvertes\n1. Première\n   Tchap · Paris · CDI\n2. Seconde (rouverte)\nRépondez « !offre 1 » pour le détail",
    );
    expect(plain(html)).toContain("<p>1. <strong>Première</strong><br>   Tchap · Paris · CDI</p>");
  });

  test("strikes one that closed; the numbers stay", () => {
    const { text, html } = announcement([published(first, "2026-03-01"), published(second)], WORDING);
    expect(plain(text)).toBe(
      "📢 2 nouvelles offres\n1. Fermée le 1er mars 2026 : Première\n   Tchap · Paris · CDI\n2. Seconde\nRépondez « !offre 2 » pour le détail",
    );
    expect(html).toContain("<p>1. Fermée le 1er mars 2026\u00a0: <del><strong>Première</strong></del>");
  });

  test("with all of them closed invites to nothing", () => {
    const { text } = announcement([published(first, "2026-03-01"), published(second, "2026-03-02")], WORDING);
    expect(text).not.toContain("Répondez");
  });
});

describe("the public address of an offer", () => {
  const offer = seed("2022-02-10-tchap-devops");

  test("fills every placeholder", () => {
    const publicUrl = "https://beta.example/{year}/{month}/{day}/{slug}?id={id}";
    expect(publicLink({ publicUrl }, offer)).toBe(
      "https://beta.example/2022/02/10/tchap-devops?id=2022-02-10-tchap-devops",
    );
  });

  test("is none where a placeholder has no value", () => {
    const wording = { ...WORDING, publicUrl: "https://beta.example/{year}/{slug}" };
    const undated = anOffer({ id: "sans-date" as OfferId, date: null });
    expect(publicLink(wording, undated)).toBeNull();
    expect(announcement([published(undated)], wording).text).not.toContain("https://");
    expect(publicLink({ ...wording, publicUrl: "https://beta.example/{slug}" }, undated)).toBe(
      "https://beta.example/sans-date",
    );
  });

  test("escapes what a file name may hold", () => {
    const odd = anOffer({ id: "dossier/été #1?" as OfferId, date: null });
    expect(publicLink({ publicUrl: "https://beta.example/{id}" }, odd)).toBe(
      "https://beta.example/dossier/%C3%A9t%C3%A9%20%231%3F",
    );
  });
});

test("French spacing: a no-break space before « : » and inside quotation marks", () => {
  const { text } = announcement([published(anOffer({ title: "Dev : web" }))], WORDING);
  expect(text).toContain("Nouvelle offre\u00a0: Dev : web");
  expect(text).toContain("«\u00a0!offre\u00a0»");
});

test("dates as people write them", () => {
  expect(longDate("2026-08-01")).toBe("1er août 2026");
  expect(longDate("2026-12-31")).toBe("31 décembre 2026");
});
