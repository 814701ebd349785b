import { describe, expect, test } from "vitest";
import { isCommand, parse } from "../../src/commands/parser.ts";

const KNOWN = new Set(["devops-tchap", "sous dossier/mon offre"]);

function read(text: string, prefix = "!offres"): string | null {
  const call = parse(text, prefix, (id) => KNOWN.has(id));
  return call && `${call.command.name}: ${call.argument}`;
}

describe("the grammar of commands", () => {
  test.each([
    ["!offres", "search: "],
    ["  !Offres  ", "search: "],
    ["!offres devops", "search: devops"],
    ["!OFFRES   dév  Python\u00a0Lyon", "search: dév Python Lyon"],
    ["!offres\ndevops", "search: devops"],
    [
      "!offres je cherche un poste de dev python en télétravail",
      "search: je cherche un poste de dev python en télétravail",
    ],
    ["!offres suite", "more: "],
    ["!offres Suite", "more: "],
    ["!offres suite bureautique", "search: suite bureautique"],
    ["!offre suite", "more: "],
    ["!offre", "card: "],
    ["!offre 2", "card: 2"],
    ["!offre n°2", "card: n°2"],
    ["!offre #2", "card: #2"],
    ["!offres 2", "card: 2"],
    ["!offres 2022", "search: 2022"],
    ["!offre 0", "search: 0"],
    ["!offre devops", "search: devops"],
    ["!offre devops-tchap", "card: devops-tchap"],
    ["!offre sous dossier/mon offre", "card: sous dossier/mon offre"],
    ["!offre 2022-02-10-tchap-devop", "card: 2022-02-10-tchap-devop"],
    ["!offres 2022-02-10", "search: 2022-02-10"],
    ["!offres carte 2", "card: 2"],
    ["!offres carte devops-tchap", "card: devops-tchap"],
    ["!offres carte", "card: "],
    ["!offres carte bancaire", "search: carte bancaire"],
    ["!offres fermées devops", "closed: devops"],
    ["!offres FERMEES", "closed: "],
    ["!offres aide", "help: "],
    ["!offres aide fermées", "help: fermées"],
    ["!offres aide à domicile", "search: aide à domicile"],
    ["!offres aide-soignant", "search: aide-soignant"],
    ['!offres "aide"', 'search: "aide"'],
    ["!offres « suite »", "search: « suite »"],
    ['!offres "2"', 'search: "2"'],
    ["!offres abonner devops quotidien 9:00", "subscribe: devops quotidien 9:00"],
    ["!offres désabonner 2", "unsubscribe: 2"],
    ["!offres desabonner tout", "unsubscribe: tout"],
    ["!offres désabonner maintenant svp", "search: désabonner maintenant svp"],
    ["!offres abonnements", "subscriptions: "],
    ["!offres rattrapage 5", "catchUp: 5"],
    ["!offres rattrapage scolaire", "search: rattrapage scolaire"],
    ["!offres état", "status: "],
    ["!offres état civil", "search: état civil"],
    ["!offres constructor", "search: constructor"],
    ["!offres __proto__", "search: __proto__"],
    ["!aide", "helpLine: "],
    ["!Aide ", "helpLine: "],
  ])("%j", (text, expected) => expect(read(text)).toBe(expected));

  test.each([
    "",
    "offres",
    "!offresdevops",
    "bonjour !offres",
    "!aide tchapbot",
    "> !offres devops",
    "!",
    "!off",
  ])("%j is no command", (text) => {
    expect(read(text)).toBeNull();
    expect(isCommand(text, "!offres")).toBe(false);
  });

  test.each([
    ["!emplois", "search: "],
    ["!emplois 2", "card: 2"],
    ["!emplois carte devops-tchap", "card: devops-tchap"],
    ["!emplois carte", "card: "],
    ["!offres devops", null],
    ["!offre 2", null],
    ["!emploi 2", null],
    ["!aide", "helpLine: "],
  ])("with the prefix !emplois, %j", (text, expected) => expect(read(text, "!emplois")).toBe(expected));

  test("60 KiB are read as their beginning", () => {
    const text = `!offres ${"x ".repeat(30_000)}`;
    expect(isCommand(text, "!offres")).toBe(true);
    expect(read(text)?.length).toBeLessThan(520);
  });
});
