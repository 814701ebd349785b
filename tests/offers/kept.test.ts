import v8 from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { readOffer } from "../../src/offers/reading/parse.ts";
import { offerFile } from "../support/offerFile.ts";
import { ourNames } from "../support/words.ts";

test("an offer that was read does not keep its file in memory", () => {
  v8.setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const heap = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const read = (index: number) => {
    const mission = `Vous développez le service numéro ${index} avec les agentes et les agents.`;
    const contact = `Pour postuler : equipe-${index}@beta.gouv.fr avant le 3 mars 2027.`;
    const body = `# Développeuse du service ${index}\n\n${mission}\n\n${contact}\n\n\`\`\`\n${"code\n".repeat(60_000)}`;
    const fields = { startup: `Le service numéro ${index}`, open: true };
    return readOffer(`${index}.md`, Buffer.from(offerFile(fields, body)), ourNames).offer;
  };
  // What reading itself needs is there from the first on.
  const offers = [read(0)];
  const before = heap();
  for (let index = 1; index <= 20; index += 1) offers.push(read(index));
  expect(heap() - before).toBeLessThan(2_000_000);
  expect(offers.map((offer) => offer?.facts.applyEmails.length)).toEqual(offers.map(() => 1));
});
