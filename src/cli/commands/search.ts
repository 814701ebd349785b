import { command } from "../syntax/command.ts";
import { readLimit } from "../syntax/limit.ts";
import { nowOption } from "../syntax/now.ts";
import { flagOption, parsedOptionOr, textOption } from "../syntax/option.ts";

export const searchCommand = command({
  name: "search",
  help: "search the offers as a room would, best first",
  argument: { syntax: "[query...]", help: "what to look for; after -- words may begin with a dash" },
  options: {
    all: flagOption("--all", "closed offers too"),
    limit: parsedOptionOr("--limit <n>", "how many at most", readLimit, 10),
    json: flagOption("--json", "a JSON array"),
    queries: textOption(
      "--queries <file>",
      "many queries, ID TAB QUERY a line; prints ID TAB RANK TAB OFFER a line",
    ),
    now: nowOption,
  },
  // One dash before a word leaves it out; options have two.
  unknownOption: (option) =>
    /^-[^-]/.test(option)
      ? `words that begin with a dash come after "--": npx crieur search -- devops ${option}`
      : null,
  examples: [
    "npx crieur search devops",
    "npx crieur search --json --limit 3 développeuse python à lyon",
    "npx crieur search -- devops -paris",
    "npx crieur search --all --queries queries.tsv",
  ],
  run: async ({ common, words, options, terminal }) =>
    (await import("../work/searchOffers.ts")).searchOffers(common, words, options, terminal),
});
