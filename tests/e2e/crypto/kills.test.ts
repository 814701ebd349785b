import { expect, test } from "vitest";
import { campaign } from "../../../campaign/campaign.ts";
import { injectionsOf } from "../../../campaign/injections/table.ts";
import { markdown } from "../../../campaign/report/markdown.ts";
import { isClean, timesOf } from "../../../campaign/report/tally.ts";

/** What is tried at every run of the tests; `npm run campaign -- --encrypted` tries all of it, and for longer. */
const TRIED = [
  "kill: one-time keys claimed, not stored",
  "kill: room key sent to a newcomer, not noted",
  "kill: new room key sent to all, not noted",
  "kill: to-device messages received, not committed",
  "kill: question stored sealed, its key not there",
  "kill: answer committed, nothing sent",
  "kill: PUT heard, not answered",
  "kill: one-time keys uploaded, not noted",
];
/** No round begins later, milliseconds. */
const LIMIT = 25_000;

test("SIGKILL in encrypted rooms: nothing lost, repeated or unreadable, and the homeserver can read nothing", {
  timeout: 300_000,
}, async () => {
  const injections = injectionsOf(5, true).filter(({ name }) => TRIED.includes(name));
  expect(injections).toHaveLength(TRIED.length);
  const findings: string[] = [];
  const tally = await campaign({
    injections,
    encrypted: true,
    aims: { kills: 0, steps: 1, each: 1, faults: 0, troubles: 0 },
    seed: Math.floor(Math.random() * 1e9),
    limit: LIMIT,
    progress: () => {},
    onFinding: ({ name, entries, down }, output) =>
      findings.push(`${name}: ${JSON.stringify(entries)} ${down ?? ""}\n${output.slice(-4000)}`),
  });
  expect(findings).toEqual([]);
  expect(isClean(tally), markdown(tally, { encrypted: true })).toBe(true);
  expect(timesOf(tally, "kill")).toBeGreaterThan(0);
});
