import { type Conventions, type Field, namesOfField } from "../conventions.ts";
import type { Names } from "../facts/names.ts";
import type { OfferId, Reading } from "../offer.ts";
import { splitFrontMatter } from "./fences.ts";
import { areTranslations, compareFiles, isOfferName, nameKind } from "./fileName.ts";
import { MAX_FILE_BYTES, readOffer, refuseFile } from "./parse.ts";
import { error, inQuotes, warning } from "./problem.ts";
import { repair } from "./repair.ts";

/**
 * Reads a file of the folder; null when it is no offer: hidden files, leftovers, other names
 * without an offer's content.
 */
export function readListed(file: string, bytes: Uint8Array, names: Names): Reading | null {
  const kind = nameKind(file);
  if (kind === "ignored" || (!isOfferName(file) && !looksLikeOffer(bytes, names.conventions))) return null;
  return kind === "stray" ? refuseStray(file) : readOffer(file, bytes, names);
}

function refuseStray(file: string): Reading {
  const message =
    "by its name this file is a copy that a sync or merge tool left, so it is no offer; take what it has into the offer, and remove it";
  return refuseFile(file, warning(1, message));
}

/**
 * Readings of one listing in the order of their files' paths, each id once: of several files with one id the
 * first by `compareFiles` is the offer, whatever its state; the others follow it, refused.
 */
export function arrange(readings: readonly Reading[]): Reading[] {
  const first = new Map<OfferId, Reading>();
  for (const reading of readings) {
    const rival = first.get(reading.id);
    if (rival === undefined || compareFiles(reading.file, rival.file) < 0) first.set(reading.id, reading);
  }
  return readings
    .map((reading) => {
      const winner = first.get(reading.id);
      return winner === undefined || winner === reading ? reading : refuseSecond(reading, winner);
    })
    .sort((a, b) => byCodePoint(a.id, b.id) || compareFiles(a.file, b.file));
}

/** Compares as bytes of UTF-8 would, without making any: thousands of ids are sorted at every scan. */
function byCodePoint(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return at === end ? a.length - b.length : rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
}

/**
 * A code unit's rank in code-point order: halves of surrogate pairs stand for code
 * points beyond any single unit.
 */
function rank(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}

function refuseSecond(reading: Reading, winner: Reading): Reading {
  if (areTranslations(reading.file, winner.file)) {
    const message = `this file is a translation of ${inQuotes(winner.file)}, which is read instead`;
    return refuseFile(reading.file, warning(1, message));
  }
  const message = `this file has the same id as ${inQuotes(winner.file)}, which is read instead; rename or remove one of them`;
  return refuseFile(reading.file, error(1, message));
}

/** Bytes at the beginning of a file that are enough to tell whether it is an offer. */
const HEAD = 40 * 1024;
const LF = 0x0a;

/**
 * Whether the file begins with front matter that has a field `open`, `roles` or `title`, by whatever name, be it valid
 * YAML or not.
 */
function looksLikeOffer(bytes: Uint8Array, conventions: Conventions): boolean {
  if (bytes.length > MAX_FILE_BYTES) return false;
  const repaired = repair(bytes.length > HEAD ? bytes.subarray(0, bytes.lastIndexOf(LF, HEAD) + 1) : bytes);
  if ("refused" in repaired) return false;
  const parts = splitFrontMatter(repaired.text);
  if ("refused" in parts) return false;
  const telling = new Set(TELLING.flatMap((field) => namesOfField(field, conventions)));
  return parts.yaml
    .split("\n")
    .some((line) => telling.has(/^([^:]+):(?:\s|$)/.exec(line)?.[1]?.trimEnd() ?? ""));
}

const TELLING: readonly Field[] = ["open", "roles", "title"];
