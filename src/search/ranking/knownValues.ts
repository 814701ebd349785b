import { closestOf } from "../../text/typos.ts";
import type { Facet } from "../query/facets.ts";
import type { Query } from "../query/query.ts";
import type { Refusal } from "../query/refusal.ts";
import type { IndexContents } from "./indexContents.ts";

/** Refuses `startup:` with a name that no offer bears, with the nearest that one does. */
export function unknownValue({ choices }: Query, { entries }: IndexContents): Refusal | null {
  const facets = choices.flatMap((choice) => choice.facets);
  const asked = facets.filter((facet) => facet.kind === "startup");
  const unknown = asked.find(
    ({ terms }) => !entries.some((entry) => terms.every((term) => entry?.facts.startup.has(term))),
  );
  if (unknown === undefined || asked.length > 1) return null;
  return { kind: "value", field: "startup", value: unknown.name, nearest: nearestStartup(unknown, entries) };
}

function nearestStartup(
  { name }: Extract<Facet, { kind: "startup" }>,
  entries: IndexContents["entries"],
): string | null {
  const names = new Set(entries.flatMap((entry) => entry?.startup ?? []));
  return closestOf(name.toLowerCase(), names);
}
