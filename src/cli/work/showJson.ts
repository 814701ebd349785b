import { type Facts, NO_FACTS, type Reading } from "../../offers/offer.ts";
import { problemsOn, stateOn } from "./offersFolder.ts";

/** The object that `show --json` prints (docs/design.md §9): every key always, in this order. */
export function offerJson(reading: Reading, today: string): object {
  const { id, file, offer, repaired } = reading;
  return {
    id,
    file,
    state: stateOn(reading, today),
    title: offer?.title ?? null,
    startup: offer?.startup ?? null,
    domains: offer?.domains ?? [],
    date: offer?.date ?? null,
    facts: inOrder(offer?.facts ?? NO_FACTS),
    summary: offer?.summary ?? null,
    problems: problemsOn(reading, today).map(({ severity, line, message }) => ({ severity, line, message })),
    repaired,
  };
}

function inOrder(facts: Facts): Facts {
  return Object.assign({}, NO_FACTS, facts);
}
