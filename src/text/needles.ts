/**
 * What a text must hold for a pattern to match it: pieces of words, of which at least one stands in every match. They
 * follow from the pattern itself, so that they cannot fall behind it. They are of letters, `0` for any figure, `_`, and
 * one space for any run of other signs and for a text's beginning and end: « ␣cdi␣ » for `\bcdi\b`.
 */
import { type Node, readPattern } from "./patternTree.ts";

/** Longer ones tell hardly more. */
const LONGEST = 7;
/** Strings that a part of a pattern may be, kept one by one. */
const MOST = 24;
/** A word's first letter, or two letters anywhere, stand in most sentences. */
const LEAST_WORTH = 5;

/**
 * The needles of a pattern, for texts in lower case; null when a text without any telling piece may match, or the pattern
 * has a flag that changes what letters are.
 */
export function needlesOf({ source, flags }: RegExp): readonly string[] | null {
  if (/[ivu]/.test(flags)) return null;
  const needed = neededOf(either(readPattern(source)));
  return needed && withoutLonger(withoutLonger(needed).map((piece) => piece.slice(0, LONGEST)));
}

/** What a part of a pattern consumes: all that it may be, where that is little; else pieces of which it holds one. */
interface Part {
  readonly exact: readonly string[] | null;
  readonly needed: readonly string[] | null;
}

const NOTHING: Part = { exact: [""], needed: null };
const ANYTHING: Part = { exact: null, needed: null };

function partOf(node: Node): Part {
  switch (node.kind) {
    case "signs":
      return { exact: node.signs, needed: null };
    case "nothing":
      return NOTHING;
    case "anything":
      return ANYTHING;
    case "either":
      return either(node.ways);
    case "repeated":
      return repeated(partOf(node.node), node.least, node.most);
    default:
      return node satisfies never;
  }
}

function either(ways: readonly (readonly Node[])[]): Part {
  const parts = ways.map(sequence);
  const exact = parts.every((part) => part.exact !== null)
    ? [...new Set(parts.flatMap((part) => part.exact ?? []))]
    : null;
  if (exact !== null && exact.length <= MOST) return { exact, needed: null };
  const needed = parts.map(neededOf);
  return { exact: null, needed: needed.includes(null) ? null : needed.flatMap((one) => one ?? []) };
}

function sequence(nodes: readonly Node[]): Part {
  let needed: readonly string[] | null = null;
  let run: readonly string[] = [""];
  let isExact = true;
  for (const [at, node] of nodes.entries()) {
    const part = partOf(between(nodes[at - 1], node, nodes[at + 1]));
    const joined = part.exact === null ? null : product(run, part.exact);
    if (joined !== null) {
      run = joined;
      continue;
    }
    isExact = false;
    needed = better(better(needed, run), part.needed);
    run = part.exact ?? [""];
  }
  return isExact ? { exact: run, needed: null } : { exact: null, needed: better(needed, run) };
}

/** `\b(?:rue|quai)\b` : each way begins and ends where a word does. To say so twice changes nothing. */
function between(before: Node | undefined, node: Node, after: Node | undefined): Node {
  if (node.kind !== "either") return node;
  const first = before && isBoundary(before) ? [before] : [];
  const last = after && isBoundary(after) ? [after] : [];
  return { ...node, ways: node.ways.map((way) => [...first, ...way, ...last]) };
}

function isBoundary(node: Node): boolean {
  return node.kind === "signs" && node.signs.length === 1 && node.signs[0] === " ";
}

function repeated(part: Part, least: number, most: number): Part {
  const { exact } = part;
  if (exact?.every((one) => one.trim() === "") === true)
    return { exact: least === 0 ? [...new Set(["", ...exact])] : exact, needed: null };
  if (least === 0)
    return most === 1 && exact !== null && exact.length < MOST
      ? { exact: [...new Set(["", ...exact])], needed: null }
      : ANYTHING;
  if (least === 1 && most === 1) return part;
  return { exact: null, needed: neededOf(part) };
}

function product(before: readonly string[], after: readonly string[]): readonly string[] | null {
  // As most steps are: a letter behind the letters before it.
  if (before.length === 1 && after.length === 1) return [join(before[0] ?? "", after[0] ?? "")];
  if (before.length * after.length > MOST) return null;
  return [...new Set(before.flatMap((first) => after.map((second) => join(first, second))))];
}

function join(before: string, after: string): string {
  return before.endsWith(" ") && after.startsWith(" ") ? before + after.slice(1) : before + after;
}

function neededOf({ exact, needed }: Part): readonly string[] | null {
  return better(exact, needed);
}

function better(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  const [left, right] = [worthOf(a), worthOf(b)];
  if (Math.max(left, right) < LEAST_WORTH) return null;
  if (left === right) return (a?.length ?? 0) <= (b?.length ?? 0) ? a : b;
  return left > right ? a : b;
}

/** How much a set of pieces tells: as much as its least telling one. */
function worthOf(pieces: readonly string[] | null): number {
  return pieces === null ? 0 : Math.min(...pieces.map(worthOfPiece));
}

/** Figures are rarer than any letter, and an edge of a word is less than one. */
function worthOfPiece(piece: string): number {
  let worth = 0;
  for (const sign of piece) worth += sign === " " ? 1 : sign === "0" ? 5 : 2;
  return worth;
}

/** Without those that hold another one. */
function withoutLonger(pieces: readonly string[]): string[] {
  const kept: string[] = [];
  for (const piece of [...new Set(pieces)].sort((a, b) => a.length - b.length))
    if (!kept.some((shorter) => piece.includes(shorter))) kept.push(piece);
  return kept;
}
