import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BodyReader } from "../../src/search/index/bodyReader.ts";
import { analyse } from "../../src/search/index/fields.ts";
import { TermCounts } from "../../src/search/index/termCounts.ts";
import { Vocabulary } from "../../src/search/index/vocabulary.ts";
import { readQuery } from "../../src/search/query/query.ts";
import { SearchIndex } from "../../src/search/searchIndex.ts";
import { lexiconOf, ourLexicon } from "../support/words.ts";
import { ask, INTRODUCTION, indexOf, keyOf, type OfferSays, offerSaying, TODAY, titles } from "./offers.ts";

const lexicon = ourLexicon;

const OFFERS: readonly (readonly [string, OfferSays])[] = [
  [
    "Développeur·euse full-stack",
    {
      startup: "bacasable",
      places: ["Paris"],
      skills: ["React", "Node.js"],
      contracts: ["freelance"],
      remote: "partial",
      body: `${INTRODUCTION}## Profil\nUn peu de devops serait un plus. Notre coach vous aidera.`,
    },
  ],
  [
    "DevOps Senior (H/F)",
    {
      startup: "Clairon",
      places: ["Lyon", "Paris"],
      skills: ["Kubernetes"],
      contracts: ["CDD"],
      body: `${INTRODUCTION}Vous administrez Kubernetes et parlez avec le coach.`,
    },
  ],
  ["Administrateur·rice système", { skills: ["Debian"], remote: "full" }],
  ["Une ou un coach senior", { body: "Accompagner des équipes." }],
  ["Chargée ou chargé de déploiement", { startup: "dossier-simple", junior: true, contracts: ["stage"] }],
  ["Business developer", { startup: "marche.public" }],
  ["Product Owner", { places: ["Lille"] }],
  ["Chef·fe de produit", { places: ["Lille"], remote: "none" }],
  ["Designer UX/UI", { skills: ["Figma"], places: ["Montreuil"] }],
  [
    "Data scientist",
    {
      startup: "data.exemple.fr",
      body: "Le médecin et l’avocat utilisent notre outil. Infirmer ou confirmer des hypothèses.",
    },
  ],
  ["Dev JavaScript", { skills: ["JavaScript"], date: "2026-03-08" }],
  [
    "Responsable qualité",
    { startup: "e-cuisinier", body: "Dans les cantines de la rue, sur un bus ou un tram." },
  ],
];
const index = indexOf(
  OFFERS.map(([title, says]) => offerSaying(title, says)),
  lexicon,
);

describe("what the job is comes before what it mentions", () => {
  test("a title before a synonym's title before a body", () => {
    expect(titles(index, "devops").slice(0, 2)).toEqual([
      "DevOps Senior (H/F)",
      "Administrateur·rice système",
    ]);
    expect(titles(index, "coach")).toEqual(["Une ou un coach senior"]);
  });

  test("the label that was typed before its family", () => {
    expect(titles(index, "PO")).toEqual(["Product Owner", "Chef·fe de produit"]);
    expect(titles(index, "chef.fe de produit")).toEqual(["Chef·fe de produit", "Product Owner"]);
    expect(titles(index, "bizdev")).toEqual(["Business developer", "Chargée ou chargé de déploiement"]);
  });

  test("a business developer is no developer", () => {
    expect(titles(index, "developpeur").sort()).toEqual(["Dev JavaScript", "Développeur·euse full-stack"]);
  });

  test("two words, one word, a hyphen: the same", () => {
    for (const text of ["dev ops", "dev-ops", "devops", "DevOps"]) {
      expect(titles(index, text)[0]).toBe("DevOps Senior (H/F)");
    }
    for (const text of ["dossier simple", "dossier-simple", "dossiersimple"]) {
      expect(titles(index, text)).toEqual(["Chargée ou chargé de déploiement"]);
    }
  });

  test("the first words of a body introduce the offer: they count nearly as its fields do", () => {
    const offers = [
      offerSaying("Bizdev du Grand Guichet", { startup: "guichet" }),
      offerSaying("Une développeuse", { body: `**Grand Guichet** recrute.\n\n${INTRODUCTION}` }),
      offerSaying("Un coach", { body: `${INTRODUCTION}Comme l’équipe du Grand Guichet.` }),
    ];
    expect(titles(indexOf(offers, lexicon), "grand guichet")).toEqual([
      "Bizdev du Grand Guichet",
      "Une développeuse",
      "Un coach",
    ]);
  });

  test("a written form of several words is also found by one of them", () => {
    const offers = [
      offerSaying("Administrateur système"),
      offerSaying("Ingénieure données"),
      offerSaying("Dev ops"),
      offerSaying("Coach", {
        body: `${INTRODUCTION}Les administrateurs du lieu ont des data à vous montrer.`,
      }),
    ];
    const jobs = indexOf(offers, lexicon);
    expect(titles(jobs, "administratrice")).toEqual(["Administrateur système"]);
    expect(titles(jobs, "data")).toEqual(["Ingénieure données"]);
    expect(titles(jobs, "développeur")).toEqual([]);
  });

  test("title, then main skills, then other facts; a mention only where nothing better is", () => {
    const others = ["SQL", "Git", "Linux"];
    const offers = [
      offerSaying("Par son texte", { body: `${INTRODUCTION}## Compétences\nTerraform` }),
      offerSaying("Par un autre fait", { skills: [...others, "Terraform"] }),
      offerSaying("Par sa compétence", { skills: ["Terraform"] }),
      offerSaying("Terraform, par son titre"),
      ...Array.from({ length: 30 }, (_, at) => offerSaying(`Autre ${at}`, { body: INTRODUCTION })),
    ];
    const hits = ask(indexOf(offers, lexicon), "terraform").hits;
    expect(hits.map((hit) => hit.title)).toEqual([
      "Terraform, par son titre",
      "Par sa compétence",
      "Par un autre fait",
    ]);
    const fewer = offers.filter((offer) => !/titre|compétence|fait/.test(offer.title));
    expect(titles(indexOf(fewer, lexicon), "terraform")).toEqual(["Par son texte"]);
  });

  test("what a filter would take is never cut from the list, however weak", () => {
    const offers = [
      offerSaying("Dev Python", { skills: ["Python"], body: "python ".repeat(9) }),
      offerSaying("Une personne", { domains: ["Django"] }),
    ];
    expect(titles(indexOf(offers, lexicon), "python")).toEqual(["Dev Python", "Une personne"]);
  });

  test("a startup's whole name says more than a part of it", () => {
    const offers = [
      offerSaying("Une personne", { startup: "aides.locales" }),
      offerSaying("Quelqu’un", { startup: "les-aides-des-usages-locales" }),
    ];
    const small = indexOf(offers, lexicon);
    for (const text of ["aides locales", "aides-locales", "aideslocales"]) {
      expect(titles(small, text)[0], text).toBe("Une personne");
      expect(ask(small, text).hits[0]?.score, text).toBeGreaterThanOrEqual(1);
    }
  });

  test("a host's parts are not the job", () => {
    expect(ask(index, "exemple").hits[0]?.score).toBeLessThan(0.6);
  });
});

test("« responsable » or « ingénieure » says less than the word beside it", () => {
  const offers = [
    offerSaying("Responsable des opérations"),
    offerSaying("Ingénieur généraliste"),
    ...["orale", "interne", "de jour"].map((which) => offerSaying(`Chargée de formation ${which}`)),
    ...["Python", "Python, Django"].map((skill) => offerSaying(`Développeur ${skill}`)),
    ...Array.from({ length: 40 }, (_, at) => offerSaying(`Autre ${at}`)),
  ];
  const jobs = indexOf(offers, lexicon);
  expect(titles(jobs, "responsable de la formation")[0]).toMatch(/^Chargée de formation/);
  expect(titles(jobs, "ingénieure python")[0]).toMatch(/^Développeur/);
  expect(titles(jobs, "responsable")).toEqual(["Responsable des opérations"]);
});

describe("typos and beginnings", () => {
  test.each([
    ["kubernets", "kubernetes", "DevOps Senior (H/F)"],
    ["desinger", "designer", "Designer UX/UI"],
    ["product ownner", "owner", "Product Owner"],
    ["devlopeuse fullstack", "développeur", "Développeur·euse full-stack"],
  ])("%s is read as %s", (typed, meant, first) => {
    const { hits, corrections } = ask(index, typed);
    expect(corrections.map((correction) => correction.to)).toEqual([meant]);
    expect(hits[0]?.title).toBe(first);
  });

  test("a mistyped facet is one", () => {
    const { understood, corrections } = ask(index, "dev à Lyonn");
    expect(corrections).toMatchObject([{ from: "Lyonn" }]);
    expect(understood).toMatchObject([{ kind: "place", name: "Lyon" }]);
  });

  test("a word that some offer says is never corrected", () => {
    expect(ask(index, "debian").corrections).toEqual([]);
    expect(titles(index, "debian")).toEqual(["Administrateur·rice système"]);
  });

  test("a beginning finds the word, without a correction", () => {
    expect(titles(index, "kuber")).toContain("DevOps Senior (H/F)");
    expect(ask(index, "kuber").corrections).toEqual([]);
  });
});

describe("no good answer", () => {
  test("what demands nothing is refused, and what asks for everything lists it", () => {
    const index = new SearchIndex(ourLexicon);
    index.replace(keyOf("a"), offerSaying("Designer"), "open");
    const ask = (text: string) =>
      index.search(readQuery(text, { lexicon: index.lexicon, today: TODAY }), {
        standing: "open",
        limit: 10,
      });
    for (const text of ["🦄", "a".repeat(60), "?!", "bonjour", "merci !", "de la"])
      expect(ask(text), text).toMatchObject({ total: 0, refusal: { kind: "nothing" } });
    for (const text of [
      "",
      "tout",
      "toutes les offres",
      "les dernières offres",
      "je cherche un emploi",
      "bonjour, quoi de neuf ?",
    ])
      expect(ask(text), text).toMatchObject({ total: 1, refusal: null });
  });

  test.each([
    "boulanger",
    "infirmière à domicile",
    "médecin",
    "avocat à Paris",
    "cobol",
    "professeur de piano",
    "cuisinier en cantine",
    "conductrice de bus",
    "hôtesse d’accueil data",
    "grue",
  ])("%s finds nothing", (text) => {
    expect(ask(index, text)).toMatchObject({ hits: [], total: 0, corrections: [] });
  });

  test("a trade beside a job of ours is only a word: whom it is for", () => {
    expect(titles(index, "data scientist pour médecins")[0]).toBe("Data scientist");
  });

  test("a startup is found by its name although it is also a trade's", () => {
    expect(titles(index, "e-cuisinier")).toEqual(["Responsable qualité"]);
  });

  test("a trade is found once a title bears it", () => {
    const offers = [
      offerSaying("Médecin-conseil"),
      offerSaying("Développeuse", { body: "Pour un médecin." }),
    ];
    expect(titles(indexOf(offers, lexicon), "médecin")[0]).toBe("Médecin-conseil");
  });

  test("the closest word is offered", () => {
    expect(ask(index, "kubyrnytis")).toMatchObject({ total: 0, help: { word: "kubernetes" } });
  });

  test("what no offer says is told", () => {
    expect(ask(index, "cobol").unknown).toEqual(["cobol"]);
  });
});

describe("places, contracts and the rest", () => {
  test("a place that only the text names: where the team is, unless the post is elsewhere", () => {
    const body = `${INTRODUCTION}L’équipe travaille à distance, entre Brest et Tours.`;
    const offers = [
      offerSaying("Designer à distance", { remote: "full", places: ["Lille"], body }),
      offerSaying("Coach quelque part", { body }),
      offerSaying("Bizdev à Lille", { places: ["Lille"], body }),
      offerSaying("Développeuse à Brest", { places: ["Brest"] }),
    ];
    const jobs = indexOf(offers, lexicon);
    expect(titles(jobs, "brest")[0]).toBe("Développeuse à Brest");
    expect(titles(jobs, "brest").toSorted()).toEqual([
      "Coach quelque part",
      "Designer à distance",
      "Développeuse à Brest",
    ]);
    expect(titles(jobs, "lieu:brest")).toEqual(["Développeuse à Brest"]);
    expect(titles(jobs, "à Tours")).toEqual([]);
  });

  test("a place alone lists what is there, and around", () => {
    expect(titles(index, "lyon")).toEqual(["DevOps Senior (H/F)"]);
    expect(titles(index, "Île-de-France").sort()).toEqual([
      "Designer UX/UI",
      "DevOps Senior (H/F)",
      "Développeur·euse full-stack",
    ]);
  });

  test("words first, and among them those that are at the place", () => {
    const { hits, complete } = ask(index, "designer à Paris");
    expect(hits.map((hit) => [hit.title, hit.complete])).toEqual([["Designer UX/UI", false]]);
    expect(complete).toBe(0);
    expect(ask(index, "dev à Paris").hits[0]).toMatchObject({
      title: "Développeur·euse full-stack",
      complete: true,
    });
  });

  test("a field word leaves out what does not say it", () => {
    expect(titles(index, "dev lieu:paris")).toEqual(["Développeur·euse full-stack"]);
    expect(titles(index, "contrat:stage")).toEqual(["Chargée ou chargé de déploiement"]);
    expect(titles(index, "startup:clairon")).toEqual(["DevOps Senior (H/F)"]);
    expect(titles(index, "depuis:7j")).toEqual(["Dev JavaScript"]);
  });

  test("what is not wanted is left out by what the job is, not by a mention", () => {
    expect(titles(index, "Paris hors dev")).toEqual(["DevOps Senior (H/F)", "Designer UX/UI"]);
    // Near is not the same: a full-stack job is no back-end job.
    expect(titles(index, "Paris -backend")).toContain("Développeur·euse full-stack");
    expect(titles(index, "Paris -coach")).toContain("Développeur·euse full-stack");
  });

  test("quoted words stand side by side, in a title before a body", () => {
    expect(titles(index, '"coach vous aidera"')).toEqual(["Développeur·euse full-stack"]);
    expect(titles(index, '"aidera coach"')).toEqual([]);
    expect(titles(index, '"product owner"')).toEqual(["Product Owner"]);
  });

  test("quoted words are found within a title whose words do not count alone", () => {
    const jobs = indexOf(
      [
        offerSaying("Chargé·e de développement territorial"),
        offerSaying("Designer", { body: "Avec notre chargée de développement." }),
      ],
      lexicon,
    );
    expect(titles(jobs, '"chargé de développement"')).toEqual([
      "Chargé·e de développement territorial",
      "Designer",
    ]);
    expect(titles(jobs, '"développement territorial"')).toEqual(["Chargé·e de développement territorial"]);
    expect(titles(jobs, 'designer -"développement"')).toEqual(["Designer"]);
  });

  test("without words, everything, newest first", () => {
    const { hits, total } = ask(index, "toutes les offres");
    expect(total).toBe(OFFERS.length);
    expect(hits[0]?.title).toBe("Dev JavaScript");
  });
});

describe("pages and standing", () => {
  test("a page goes on where the last one ended", () => {
    const query = readQuery("", { lexicon, today: TODAY });
    const page = (offset: number) =>
      index.search(query, { standing: "all", limit: 4, offset }).hits.map((hit) => hit.key);
    const all = index.search(query, { standing: "all", limit: 100 }).hits.map((hit) => hit.key);
    expect([...page(0), ...page(4), ...page(8)]).toEqual(all);
  });

  test("closed offers are found apart", () => {
    const both = new SearchIndex(lexicon);
    both.replace(keyOf("a"), offerSaying("Coach"), "open");
    both.replace(keyOf("b"), offerSaying("Coach agile"), "closed");
    const found = (standing: "open" | "closed" | "all") =>
      both
        .search(readQuery("coach", { lexicon, today: TODAY }), { standing, limit: 9 })
        .hits.map((hit) => hit.key);
    expect([found("open"), found("closed"), found("all")]).toEqual([
      [keyOf("a")],
      [keyOf("b")],
      [keyOf("a"), keyOf("b")],
    ]);
    both.replace(keyOf("a"), offerSaying("Coach"), "closed");
    expect(found("open")).toEqual([]);
  });
});

describe("changed in place", () => {
  const WORDS = [
    "coach",
    "devops",
    "Kubernetes",
    "Lyon",
    "développeuse",
    "product owner",
    "data.exemple.fr",
    "agile",
  ];
  const words = fc.array(fc.constantFrom(...WORDS), { maxLength: 5 }).map((list) => list.join(" "));
  const step = fc.record({
    key: fc.integer({ min: 0, max: 5 }),
    remove: fc.boolean(),
    title: words,
    body: words,
  });

  test("after any changes it answers as one built anew", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const changed = new SearchIndex(lexicon);
        const held = new Map<string, ReturnType<typeof offerSaying>>();
        for (const { key, remove, title, body } of steps) {
          const name = String(key);
          const offer = offerSaying(title, { file: `${name}.md`, body });
          if (remove) expect(changed.remove(keyOf(name))).toBe(held.delete(name));
          else held.set(name, offer);
          if (!remove) changed.replace(keyOf(name), offer, "open");
        }
        const built = new SearchIndex(lexicon);
        for (const [name, offer] of held) built.replace(keyOf(name), offer, "open");
        expect(changed.size).toBe(held.size);
        for (const text of [...WORDS, "kubernets", "kube", '"product owner"', "", "-coach", "coach devops"]) {
          expect(ask(changed, text), text).toEqual(ask(built, text));
        }
      }),
      { numRuns: 60 },
    );
  });

  test("a word that no offer holds any more gives its number to another", () => {
    const small = indexOf(
      [offerSaying("Un", { body: "agilité" }), offerSaying("Deux", { body: "sobriété" })],
      lexiconOf({}),
    );
    small.replace(keyOf("0"), offerSaying("Un", { body: "frugalité" }), "open");
    small.replace(keyOf("1"), offerSaying("Deux", { body: "simplicité" }), "open");
    small.replace(keyOf("2"), offerSaying("Trois", { body: "agilité" }), "open");
    for (const [word, found] of [
      ["agilité", ["Trois"]],
      ["frugalité", ["Un"]],
      ["simplicité", ["Deux"]],
      ["sobriété", []],
    ] as const) {
      expect(titles(small, `"${word}"`)).toEqual(found);
    }
  });

  test("bodies are read as any text is", () => {
    const text = fc
      .array(
        fc.constantFrom(
          "full",
          "stack",
          "full-stack",
          "dev",
          "ops",
          "chargé",
          "de",
          "déploiement",
          "agile",
          "data.exemple.fr",
          "biz",
          "x",
        ),
        { maxLength: 20 },
      )
      .map((list) => list.join(" "));
    fc.assert(
      fc.property(text, (body) => {
        const vocabulary = new Vocabulary();
        const order: number[] = [];
        const counts = new TermCounts();
        new BodyReader(lexicon, vocabulary).read(body, 1, order, counts);
        const met = counts.ids.flatMap((id) => Array<string>(counts.count(id)).fill(vocabulary.term(id)));
        const { terms, run, also } = analyse(body, lexicon);
        expect(order.map((id) => vocabulary.term(id))).toEqual(run);
        expect(met.sort()).toEqual([...terms, ...also].sort());
      }),
      { numRuns: 1000 },
    );
  });
});

test("without synonyms the words themselves are found", () => {
  const plain = indexOf([offerSaying("SRE"), offerSaying("DevOps")], lexiconOf({}));
  expect(titles(plain, "devops")).toEqual(["DevOps"]);
});
