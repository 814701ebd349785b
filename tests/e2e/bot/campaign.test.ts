import { expect, test } from "vitest";
import { campaign } from "../../../campaign/campaign.ts";
import { injectionsOf } from "../../../campaign/injections/table.ts";
import { markdown } from "../../../campaign/report/markdown.ts";
import { isClean } from "../../../campaign/report/tally.ts";

/** What is tried at every run of the tests; `npm run campaign` tries all of it, and for longer. */
const TRIED = [
  "kill: PUT heard, not answered",
  "kill: sync answered, not stored",
  "kill: batch stored, commands not answered",
  "connection reset after the server acted",
  "429 with retry_after_ms",
];
/** No round begins later, milliseconds. */
const LIMIT = 15_000;

test("a short campaign: kills and faults, and nothing is lost, repeated or untrue", {
  timeout: 240_000,
}, async () => {
  const findings: string[] = [];
  const tally = await campaign({
    injections: injectionsOf(5, false).filter(({ name }) => TRIED.includes(name)),
    aims: { kills: 0, steps: 1, each: 1, faults: 8, troubles: 0 },
    seed: 20_261_129,
    limit: LIMIT,
    progress: () => {},
    onFinding: ({ name, entries, down }, output) =>
      findings.push(`${name}: ${JSON.stringify(entries)} ${down ?? ""}\n${output.slice(-4000)}`),
  });
  expect(findings).toEqual([]);
  expect(isClean(tally), markdown(tally)).toBe(true);
  expect(Object.keys(tally).length).toBeGreaterThan(1);
});
