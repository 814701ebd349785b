import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readListing } from "./readListing.ts";

const FOLDER = new URL("../../offers/", import.meta.url);

const readings = readListing(
  readdirSync(FOLDER).map((file) => ({ file, bytes: readFileSync(new URL(file, FOLDER)) })),
);

describe("the seed offers", () => {
  it("are five, four of them open", () => {
    expect(readings.map(({ id, offer }) => [id, offer?.open])).toEqual([
      ["2020-11-05-recrutement-devs-beta", true],
      ["2021-06-15-tchap-adminsys", true],
      ["2022-02-10-tchap-devops", true],
      ["2022-04-08-tchap-deux-devs", false],
      ["2022-06-01-notifications-dev-principal", true],
    ]);
  });

  it("are sound but for the one that was misread as Mac Roman, which says so", () => {
    const damaged = readings.filter(({ problems }) => problems.length > 0);
    expect(damaged).toMatchObject([
      {
        id: "2022-04-08-tchap-deux-devs",
        repaired: ["mac-roman"],
        problems: [{ severity: "warning", line: 11 }],
      },
    ]);
  });

  it("read as they were written", () => {
    const body = readings.find(({ id }) => id === "2022-04-08-tchap-deux-devs")?.body ?? "";
    expect(body).toContain("Tchap est la messagerie instantanée sécurisée de l'Etat.");
    expect(body).toContain("À travers notre approche – parfois appelée “approche Startup d’État” –");
    expect(body).toContain("un·e indépendant·e");
    expect(body.trimEnd()).toMatch(/A bientôt ! 😀$/u);
    expect(new Set(body.match(/[^\0-\x7f]/gu))).toEqual(new Set("éàèêçùîô’À–“É”œ·😀"));
  });

  it("are summed up by what the mission is", () => {
    const summary = readings.find(({ id }) => id === "2022-02-10-tchap-devops")?.offer?.summary;
    expect(summary).toMatch(/^Participer à la maintenance et l’évolution des environnements de production/);
  });
});
