/**
 * How a folder says what Crieur asks of it: other people's names of fields, and their way to say that an offer is
 * open (`offers.fields` and `offers.open`, docs/design.md §2). Part of what decides how a file is read.
 */

/** The fields of front matter that Crieur reads, by the names that stand first in docs/offres.md. */
export const FIELDS = [
  "roles",
  "title",
  "open",
  "publication_date",
  "depublication_date",
  "published",
  "draft",
  "poste_pourvu",
  "poste_ferme",
  "startup",
  "domaines",
  "techno",
  "contrat",
  "junior",
  "lieu",
  "date",
  "contact",
  "externalURL",
] as const;
export type Field = (typeof FIELDS)[number];

/** Other names that authors of real offers give to a field, in whatever folder. */
const ALSO: Readonly<Partial<Record<Field, readonly string[]>>> = {
  roles: ["role"],
  startup: ["friend", "equipe"],
  contact: ["contacts"],
  externalURL: ["externalUrl"],
};

/** A value of front matter that stands for « open », compared by `sameValue` alone. */
export type ExpectedValue = string | number | boolean;

export interface Conventions {
  /** Names that a folder gives to our fields, in the order in which they are asked. */
  readonly fields: Readonly<Partial<Record<Field, readonly string[]>>>;
  /**
   * What makes an offer open whose file has no `open`: `always`, or keys that all have to hold their value, as far as
   * the file has them. Null: nothing does, and it is closed.
   */
  readonly open: "always" | Readonly<Record<string, ExpectedValue>> | null;
}

/** Those of a folder that needs no configuration. */
export const OUR_CONVENTIONS: Conventions = { fields: {}, open: null };

/** Every name of a field, ours first; the first that is there with a value counts. */
export function namesOfField(field: Field, { fields }: Conventions): string[] {
  return [field, ...(ALSO[field] ?? []), ...(fields[field] ?? [])];
}

/** A text that differs whenever two conventions might read one file differently; empty for our own. */
export function conventionsText({ fields, open }: Conventions): string {
  const named = FIELDS.flatMap((field) => {
    const names = fields[field] ?? [];
    return names.length === 0 ? [] : [[field, names] as const];
  });
  const rule =
    open === null || open === "always" ? open : Object.fromEntries(Object.entries(open).sort(byKey));
  if (named.length === 0 && rule === null) return "";
  return JSON.stringify({ fields: Object.fromEntries(named), open: rule });
}

/** The conventions that `conventionsText` wrote down. */
export function readConventions(text: string): Conventions {
  return text === "" ? OUR_CONVENTIONS : JSON.parse(text);
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
