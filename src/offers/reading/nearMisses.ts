import { distance } from "../../text/typos.ts";
import { type Conventions, FIELDS, type Field, namesOfField, OUR_CONVENTIONS } from "../conventions.ts";
import type { Problem } from "../offer.ts";
import type { FrontMatter } from "./frontMatter.ts";
import { inQuotes, warning } from "./problem.ts";

/** What authors write who mean a field of ours, and what nothing else would be called. */
const MEANT: ReadonlyMap<string, Field> = new Map<string, Field>([
  ["ouvert", "open"],
  ["ouverte", "open"],
  ["opened", "open"],
  ["is_open", "open"],
  ["titre", "title"],
  ["intitule", "title"],
  ["intitulé", "title"],
  ["poste", "roles"],
  ["métier", "roles"],
  ["metier", "roles"],
  ["lieux", "lieu"],
  ["localisation", "lieu"],
  ["contrats", "contrat"],
  ["équipe", "startup"],
  ["date_publication", "publication_date"],
  ["date_de_publication", "publication_date"],
  ["date_depublication", "depublication_date"],
  ["date_de_depublication", "depublication_date"],
  ["date_fermeture", "depublication_date"],
  ["date_de_fermeture", "depublication_date"],
]);

/** Shorter names are a slip away from other words, and so are these. */
const LONG_ENOUGH = 5;
const EXACTLY: readonly Field[] = ["published", "draft"];
const MOST_SLIPS = 1;

/**
 * Keys that are nearly a field's name: in capitals, in French, or a slip away; each once, and only where the field
 * itself is missed and the folder's conventions do not know the key. None in a file that says in no way whether it is
 * open: it was not written for us, and `folderAdvice.ts` speaks once for all of its kind.
 */
export function nearMisses(
  { values, places }: Pick<FrontMatter, "values" | "places">,
  conventions: Conventions,
): Problem[] {
  const known = new Set<string>(FIELDS.flatMap((field) => namesOfField(field, conventions)));
  if (conventions.open !== null && conventions.open !== "always")
    for (const key of Object.keys(conventions.open)) known.add(key);
  const isThere = (field: Field) => namesOfField(field, conventions).some((name) => values.has(name));
  const misses = [...values.keys()].flatMap((key) => {
    const meant = known.has(key) ? null : meantBy(key);
    if (meant === null || isThere(meant) || (meant === "title" && isThere("roles"))) return [];
    return [{ key, meant }];
  });
  const isForUs =
    conventions.open !== null || isThere("open") || misses.some(({ meant }) => meant === "open");
  return (isForUs ? misses : []).map(({ key, meant }) => {
    const message = `${inQuotes(key)} is no field of an offer, and nothing is read from it; write ${inQuotes(meant)} if that is meant`;
    return warning(places.get(key)?.line ?? 1, message);
  });
}

function meantBy(key: string): Field | null {
  const folded = key.toLowerCase().replaceAll("-", "_");
  const meant = MEANT.get(folded) ?? FIELDS.find((field) => isNameOf(field, folded));
  if (meant !== undefined) return meant;
  const near = FIELDS.find((field) => {
    if (field.length < LONG_ENOUGH || EXACTLY.includes(field)) return false;
    return distance(folded.slice(0, 40), field.toLowerCase(), MOST_SLIPS) <= MOST_SLIPS;
  });
  return near ?? null;
}

function isNameOf(field: Field, folded: string): boolean {
  return namesOfField(field, OUR_CONVENTIONS).some((name) => name.toLowerCase() === folded);
}
