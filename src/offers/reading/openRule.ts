import type { Conventions } from "../conventions.ts";
import type { Problem } from "../offer.ts";
import { inQuotes, warning } from "./problem.ts";
import { sameValue } from "./values.ts";

/**
 * Whether an offer is open whose file has no `open`: by the folder's own rule every key that the file has must hold
 * its value. A file that has none of the keys is open by that rule, too, with a warning, because its author may not
 * have meant it. `line` is where front matter begins.
 */
export function openByRule(
  values: ReadonlyMap<string, unknown>,
  { open }: Conventions,
  line: number,
): { readonly open: boolean; readonly problem: Problem | null } {
  if (open === null) return { open: false, problem: null };
  const rules = open === "always" ? [] : Object.entries(open);
  const asked = rules.filter(([key]) => values.has(key));
  const isOpen = asked.every(([key, expected]) => sameValue(values.get(key), expected));
  if (asked.length > 0 || rules.length === 0) return { open: isOpen, problem: null };
  const keys = rules.map(([key]) => inQuotes(key)).join(", ");
  return {
    open: isOpen,
    problem: warning(
      line,
      `nothing here says whether the offer is open (no "open", none of ${keys}), so it counts as open by offers.open of the configuration; write one of them`,
    ),
  };
}
