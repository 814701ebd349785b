import { expect, test } from "vitest";
import { readOffer } from "../../src/offers/reading/parse.ts";
import { ourNames } from "../support/words.ts";

const CONFLICT = ["<<<<<<< HEAD", "du texte à nous", "=======", "du texte à eux", ">>>>>>> origin/main"];

function read(...lines: string[]) {
  return readOffer("un.md", Buffer.from(lines.join("\n")), ourNames);
}

test.each<[string, number, string[]]>([
  ["the body", 6, ["---", "roles: Poste", "open: true", "---", "## Mission", ...CONFLICT]],
  [
    "the front matter",
    3,
    [
      "---",
      "roles: Poste",
      "<<<<<<< HEAD",
      "open: true",
      "=======",
      "open: false",
      ">>>>>>> x",
      "---",
      "Un texte.",
    ],
  ],
  [
    "the whole file",
    1,
    ["<<<<<<< HEAD", "---", "open: true", "---", "=======", "---", "open: false", "---", ">>>>>>> x"],
  ],
  [
    "a list, in three ways (diff3)",
    5,
    [
      "---",
      "open: true",
      "---",
      "- a",
      "<<<<<<< HEAD",
      "- b",
      "||||||| base",
      "- c",
      "=======",
      "- d",
      ">>>>>>> x",
    ],
  ],
  [
    "windows line ends",
    4,
    ["---\r", "open: true\r", "---\r", "<<<<<<< HEAD\r", "a\r", "=======\r", "b\r", ">>>>>>> x\r"],
  ],
  [
    "a fence that only one side has",
    4,
    ["---", "open: true", "---", "<<<<<<< HEAD", "```", "a", "=======", "b", ">>>>>>> x"],
  ],
])("an unresolved merge in %s is an error on its line, and nothing of the file counts", (_, line, lines) => {
  expect(read(...lines)).toMatchObject({
    offer: null,
    problems: expect.arrayContaining([
      expect.objectContaining({
        severity: "error",
        line,
        message: expect.stringMatching(/^unresolved merge: .*"<<<<<<<( HEAD)?"/),
      }),
    ]),
  });
});

test.each<[string, string[]]>([
  ["code that shows one", ["```", ...CONFLICT, "```"]],
  ["code between longer tildes", ["~~~~", "~~~", ...CONFLICT, "~~~~"]],
  ["a quotation seven deep", [">>>>>>> cité", "", "un titre", "======="]],
  ["an arrow alone", ["<<<<<<< ici"]],
  ["an indented one", CONFLICT.map((line) => `    ${line}`)],
])("%s is no unresolved merge", (_, body) => {
  expect(read("---", "roles: Poste", "open: true", "---", ...body).offer).toMatchObject({ open: true });
});
