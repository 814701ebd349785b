// `npm run score`: how well search and fact reading do on the judged queries and the hand-labelled offers
// that stand beside a development checkout. Prints tables; where the labels are not there, says so and ends
// well.
import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { ourWords } from "./ourWords.ts";
import { scoreFacts } from "./scoreFacts.ts";
import { scoreSearch } from "./scoreSearch.ts";
import { scoreStatements } from "./scoreStatements.ts";
import { toolOptions } from "./toolOptions.ts";

toolOptions("npm run score: it has no options.\n", {});

const shared = join(import.meta.dirname, "..", "..", "shared");
if (existsSync(join(shared, "labels"))) {
  const words = ourWords();
  scoreSearch(shared, words);
  scoreFacts(shared, words.names);
  scoreStatements(shared, words.names);
} else
  process.stdout.write(
    "The labelled offers and queries are not beside this checkout (../shared/labels): nothing to score.\n",
  );
