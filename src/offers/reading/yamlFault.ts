import type { Problem } from "../offer.ts";
import { error, inQuotes } from "./problem.ts";

/**
 * The fault of front matter that is no YAML, in words for an author who does not know YAML: the reader's own words are
 * about its grammar, and the line that it marks is often the one below. Lines are looked at from there upwards, and the
 * first one that has a fault of its own is named. `marked` counts from 0 in `lines`, `firstLine` from 1 in the file.
 */
export function yamlFault(lines: readonly string[], marked: number, firstLine: number): Problem {
  const last = Math.min(Math.max(marked, 0), lines.length - 1);
  const tab = lines.findIndex((line, at) => at <= last && /^ *\t/.test(line));
  if (tab !== -1)
    return error(
      firstLine + tab,
      `${inQuotes(lines[tab] ?? "")} begins with a tab; begin it with spaces, or none`,
    );
  const indent = indentOf(lines.find((line) => /^\s*[^\s#]/.test(line)) ?? "");
  for (let at = last; at >= 0; at -= 1) {
    const line = lines[at] ?? "";
    const fault = lineFault(line, indent);
    if (fault !== null) return error(firstLine + at, fault);
  }
  return error(
    firstLine + last,
    `${inQuotes(lines[last] ?? "")} does not fit what stands above it; write "field: value" on each line, and put a value that holds ": ", "#" or quotes between quotes`,
  );
}

function lineFault(line: string, indent: number): string | null {
  const found = inQuotes(line);
  if (/^\s*(?:#.*)?$/.test(line)) return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what YAML refuses
  if (/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(line))
    return `${found} holds a character that no text has; type that line anew`;
  const field = /^ *(?:- +)?(?:"[^"]*"|'[^']*'|[^\s"'#:[{-][^:]*|-[^\s:][^:]*):(?: +(.*))?$/.exec(line);
  const value = field?.[1]?.trim() ?? "";
  if (field !== null) {
    const fault = valueFault(found, value);
    if (fault !== null) return fault;
    return indentOf(line) !== indent && !/^ *-/.test(line)
      ? `${found} is not in the column of the fields above; begin every field in the same column`
      : null;
  }
  if (indentOf(line) !== indent || /^ *(?:-(?: |$)|[[{])/.test(line)) return null;
  return /^ *[\w-]{1,40}:\S/.test(line)
    ? `${found} has no space after its colon; write "field: value"`
    : `${found} is no field; write "field: value", or put spaces before it if it goes on with the line above`;
}

/** The fault of a value that stands on its field's line; null when YAML takes it for what its author meant. */
function valueFault(found: string, value: string): string | null {
  const first = value.charAt(0);
  if (first === '"' || first === "'") return quoteFault(found, value);
  if (first === "[" || first === "{") return bracketFault(found, value);
  if (/^[|>]/.test(value)) return /^[|>][-+\d]{0,2}(?:\s+#.*)?$/.test(value) ? null : reserved(found, first);
  if (/^[@`%&*!]|^[-?](?:\s|$)/.test(value)) return reserved(found, first);
  return /:(?:\s|$)/.test(value.replace(/\s#.*$/, ""))
    ? `${found} holds a second ":" within its value, which YAML takes for another field; put the whole value between quotes`
    : null;
}

function reserved(found: string, sign: string): string {
  return `${found} has a value that begins with ${inQuotes(sign)}, a sign that YAML keeps for itself; put the whole value between quotes`;
}

function quoteFault(found: string, value: string): string | null {
  const closed = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(.*)$/.exec(value);
  if (closed === null) return `${found} opens a quote that is not closed; close it at the end of the value`;
  if (!/^\s*(?:#.*)?$/.test(closed[1] ?? ""))
    return `${found} goes on after its closing quote; put quotes around the whole value, double ones (") where it holds an apostrophe`;
  return /^".*\\[^0abtnvfre "/\\N_LPxuU]/.test(value)
    ? `${found} holds a "\\" between double quotes, where it has a meaning of its own; put single quotes around the value`
    : null;
}

function bracketFault(found: string, value: string): string | null {
  const plain = value.replace(/"[^"]*"|'[^']*'/g, "x").replace(/\s#.*$/, "");
  const closed = plain.startsWith("[") ? plain.lastIndexOf("]") : plain.lastIndexOf("}");
  if (closed === -1) return `${found} opens a list that is not closed; write it as [one, two]`;
  return plain.slice(closed + 1).trim() === ""
    ? null
    : `${found} goes on after its closing bracket; put the whole value between quotes if it is no list`;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
