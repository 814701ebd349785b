import { describe, expect, test } from "vitest";
import type { Listed } from "../../src/commands/context.ts";
import type { Answer } from "../../src/commands/table.ts";
import { marksOf, render } from "../../src/messages/answer.ts";
import { failed, late, tooMany } from "../../src/messages/apology.ts";
import { welcomeMessage } from "../../src/messages/welcome.ts";
import type { Wording } from "../../src/messages/wording.ts";
import type { OfferId, OfferKey } from "../../src/offers/offer.ts";
import { anOffer } from "../support/anOffer.ts";
import { seed } from "./offers.ts";

const WORDING: Wording = {
  prefix: "!offres",
  publicUrl: "https://beta.example/{slug}",
  today: () => "2022-03-01",
};

function said(answer: Answer, wording = WORDING): string {
  return render(answer, wording).text.replaceAll("\u00a0", " ");
}

function listed(offer: Listed["offer"], closedOn: string | null = null): Listed {
  return {
    key: 1 as OfferKey,
    id: offer.id,
    offer,
    standing: closedOn === null ? "open" : "closed",
    closedOn,
    openedAt: null,
  };
}

const devops = listed(seed("2022-02-10-tchap-devops"));
const dev = listed(anOffer({ title: "Dev", startup: null }));
const FACET = { text: "", firm: false, excluded: false } as const;
const READ = { corrections: [], understood: [], excluded: [], unknown: [], unread: [] } as const;
const NOTHING = { ...READ, help: null, all: 14 } as const;

function list(more: Partial<Extract<Answer, { kind: "list" }>> = {}): Extract<Answer, { kind: "list" }> {
  return {
    kind: "list",
    query: "devops",
    ...READ,
    among: null,
    loosened: [],
    exact: more.total ?? 2,
    items: [devops, dev].map((one, index) => ({ number: index + 1, listed: one })),
    found: [devops.key, dev.key],
    shown: 2,
    total: 2,
    standing: "open",
    ...more,
  };
}

describe("a list of offers", () => {
  test("as the agent reads it", () => {
    expect(said(list())).toBe(
      "2 offres ouvertes pour « devops »\n1. Architecte Système / DevOps (H/F)\n   Tchap · Paris ou Lyon · CDD 3 ans\n2. Dev\n!offre 1 pour le détail",
    );
    expect(said(list({ query: null, total: 1 }))).toMatch(/^1 offre ouverte\n/);
  });

  test("says what was corrected and what was understood", () => {
    const text = said(
      list({
        corrections: [{ from: "kubernets", to: "kubernetes" }],
        understood: [
          { kind: "place", name: "lyon", key: "lyon", ...FACET },
          { kind: "contract", contract: "CDD", ...FACET, excluded: true },
          { kind: "since", day: "2026-03-01", until: null, ...FACET },
        ],
      }),
    );
    expect(text.split("\n").slice(1, 3)).toEqual([
      "Compris : kubernetes (au lieu de kubernets) · lieu : Lyon · sauf contrat : CDD · depuis le 1er mars 2026",
      "1. Architecte Système / DevOps (H/F)",
    ]);
  });

  test("says of which period an amount was taken to be", () => {
    const pay = { kind: "pay", period: "day", least: 620, most: Number.POSITIVE_INFINITY, ...FACET } as const;
    expect(said(list({ query: "TJM 620 min", understood: [pay] }))).toContain(
      "\nCompris : paie : 620 € ou plus par jour\n",
    );
  });

  test("says how to see the rest", () => {
    const found = Array<OfferKey>(12).fill(devops.key);
    expect(said(list({ found, total: 12 }))).toMatch(/!offres suite pour les suivantes \(encore 10\)$/);
    expect(said(list({ found: found.slice(0, 3), total: 3 }))).toMatch(/!offres suite pour la dernière$/);
    expect(said({ ...list({ found, total: 12, shown: 10 }), kind: "more" })).toMatch(
      /^Suite : offres 1 à 2 sur 12\n/,
    );
  });

  test("tells on every page what says everything from what says less", () => {
    const loosened = [{ without: ["Montpellier"], near: [], count: 1 }];
    expect(said(list({ query: "dev Montpellier", exact: 1, loosened }))).toMatch(
      /^1 offre ouverte pour « dev Montpellier »\n1\. .*\n.*\nAussi, sans « Montpellier » : 1 offre\n2\. Dev/,
    );
    const none = [{ without: ["cobol"], near: [], count: 2 }];
    expect(said(list({ query: "dev cobol", exact: 0, loosened: none, unknown: ["cobol"] }))).toMatch(
      /^Aucune offre ouverte ne dit tout « dev cobol »\nAucune offre ne dit « cobol »\nSans « cobol » : 2 offres\n1\./,
    );
    const page = list({ exact: 1, total: 2 });
    expect(said({ ...page, kind: "more" })).toMatch(/\nEn partie seulement :\n2\. Dev/);
    expect(said({ ...page, exact: 2, kind: "more" })).not.toContain("En partie");
  });

  test("strikes an offer that closed meanwhile", () => {
    const closed = listed(dev.offer, "2026-03-03");
    const answer = list({ items: [{ number: 1, listed: closed }] });
    expect(said(answer)).toContain("1. Offre fermée le 3 mars 2026 : Dev");
    expect(render(answer, WORDING).html).toContain("<del><strong>Dev</strong></del>");
  });

  test("names its offers to other programs", () => {
    expect(marksOf(list(), WORDING)[0]).toEqual({
      id: "2022-02-10-tchap-devops",
      state: "open",
      title: "Architecte Système / DevOps (H/F)",
      startup: "tchap",
      url: "https://beta.example/tchap-devops",
    });
  });
});

test("nothing found says what helps", () => {
  const answer = { kind: "nothing", query: "kubernets", standing: "open", elsewhere: 2, ...NOTHING } as const;
  expect(said({ ...answer, help: { word: "kubernetes", looser: null } })).toBe(
    "Aucune offre ouverte pour « kubernets »\nLe mot le plus proche : !offres kubernetes\n2 offres fermées : !offres fermées kubernets\n!offres : les 14 offres ouvertes",
  );
  expect(said({ ...answer, query: null, elsewhere: 0 })).toBe("Aucune offre ouverte pour le moment");
});

describe("the card of an offer", () => {
  const text = said({ kind: "card", listed: devops, whole: false, by: 2 });

  test("has facts, mission, how to apply and the link", () => {
    expect(text.split("\n").slice(0, 3)).toEqual([
      "Architecte Système / DevOps (H/F)",
      "Tchap · Paris ou Lyon · CDD 3 ans · télétravail 2 jours par semaine",
      "Début : dès que possible",
    ]);
    expect(text).toMatch(/\nCompétences : .*Kubernetes/);
    expect(text).toMatch(/\nProfil : Diplôme de niveau bac\+4\/5 en informatique · Au moins 7 ans/);
    expect(text).toContain(
      "Postuler : candidatures-dinum@pm.gouv.fr, julien.dauphant@beta.gouv.fr (réf. 2022-825703)",
    );
    expect(text).toContain("Lire l’annonce : https://beta.example/tchap-devops");
    expect(text).toMatch(/Toute l’annonce : !offre 2 tout$/);
  });

  test.each([
    [3, "Toute l’annonce : !offre 3 tout"],
    ["reply", "Toute l’annonce : répondez !offre tout"],
    ["name", "Toute l’annonce : !offre 2022-02-10-tchap-devops tout"],
  ] as const)("says how to have the whole as it was asked for: by %s", (by, way) => {
    expect(said({ kind: "card", listed: devops, whole: false, by }).endsWith(way)).toBe(true);
  });

  test("of a closed one says so, and no longer how to apply", () => {
    const closed = said({ kind: "card", listed: listed(devops.offer, "2026-03-03"), whole: false, by: 2 });
    expect(closed).toContain("Offre fermée le 3 mars 2026 : Architecte Système / DevOps (H/F)\n");
    expect(closed).not.toContain("Postuler");
  });

  test("gives addresses of the mission in full", () => {
    const body = "## Mission\n\nVoir [notre site](https://equipe.example/page) et https://autre.example.\n";
    const card = said({ kind: "card", listed: listed(anOffer({ body })), whole: false, by: 2 });
    expect(card).toContain("Voir notre site (https://equipe.example/page) et https://autre.example.");
  });

  test("of an offer without mission shows its summary", () => {
    const card = said({
      kind: "card",
      listed: listed(anOffer({ summary: "Tout faire.", body: "## Profil\n\nx\n" })),
      whole: false,
      by: 2,
    });
    expect(card).toContain("\n\nTout faire.\n\n");
  });
});

describe("one line with the right form", () => {
  test.each<[Answer, RegExp]>([
    [{ kind: "misuse", misuse: { reason: "no list" } }, /commencez par !offres/],
    [{ kind: "misuse", misuse: { reason: "list is over", pages: 3 } }, /3 pages/],
    [
      { kind: "misuse", misuse: { reason: "number out of range", number: 9, last: 3 } },
      /de 1 à 3, par exemple !offre 3/,
    ],
    [
      { kind: "misuse", misuse: { reason: "no message replied to", command: "card" } },
      /Répondez !offre à une annonce/,
    ],
    [{ kind: "misuse", misuse: { reason: "several offers in that message", command: "card" } }, /!offre 2/],
    [{ kind: "helpLine", greeted: false }, /!offres aide/],
  ])("%j", (answer, expected) => {
    expect(said(answer)).toMatch(expected);
    expect(said(answer)).not.toContain("\n");
  });
});

test("an unknown name offers the closest ones, ready to copy", () => {
  const answer: Answer = {
    kind: "unknownOffer",
    id: "2022-tchap",
    closest: ["2022-02-10-tchap-devops" as OfferId],
  };
  expect(said(answer)).toContain("\n!offre 2022-02-10-tchap-devops");
});

describe("help", () => {
  test("shows the configured prefix, and fits a screen", () => {
    const text = said(
      { kind: "help", about: null },
      { prefix: "!emplois", publicUrl: null, today: () => "2026-11-28" },
    );
    expect(text).toContain("!emplois devops lyon");
    expect(text).toContain("!emplois 2");
    expect(text).not.toContain("!offre");
    expect(text.split("\n").length).toBeLessThan(12);
  });

  test("explains one command", () => {
    expect(said({ kind: "help", about: "more" })).toBe(
      "!offres suite\nLa page suivante de votre dernière liste ; !offres page 3 en donne la troisième.",
    );
  });
});

test("a welcome has three lines; excuses have one", () => {
  expect(welcomeMessage([], WORDING).text.split("\n")).toHaveLength(3);
  expect(welcomeMessage(["devops"], WORDING).text.split("\n")).toHaveLength(3);
  expect(late().text).toMatch(/^J’étais indisponible\u00a0: redemandez-moi/);
  for (const { text } of [late(), failed(WORDING), tooMany(20)]) expect(text).not.toContain("\n");
});
