import { describe, expect, test } from "vitest";
import { commandIn, type Said } from "../../src/commands/address.ts";

const CRIEUR = {
  user: "@crieur-dinum:agent.tchap.example",
  displayName: "Crieur [DINUM]",
  prefix: "!offres",
};
const PILL = `<a href="https://matrix.to/#/${CRIEUR.user}">Crieur [DINUM]</a>`;
const TCHAP = `https://tchap.gouv.fr/#/user/${CRIEUR.user}`;

function heard(body: string, more: Partial<Said> = {}, prefix = "!offres"): string | null {
  const said = { body, html: null, mentioned: false, reply: false, direct: false, ...more };
  return commandIn(said, { ...CRIEUR, prefix });
}

describe("in a room of several people, only what is meant for the bot is kept", () => {
  test.each([
    "bonjour à tous",
    "offres",
    "devops",
    "les offres de Crieur sont bien",
    "Crieurs et colporteurs",
    "",
    "\n\n",
  ])("%j is not", (body) => expect(heard(body)).toBeNull());

  test("a command is kept as its line, without the signature below", () => {
    expect(heard("!offres devops\n\nCamille Martin\nDINUM")).toBe("!offres devops");
    expect(heard("Bonjour !\n! offres devops ?")).toBe("! offres devops ?");
  });
});

describe("what nobody sees takes no place of what is read", () => {
  test.each([
    ["zero-width characters", `${"\u200b".repeat(700)}!offres devops`],
    ["spaces", `${" ".repeat(700)}!offres${"\u00a0".repeat(700)}devops`],
    ["empty lines", `${"\n".repeat(100)}!offres devops`],
    ["lines that show nothing", `${"\u2060 \n".repeat(100)}!offres devops`],
    ["quoted lines", `Voici :\n${`> ${"mot ".repeat(50)}\n`.repeat(100)}!offres devops`],
  ])("%s", (_, body) => expect(heard(body)).toBe("!offres devops"));

  test("a long quote before a pill", () => {
    const html = `<mx-reply><blockquote>${"mot ".repeat(5000)}</blockquote></mx-reply>${PILL} devops`;
    expect(heard("Crieur [DINUM] devops", { html })).toBe("!offres devops");
    expect(heard("demande à Crieur [DINUM] : devops", { html })).toBe("!offres demande à : devops");
  });

  test("sixty lines are read, and five hundred characters of one", () => {
    expect(heard(`${"mot\n".repeat(59)}!offres devops`)).toBe("!offres devops");
    expect(heard(`${"mot\n".repeat(60)}!offres devops`)).toBeNull();
    expect(heard(`!offres ${"a".repeat(1000)}`)).toHaveLength(500);
  });
});

describe("a mention needs no prefix", () => {
  test.each([
    ["Crieur [DINUM] devops", { html: `${PILL} devops` }],
    ["Crieur [DINUM]: devops", { html: `${PILL}: devops` }],
    ["Crieur [DINUM], devops", { mentioned: true }],
    ["Crieur devops", {}],
    ["@crieur devops", {}],
    ["CRIEUR : devops", {}],
    ["@crieur-dinum devops", {}],
    [`${CRIEUR.user} devops`, {}],
    [`${TCHAP} devops`, {}],
    [`[Crieur [DINUM]](${TCHAP}) devops`, { html: `<a href="${TCHAP}">Crieur [DINUM]</a> devops` }],
    [`[Crieur](https://matrix.to/#/${encodeURIComponent(CRIEUR.user)}) devops`, {}],
    [
      `matrix:u/${CRIEUR.user.slice(1)} devops`,
      { html: `<a href="matrix:u/${CRIEUR.user.slice(1)}?action=chat">Crieur</a> devops` },
    ],
    ["devops Crieur [DINUM]", { html: `devops ${PILL}` }],
    ["devops", { mentioned: true }],
  ] as [string, Partial<Said>][])("%j", (body, more) => expect(heard(body, more)).toBe("!offres devops"));

  test.each([
    ["Crieur [DINUM] !offres devops", "!offres devops"],
    ["Crieur, offre 2 svp", "!offre 2 svp"],
    ["Crieur offres", "!offres"],
    ["Crieur aide", "!offres aide"],
    ["Crieur", "!aide"],
    ["Crieur ?", "!aide"],
    ["Crieur bonjour,\nje cherche un poste de dev", "!offres je cherche un poste de dev"],
    ["Merci Crieur [DINUM] !", "!offres Merci !"],
  ])("%j", (body, expected) => expect(heard(body, { html: `x ${PILL}` })).toBe(expected));

  test("the name that a reply repeats by itself is no mention", () => {
    expect(heard("ça m'intéresse", { mentioned: true, reply: true })).toBeNull();
    expect(heard("Crieur [DINUM] devops", { mentioned: true, reply: true, html: `${PILL} devops` })).toBe(
      "!offres devops",
    );
  });

  test("of somebody else is none of ours", () => {
    const other = CRIEUR.user.replace("crieur", "camille");
    expect(
      heard("Camille devops", { html: `<a href="https://matrix.to/#/${other}">Camille</a> devops` }),
    ).toBeNull();
    expect(heard(`${CRIEUR.user}.autre devops`)).toBeNull();
  });

  test("with another prefix is written with it", () => {
    expect(heard("Crieur devops", {}, "!emplois")).toBe("!emplois devops");
    expect(heard("Crieur emplois", {}, "!emplois")).toBe("!emplois");
  });
});

describe("in a direct room everything is meant for the bot", () => {
  test.each([
    ["devops", "!offres devops"],
    ["bonjour", "!offres bonjour"],
    ["merci !", "!offres merci !"],
    ["offre 2", "!offre 2"],
    ["Offres: devops", "!Offres: devops"],
    ["2", "!offres 2"],
    ["aide", "!offres aide"],
    ["?", "!aide"],
    ["!ofres devops", "!ofres devops"],
    [
      "Bonjour,\n\nje cherche un poste de dev à Lyon.\n\nCamille",
      "!offres je cherche un poste de dev à Lyon.",
    ],
    ["Bonjour,\nmerci !", "!offres Bonjour,"],
  ])("%j", (body, expected) => expect(heard(body, { direct: true })).toBe(expected));

  test("a thumb asks for nothing", () => {
    expect(heard("👍", { direct: true })).toBeNull();
    expect(heard("\u200b", { direct: true })).toBeNull();
  });
});

test("hostile text costs little and breaks nothing", () => {
  for (const part of ['<a href="', "[](", "https://#/user/", "@", "Crieur ", "[", "<a "]) {
    const body = part.repeat(Math.floor(60_000 / part.length));
    expect(() => heard(body, { html: body, direct: true, mentioned: true })).not.toThrow();
  }
});
