import { describe, expect, test } from "vitest";
import { type BotCommand, wordsOf } from "../../src/commands/command.ts";
import { parse } from "../../src/commands/parser.ts";
import { BOT_COMMANDS } from "../../src/commands/table.ts";
import { typed } from "../../src/commands/typed.ts";
import { Catalogue, contextOf } from "./catalogue.ts";

const COMMANDS: readonly BotCommand[] = BOT_COMMANDS;
const named = COMMANDS.map((command): [string, BotCommand] => [command.name, command]);

describe("the table of commands", () => {
  test("calls no two commands by one name or word", () => {
    const names = COMMANDS.map(({ name }) => name);
    const words = COMMANDS.flatMap(wordsOf);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(words).size).toBe(words.length);
  });

  test.each(named)("%s: what its help shows is that command, whatever the prefix", (name, command) => {
    for (const prefix of ["!offres", "!emplois"]) {
      const call = parse(typed(command, prefix, command.example), prefix, () => false);
      expect(call?.command.name).toBe(name);
      expect(call?.argument).toBe(command.example);
    }
  });

  test.each(named)(
    "%s: each of its words calls it, and `aide` explains it by each",
    async (name, command) => {
      for (const word of [...wordsOf(command), ...(command.topics ?? [])]) {
        const help = parse(`!offres aide ${word}`, "!offres", () => false);
        expect(await help?.command.run(word, contextOf(new Catalogue(0)))).toEqual({
          kind: "help",
          about: name,
        });
      }
      for (const word of wordsOf(command)) {
        const argument = command.accepts(command.example, () => false) ? command.example : "";
        expect(parse(`!offres ${word} ${argument}`, "!offres", () => false)?.command.name).toBe(name);
      }
    },
  );

  test.each(named)(
    "%s: its help says something, and is one piece longer than what it interpolates",
    (_, command) => {
      const { words, typed: shown } = command.help("!offres");
      expect(words).toHaveLength(shown.length + 1);
      expect(words.join("").trim()).not.toBe("");
    },
  );
});
