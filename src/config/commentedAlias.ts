import type { ConfigProblem } from "./configError.ts";

/** A key or list item whose value is a room alias without quotes; YAML reads its `#…` as a comment. */
const UNQUOTED = /^(?:[^#'"]*[\s:-]|)#([^\s:#]{1,250}:[^\s,\]}]{1,250})/;

/**
 * The problem of a room alias that was written without quotes, given the line on which its key stands; null where that
 * is not what is wrong there.
 */
export function commentedAlias(source: string, line: number | null, path: string): ConfigProblem | null {
  if (line === null) return null;
  const alias = UNQUOTED.exec(source.split(/\r?\n/)[line - 1] ?? "")?.[1];
  if (alias === undefined) return null;
  const message = `a room alias begins with "#", which YAML takes for a comment; write it between quotes: "#${alias}"`;
  return { line, path, message };
}
