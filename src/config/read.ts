import { type Document, isMap, isScalar, LineCounter, parseDocument, visit } from "yaml";
import type { z } from "zod";
import { messageOf } from "../text/thrown.ts";
import { isObject } from "../text/untrusted.ts";
import { closestName } from "./closestName.ts";
import { commentedAlias } from "./commentedAlias.ts";
import type { ConfigProblem } from "./configError.ts";
import { fillIn } from "./environment.ts";
import { type Settings, schema } from "./schema.ts";
import { soundPart } from "./soundPart.ts";

type Path = readonly PropertyKey[];

/** Settings, with what is known of the file that they come from. */
export interface Readable {
  readonly settings: Settings;
  /** The line of a key such as `["rooms", 0, "filter"]`, from 1. */
  readonly lineOf: (path: Path) => number | null;
  /** Tells whether a key stands in the file with a value. */
  readonly isGiven: (path: Path) => boolean;
}

/** A configuration that stands, or every reason why it does not. */
export type ReadConfig =
  | (Readable & {
      readonly ok: true;
      /** Unset variables that the homeserver's keys name: a fault only for commands that connect. */
      readonly unsetForHomeserver: readonly string[];
    })
  | {
      readonly ok: false;
      readonly problems: readonly ConfigProblem[];
      /** The file with what is wrong in it left out, for checks of the rest; null where no rest can be read. */
      readonly rest: Readable | null;
    };

/** Reads the text of `crieur.yaml`. Pure: the environment is passed in. */
export function readConfig(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): ReadConfig {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true });
  const lineOf = (path: Path): number | null => lineIn(document, counter, path);
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ pos, message }) => ({
      line: counter.linePos(pos[0]).line,
      path: "",
      message: `this is not YAML that can be read: ${firstLine(message)}`,
    }));
    return { ok: false, problems, rest: null };
  }

  const { problems, unsetForHomeserver } = fillInDocument(document, lineOf);
  const plain = toPlain(document);
  if ("problem" in plain)
    return { ok: false, problems: [{ line: null, path: "", message: plain.problem }], rest: null };
  const checked = schema.safeParse(plain.value);
  const isGiven = (path: Path): boolean => (document.getIn(path) ?? null) !== null;
  const unquoted = (path: Path): ConfigProblem | null =>
    isGiven(path) ? null : commentedAlias(text, lineOf(path), path.join("."));
  // A room may be left out there, so that the schema does not miss it.
  const adminRoom = unquoted(["access", "adminRoom"]);
  if (checked.success && problems.length === 0 && adminRoom === null)
    return { ok: true, settings: checked.data, unsetForHomeserver, lineOf, isGiven };
  const mismatches = checked.success
    ? []
    : checked.error.issues.flatMap(
        (issue) => (issue.path[0] === "rooms" && unquoted(issue.path)) || describe(issue, document, lineOf),
      );
  const sound = checked.success ? checked.data : soundPart(plain.value, checked.error.issues);
  return {
    ok: false,
    problems: [...problems, ...mismatches, ...(adminRoom === null ? [] : [adminRoom])].toSorted(byLine),
    rest: sound === null ? null : { settings: sound, lineOf, isGiven },
  };

  function fillInDocument(
    target: Document,
    line: (path: Path) => number | null,
  ): { problems: ConfigProblem[]; unsetForHomeserver: string[] } {
    const found: ConfigProblem[] = [];
    const deferred: string[] = [];
    visit(target, {
      Scalar(key, node, ancestors) {
        if (key === "key" || typeof node.value !== "string" || !node.value.includes("${")) return;
        const filled = fillIn(node.value, environment);
        // An unquoted number or true/false from the environment is what it would be if it stood there.
        node.value = node.type === "PLAIN" ? plainValue(filled.text) : filled.text;
        const path = pathOf(ancestors, key);
        for (const name of filled.missing) {
          if (path[0] === "homeserver") deferred.push(name);
          else {
            const message = `the environment variable ${name} is not set; set it, or give a default: \${${name}:-…}`;
            found.push({ line: line(path), path: path.join("."), message });
          }
        }
      },
    });
    return { problems: found, unsetForHomeserver: deferred };
  }
}

/** Orders problems as they stand in the file; those of no line come first. */
export function byLine(a: ConfigProblem, b: ConfigProblem): number {
  return (a.line ?? 0) - (b.line ?? 0);
}

/**
 * Reads a number or true/false from the environment as YAML would. Anything else that means something in YAML, such as
 * the `*` of an alias, stays text: it was not written in the file.
 */
function plainValue(text: string): unknown {
  const node = parseDocument(text).contents;
  const value = isScalar(node) ? node.value : text;
  return typeof value === "number" || typeof value === "boolean" ? value : text;
}

/**
 * Turns the document into plain values; an empty file is an empty configuration. Refuses aliases that unfold without
 * end.
 */
function toPlain(document: Document): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: document.toJS({ maxAliasCount: 50 }) ?? {} };
  } catch (error) {
    return {
      problem: `this is not YAML that can be read: ${messageOf(error)}`,
    };
  }
}

function pathOf(ancestors: readonly unknown[], key: unknown): Path {
  const path: PropertyKey[] = [];
  ancestors.forEach((ancestor, index) => {
    const child = ancestors[index + 1];
    if (typeof ancestor !== "object" || ancestor === null) return;
    if ("key" in ancestor && isScalar(ancestor.key)) path.push(String(ancestor.key.value));
    else if ("items" in ancestor && Array.isArray(ancestor.items) && !isMap(ancestor)) {
      path.push(child === undefined ? Number(key) : ancestor.items.indexOf(child));
    }
  });
  return path;
}

/** Finds the line of a key, or of the nearest key around it that stands in the file. */
function lineIn(document: Document, counter: LineCounter, path: Path): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const node = keyNode(document, path.slice(0, length)) ?? document.getIn(path.slice(0, length), true);
    if (hasRange(node)) return counter.linePos(node.range[0]).line;
  }
  return null;
}

function keyNode(document: Document, path: Path): unknown {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return null;
  return parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))?.key;
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return isObject(node) && Array.isArray(node.range);
}

function describe(
  issue: z.core.$ZodIssue,
  document: Document,
  lineOf: (path: Path) => number | null,
): ConfigProblem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      const known = knownKeys(issue.path);
      const guess = closestName(key, known);
      const remedy = guess ? `did you mean "${guess}"?` : `known here: ${known.join(", ")}`;
      return { line: lineOf(path), path: path.join("."), message: `unknown key "${key}"; ${remedy}` };
    });
  }
  // For a choice between forms, tell the fault of the last: the first is the empty text, which nobody means.
  const inner =
    issue.code === "invalid_union" ? (issue.errors.at(-1)?.[0]?.message ?? issue.message) : issue.message;
  const path = issue.path;
  const found = path.length === 0 ? document.toJS() : document.getIn(path);
  const secret =
    (path[0] === "homeserver" && String(path[1]).startsWith("accessToken")) ||
    (path[0] === "offers" && path[1] === "git");
  const shown = secret ? "" : `, found ${display(found)}`;
  const message = /found/.test(inner) ? inner : `${inner}${shown}`;
  return [{ line: lineOf(path), path: path.join("."), message }];
}

/** Lists the keys that the schema knows at a path. */
function knownKeys(path: Path): string[] {
  let here: unknown = schema;
  for (const part of path) {
    here = unwrap(here);
    if (typeof part === "number") here = isObject(here) && "element" in here ? here.element : null;
    else here = isObject(here) && isObject(here.shape) ? here.shape[String(part)] : null;
  }
  const object = unwrap(here);
  return isObject(object) && isObject(object.shape) ? Object.keys(object.shape) : [];
}

/** Finds a schema within the wrappers that zod puts around it: defaults, transforms, optionals. */
function unwrap(given: unknown): unknown {
  let here = given;
  for (let depth = 0; depth < 10 && isObject(here); depth += 1) {
    if ("shape" in here || "element" in here) return here;
    const definition = here.def;
    if (!isObject(definition)) return here;
    const isTransform =
      isObject(definition.in) && isObject(definition.in.def) && definition.in.def.type === "transform";
    here = definition.innerType ?? (isTransform ? definition.out : definition.in);
  }
  return here;
}

/** Shows a value that was found: short, and without the password that an address may hold. */
function display(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  const text = typeof value === "string" ? JSON.stringify(value) : isMap(value) ? "keys" : String(value);
  const shown = text.replace(/\/\/[^/\s]{1,1000}@/, "//…@");
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? text;
}
