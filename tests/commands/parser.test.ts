import { describe, expect, test } from "vitest";
import { parse } from "../../src/commands/parser.ts";

const KNOWN = new Set(["devops-tchap", "sous dossier/mon offre"]);

function read(text: string, prefix = "!offres"): string | null {
  const call = parse(text, prefix, (id) => KNOWN.has(id));
  return call && `${call.command.name}: ${call.argument}`.trim();
}

describe("the grammar of commands", () => {
  test.each([
    ["!offres", "search:"],
    ["  !Offres  ", "search:"],
    ["!offres devops", "search: devops"],
    ["!OFFRES   dév  Python\u00a0Lyon", "search: dév Python Lyon"],
    [
      "!offres je cherche un poste de dev en télétravail",
      "search: je cherche un poste de dev en télétravail",
    ],
    ["!offres suite", "more:"],
    ["!offres Suite", "more:"],
    ["!offres suite bureautique", "search: suite bureautique"],
    ["!offre suite", "more:"],
    ["!offres suivant", "more:"],
    ["!offre suivante", "more:"],
    ["!offres la page suivante", "more:"],
    ["!offres plus", "more:"],
    ["!offres plus d’offres", "more:"],
    ["!offres plus de télétravail", "search: plus de télétravail"],
    ["!offres page 2", "page: 2"],
    ["!offres page d'accueil", "search: page d'accueil"],
    ["!offres précédent", "previous:"],
    ["!offres page precedente", "previous:"],
    ["!offre", "card:"],
    ["!offre tout", "card: tout"],
    ["!offre 1 tout", "card: 1 tout"],
    ["!offres tout", "search: tout"],
    ["!offres 2", "card: 2"],
    ["!offres 2022", "search: 2022"],
    ["!offre 2022", "card: 2022"],
    ["!offre 0", "card: 0"],
    ["!offre -1", "card: -1"],
    ["!offre 9999", "card: 9999"],
    ["!offre 1 2", "card: 1 2"],
    ["!offre 1 et 2", "card: 1 et 2"],
    ["!offre 3,5", "card: 3,5"],
    ["!offre devops", "search: devops"],
    ["!offres 2 jours de télétravail", "search: 2 jours de télétravail"],
    ["!offre devops-tchap", "card: devops-tchap"],
    ["!offre sous dossier/mon offre", "card: sous dossier/mon offre"],
    ["!offre 2022-02-10-tchap-devop", "card: 2022-02-10-tchap-devop"],
    ["!offre 2022–02–10–tchap‑devop", "card: 2022-02-10-tchap-devop"],
    ["!offres 2022-02-10", "search: 2022-02-10"],
    ["!offres 01/09/2026", "search: 01/09/2026"],
    ["!offres carte 2", "card: 2"],
    ["!offres carte devops-tchap", "card: devops-tchap"],
    ["!offres carte", "card:"],
    ["!offres carte bancaire", "search: carte bancaire"],
    ["!offres fermées devops", "closed: devops"],
    ["!offres FERMEES", "closed:"],
    ["!offres fermés devops", "closed: devops"],
    ["!offres clôturées devops", "closed: devops"],
    ["!offres aide", "help:"],
    ["!offres help", "help:"],
    ["!offres -h", "help:"],
    ["!offres aide fermées", "help: fermées"],
    ["!offres aide !offre", "help: !offre"],
    ["!offres aide à domicile", "search: aide à domicile"],
    ["!offres aide-soignant", "search: aide-soignant"],
    ['!offres "aide"', 'search: "aide"'],
    ["!offres « suite »", "search: « suite »"],
    ['!offres "2"', 'search: "2"'],
    ["!offres abonner devops quotidien 9:00", "subscribe: devops quotidien 9:00"],
    ["!offres désabonner 2", "unsubscribe: 2"],
    ["!offres desabonner tout", "unsubscribe: tout"],
    ["!offres abonnements", "subscriptions:"],
    ["!offres rattrapage 5", "catchUp: 5"],
    ["!offres rattrapage scolaire", "search: rattrapage scolaire"],
    ["!offres état", "status:"],
    ["!offres état civil", "search: état civil"],
    ["!offres constructor", "search: constructor"],
    ["!offres __proto__", "search: proto"],
    ["!aide", "helpLine:"],
    ["!Aide ", "helpLine:"],
  ])("%j", (text, expected) => expect(read(text)).toBe(expected));

  test.each([
    ["!offre n°2", "n°2"],
    ["!offre n° 1", "n° 1"],
    ["!offre N°2", "N°2"],
    ["!offre nº 2", "nº 2"],
    ["!offre no 1", "no 1"],
    ["!offre #2", "#2"],
    ["!offre 02", "02"],
    ["!offre 2️⃣", "2"],
    ["!offre le 2", "le 2"],
    ["!offre la 2e", "la 2e"],
    ["!offre l'offre 2", "l'offre 2"],
    ["!offre 1.", "1"],
    ["!offre 1)", "1"],
    ["!offre 1 ?", "1"],
    ["!offre 1 !", "1"],
    ["!offre 2 stp", "2"],
    ["!offre 2, s’il vous plaît", "2"],
    ["!offre 2 merci d'avance !", "2"],
    ["!offre **2**", "2"],
    ["!offre `2`", "2"],
  ])("%j names one offer of a list", (text, argument) => expect(read(text)).toBe(`card: ${argument}`));

  test.each([
    ["!offres suite ?", "more:"],
    ["!offres suite.", "more:"],
    ["!offres suite svp", "more:"],
    ["!offres suite !", "more:"],
    ["!offres aide ?", "help:"],
    ["!offres !", "search:"],
    ["!offres ?", "search:"],
    ["!offres svp", "search:"],
    ["!offres devops ?", "search: devops"],
    ["!offres devops, merci", "search: devops"],
    ["!offres bonjour, devops svp", "search: devops"],
    ["!offres C++ !", "search: C++"],
    ["!offres développeur (H/F)", "search: développeur (H/F)"],
    ["!offres .NET", "search: .NET"],
    ["!offres C#", "search: C#"],
    ["!offres merci", "thanks:"],
    ["!offres merci beaucoup !", "thanks:"],
    ["!offres bonjour", "greeting:"],
    ["!offres Bonjour, merci !", "greeting:"],
    ['!offres "merci"', 'search: "merci"'],
  ])("%j: punctuation and courtesy are nothing to search", (text, expected) =>
    expect(read(text)).toBe(expected),
  );

  test.each([
    ["! offres devops", "search: devops"],
    ["! offre 1 ?", "card: 1"],
    ["!offre1", "card: 1"],
    ["!offres2", "card: 2"],
    ["!offre#3", "card: #3"],
    ["!offres?", "search:"],
    ["!offres!", "search:"],
    ["!offres : devops", "search: devops"],
    ["!offres: devops", "search: devops"],
    ["!offres, devops", "search: devops"],
    ["!offres. devops", "search: devops"],
    ["！offres devops", "search: devops"],
    ["\u200e!offres\u200d devops", "search: devops"],
    ["\u2068!offres devops\u2069", "search: devops"],
    ["\u202f\u2028!offres devops", "search: devops"],
    ["`!offres devops`", "search: devops"],
    ["**!offres devops**", "search: devops"],
    ["**!offres** devops", "search: devops"],
    ["_!offres_ devops", "search: devops"],
    ["!ÔFFRES devops", "search: devops"],
    ["!offre\u0301s devops", "search: devops"],
    ["!offres développeur –devops", "search: développeur -devops"],
    ["!offres développeur —devops", "search: développeur -devops"],
    ["!offres développeur −devops", "search: développeur -devops"],
  ])("%j is written as phones write", (text, expected) => expect(read(text)).toBe(expected));

  test.each([
    "!ofres",
    "!ofres devops",
    "!offers devops",
    "!offress",
    "!offresdevops",
    "!offres-devops",
    "!help",
    "!aide offres",
    "!aide !offres",
    "!aide !",
  ])("%j gets the line of help", (text) => expect(read(text)).toBe("helpLine:"));

  test.each([
    "",
    "offres",
    "bonjour !offres",
    "!aide tchapbot",
    "> !offres devops",
    "!",
    "!off",
    "!office",
    "!aidez",
  ])("%j is no command", (text) => expect(read(text)).toBeNull());

  test.each([
    ["!offres devops\n\nCordialement,\nCamille Martin\nDINUM", "search: devops"],
    ["!offres devops\n!offres lyon", "search: devops"],
    ["!offres\ndevops", "search:"],
    ["Bonjour,\n!offres devops", "search: devops"],
    ["> !offres python\n!offres devops", "search: devops"],
    ["```\n!offres devops\n```", "search: devops"],
  ])("%j: the first line that is a command counts", (text, expected) => expect(read(text)).toBe(expected));

  test.each([
    ["!emplois", "search:"],
    ["!emplois 2", "card: 2"],
    ["!emplois2", "card: 2"],
    ["!emplois carte devops-tchap", "card: devops-tchap"],
    ["!emplois carte", "card:"],
    ["!emploi 2", "helpLine:"],
    ["!offres devops", null],
    ["!offre 2", null],
    ["!aide", "helpLine:"],
    ["!aide emplois", "helpLine:"],
  ])("with the prefix !emplois, %j", (text, expected) => expect(read(text, "!emplois")).toBe(expected));

  test("60 KiB are read as their beginning", () => {
    expect(read(`!offres ${"x ".repeat(30_000)}`)?.length).toBeLessThan(520);
    expect(read(`!offres ${"merci ? ".repeat(60)}`)).toBe("thanks:");
  });
});
