import type { z } from "zod";
import { type Settings, schema } from "./schema.ts";

/** What is missing within a value is noticed only once its wrong neighbours were left out. */
const MOST_ROUNDS = 4;

/**
 * The settings of a configuration with its faulty values left out, so that the problems of the rest can be told in the
 * same go; null where it is not even keys. Not to be acted upon: what was left out has its default. Changes `value`.
 */
export function soundPart(value: unknown, issues: readonly z.core.$ZodIssue[]): Settings | null {
  if (!isPlain(value)) return null;
  let left = issues;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    for (const issue of left) leaveOut(value, issue);
    const checked = schema.safeParse(value);
    if (checked.success) return checked.data;
    left = checked.error.issues;
  }
  return null;
}

type Plain = Record<string, unknown>;

function leaveOut(value: Plain, issue: z.core.$ZodIssue): void {
  const [first, index, ...inner] = issue.path;
  if (first === "rooms" && typeof index === "number" && Array.isArray(value.rooms)) {
    const room: unknown = value.rooms[index];
    // Its filter and schedule are to be checked all the same, so a name of no other room stands in for its own.
    if (!isPlain(room)) value.rooms[index] = { room: nameOf(index) };
    else if (inner[0] === "room") room.room = nameOf(index);
    else remove(room, inner, issue);
  } else remove(value, issue.path, issue);
}

function nameOf(index: number): string {
  return `!unread-${index}`;
}

/** Takes a faulty value out; what misses a value goes itself, and a list goes whole. */
function remove(value: Plain, path: readonly PropertyKey[], issue: z.core.$ZodIssue): void {
  let [parent, name]: [Plain, string] = [value, ""];
  let here = value;
  for (const key of path) {
    const next = here[String(key)];
    if (next === undefined) delete parent[name];
    else if (!isPlain(next)) delete here[String(key)];
    if (!isPlain(next)) return;
    [parent, name, here] = [here, String(key), next];
  }
  if (issue.code === "unrecognized_keys") for (const key of issue.keys) delete here[key];
  else delete parent[name];
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
