import { type Conventions, FIELDS, type Field, namesOfField } from "../conventions.ts";
import type { FieldPlace, FrontMatter } from "./frontMatter.ts";

/** A field of ours as the front matter has it. */
export interface NamedField {
  /** The name that the author gave it. */
  readonly name: string;
  readonly value: unknown;
  /** Null for a field within `{…}`, which has no line of its own. */
  readonly place: FieldPlace | null;
}

/**
 * Our fields under whatever names the folder gives them: of the names of one field, the first that is there with a
 * value counts, and ours stands first. A field that is there without any value has null.
 */
export function namedFields(
  { values, places }: Pick<FrontMatter, "values" | "places">,
  conventions: Conventions,
): ReadonlyMap<Field, NamedField> {
  const fields = new Map<Field, NamedField>();
  for (const field of FIELDS) {
    const there = namesOfField(field, conventions).filter((name) => values.has(name));
    const name = there.find((one) => !isEmpty(values.get(one))) ?? there[0];
    if (name === undefined) continue;
    fields.set(field, { name, value: values.get(name), place: places.get(name) ?? null });
  }
  return fields;
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === "string" ? value.trim() === "" : Array.isArray(value) && value.length === 0;
}
