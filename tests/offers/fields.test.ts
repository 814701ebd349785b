import { describe, expect, it } from "vitest";
import type { Offer, Reading } from "../../src/offers/offer.ts";
import { readOffer } from "../../src/offers/reading/parse.ts";
import { standingOn } from "../../src/offers/standing.ts";
import { ourNames } from "../support/words.ts";

function read(...lines: string[]): Reading {
  const text = `---\n${lines.join("\n")}\n---\n\nVous tournez des bols.\n`;
  return readOffer("2026-05-04-potier.md", Buffer.from(text), ourNames);
}

function offer(...lines: string[]): Offer {
  const reading = read("roles: Potier", "open: true", ...lines);
  if (reading.offer === null) throw new Error(JSON.stringify(reading.problems));
  return reading.offer;
}

const warnings = (reading: Reading) => reading.problems.map(({ line, message }) => `${line} ${message}`);

describe("the team", () => {
  it.each([
    [["startup: tour", "friend: four", "equipe: argile"], "tour"],
    [["equipe: argile", "friend: four"], "four"],
    [["startup: ''", "friend:", "equipe: argile"], "argile"],
    [["startup: null"], null],
  ])("of %j is %s", (lines, startup) => {
    expect(offer(...lines).startup).toBe(startup);
  });
});

describe("lieu", () => {
  it.each([
    ["lieu: Brest", ["Brest"]],
    ["lieu: [Brest, Lyon]", ["Brest", "Lyon"]],
    ["lieu: {name: Brest}", ["Brest"]],
    ["lieu: [{name: Brest}, Lyon]", ["Brest", "Lyon"]],
    ["lieu: 29200 Brest ou Nice", ["Brest", "Nice"]],
    ["lieu: Vallauris", ["Vallauris"]],
    ["lieu: Brest ou télétravail complet", ["Brest"]],
    ["lieu:", []],
  ])("%s names its places", (line, places) => {
    expect(offer(line).facts.places).toEqual(places);
  });

  it("says it when one works from home", () => {
    expect(offer("lieu: télétravail complet").facts).toMatchObject({ places: [], remote: "full" });
  });

  it("goes before what the text says", () => {
    const text = "---\nroles: P\nopen: true\nlieu: Vallauris\n---\nPoste basé à Lyon.\n";
    const reading = readOffer("p.md", Buffer.from(text), ourNames);
    expect(reading.offer?.facts.places).toEqual(["Vallauris"]);
  });

  it("that holds no name is told of", () => {
    const reading = read("roles: Potier", "open: true", "lieu: {ville: Brest}");
    expect(warnings(reading)).toEqual([expect.stringMatching(/^4 lieu holds nothing named "name"/)]);
  });
});

describe("contact", () => {
  it.each([
    ["contact: rh@tour.fr", ["rh@tour.fr"]],
    ["contacts: [rh@tour.fr, Ana <ana@tour.fr>]", ["rh@tour.fr", "ana@tour.fr"]],
    ["contact: {name: Ana, email: ana@tour.fr}", ["ana@tour.fr"]],
    ["contact: Ana", []],
  ])("%s is where one applies when nothing else is said", (line, emails) => {
    expect(offer(line).facts.applyEmails).toEqual(emails);
  });

  it("is not, where the offer's own page is known or the text says where", () => {
    const { facts } = offer("contact: rh@tour.fr", "externalURL: https://tour.fr/potier");
    expect(facts).toMatchObject({ applyEmails: [], applyUrls: ["https://tour.fr/potier"] });
    const text = "---\nroles: P\nopen: true\ncontact: a@tour.fr\n---\nPostulez à b@tour.fr.\n";
    expect(readOffer("p.md", Buffer.from(text), ourNames).offer?.facts.applyEmails).toEqual(["b@tour.fr"]);
  });
});

describe("contrat", () => {
  it.each([
    ["contrat: CDD", ["CDD"]],
    ["contrat: [CDD, CDI]", ["CDD", "CDI"]],
    ["contrat: apprentissage", ["apprentissage"]],
    ["contrat: Service civique / mise à disposition", ["mise à disposition", "service civique"]],
  ])("%s", (line, contracts) => {
    expect([...offer(line).facts.contracts].toSorted()).toEqual(contracts);
  });
});

describe("an offer opens", () => {
  const standings = (one: Offer, ...days: string[]) => days.map((day) => standingOn(one, day));

  it("on its publication date, and closes after its last day", () => {
    const one = offer("publication_date: 2026-06-01", "depublication_date: 2026-06-02");
    expect(standings(one, "2026-05-31", "2026-06-01", "2026-06-02", "2026-06-03")).toEqual([
      "closed",
      "open",
      "open",
      "closed",
    ]);
  });

  it.each(["draft: true", "draft: oui", "published: false", 'published: "no"'])("never with %s", (line) => {
    expect(standings(offer(line), "2026-05-31")).toEqual(["closed"]);
  });

  it.each(["draft: false", "published: true", "published: 2020-01-01", "draft:"])("with %s", (line) => {
    expect(standings(offer(line), "2026-05-31")).toEqual(["open"]);
  });

  it("at once, with a warning, where the publication date is no day", () => {
    const reading = read("roles: Potier", "open: true", "publication_date: bientôt");
    expect(reading.offer).toMatchObject({ publication: null });
    expect(warnings(reading)).toEqual([
      expect.stringMatching(/^4 publication_date is "bientôt", .* holds nothing back/),
    ]);
  });
});

describe("a day", () => {
  it("may be tagged as one", () => {
    expect(offer("date: !!timestamp '2026-04-23'").date).toBe("2026-04-23");
  });
});

describe("a title", () => {
  it.each([
    ["roles: Potier # tourneur", '2 roles ends before "# tourneur"'],
    ["roles: '#1 des potiers'", null],
    ["roles: #1 des potiers", '2 roles ends before "#1 des potiers"'],
    ["roles: Potier C# senior", null],
    ['roles: "Potier" # interne', null],
    ["roles: Potier #", null],
  ])("%s is told where YAML cut it", (line, expected) => {
    const found = warnings(read(line, "open: true", "startup: tour # identifiant"));
    expect(found.filter((one) => one.includes("ends before")).map((one) => one.split(",", 1)[0])).toEqual(
      expected === null ? [] : [expected],
    );
  });

  it.each([
    ["roles: <b>Potier</b> &amp; émailleur", "Potier & émailleur"],
    ["roles: '**Potier** [ici](https://x.fr)'", "Potier ici"],
    ["roles: '**Potier :** bols'", "Potier : bols"],
    ["roles: '1. Potier <3 <b>R&D</b>'", "1. Potier <3 R&D"],
    ["roles: C* et potier_e_s", "C* et potier_e_s"],
    ["roles: 'Potier et émailleur - '", "Potier et émailleur"],
    ["roles: Potier cherche C++ /", "Potier cherche C++"],
    ["roles: 'Potier :'", "Potier"],
    ["roles: Potier (H/F) mi-temps", "Potier (H/F) mi-temps"],
  ])("%s is read as text", (line, title) => {
    expect(read(line, "open: true").offer?.title).toBe(title);
  });

  it("that is the first heading of the text is told of", () => {
    const reading = readOffer("p.md", Buffer.from("---\nopen: false\n---\n# Potier\n"), ourNames);
    expect(warnings(reading)).toEqual([expect.stringMatching(/^1 there is neither "roles" nor "title"/)]);
  });
});

describe("a key that is nearly a field's", () => {
  it.each([
    ["Open: true", "open"],
    ["ouvert: true", "open"],
    ["Roles: x", "roles"],
    ["rôles: x", "roles"],
    ["titre: x", "title"],
    ["domaine: x", "domaines"],
    ["contract: x", "contrat"],
    ["depublication-date: 2026-01-01", "depublication_date"],
    ["date_publication: 2026-01-01", "publication_date"],
    ["Equipe: x", "startup"],
  ])("%s is told of by name", (line, meant) => {
    const others = meant === "open" ? [] : ["open: false"];
    const found = warnings(read(line, ...others)).filter((one) => one.includes("is no field"));
    expect(found).toEqual([expect.stringContaining(`write "${meant}" if that is meant`)]);
    expect(found[0]).toMatch(/^2 /);
  });

  it.each([
    "titles: x",
    "type: friend",
    "status: open",
    "tags: [a]",
    "dates: x",
    "openings: 3",
    "redirect_from: x",
  ])("%s is none", (line) => {
    expect(warnings(read("roles: x", "open: true", line))).toEqual([]);
  });

  it("is nothing in a file that says in no way whether it is open", () => {
    expect(warnings(read("roles: x", "contract: x", "Lieu: x"))).toEqual([]);
  });

  it("is nothing beside the field itself", () => {
    expect(warnings(read("roles: x", "open: true", "ouvert: true", "Roles: y"))).toEqual([]);
  });
});
