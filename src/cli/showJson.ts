import type { Facts, Reading } from "../offers/offer.ts";
import { problemsOn, stateOn } from "./offersFolder.ts";

const NOTHING_STATED: Facts = {
  places: [],
  remote: null,
  remoteNote: null,
  contracts: [],
  duration: null,
  pay: null,
  payAmounts: [],
  time: null,
  applyEmails: [],
  applyUrls: [],
  reference: null,
  deadline: null,
  start: null,
  junior: null,
  skills: [],
};

/** What `show --json` prints (DESIGN §9): every key always, in this order. */
export function asJson(reading: Reading, today: string): object {
  const { id, file, offer, repaired } = reading;
  return {
    id,
    file,
    state: stateOn(reading, today),
    title: offer?.title ?? null,
    startup: offer?.startup ?? null,
    domains: offer?.domains ?? [],
    date: offer?.date ?? null,
    facts: inOrder(offer?.facts ?? NOTHING_STATED),
    summary: offer?.summary ?? null,
    problems: problemsOn(reading, today).map(({ severity, line, message }) => ({ severity, line, message })),
    repaired,
  };
}

function inOrder(facts: Facts): Facts {
  return Object.assign({}, NOTHING_STATED, facts);
}
