import { HIGH_CHARACTERS, type OneByte } from "./encoding.ts";

/**
 * The repair of text that was UTF-8, was read as Mac Roman or Windows-1252, and saved as UTF-8 again:
 * « sécurisée » became « s√©curis√©e » or « sÃ©curisÃ©e ». The characters of such damage, a *run*, may also
 * be sound text (« Ã », “Å”, √π), so a run counts as damage only on evidence:
 *  - a *telling* run is one that no sound text has: it stands within a word, or is a whole emoji;
 *  - a line with a telling run is damaged, and all its runs are;
 *  - in a text that has telling runs, so is a line that has no special character outside runs;
 *  - a text without telling runs is damaged if nothing in it is special outside runs, and two or more of
 *    them begin with no letter of French.
 */
export interface Unscrambled {
  readonly text: string;
  /** The first line that was repaired, from 1, for each misreading. */
  readonly repaired: ReadonlyMap<OneByte, number>;
}

/**
 * Rounds of repair: damage done twice is undone twice. A text that takes more rounds
 * than this is left as it is.
 */
const MAX_ROUNDS = 4;

/**
 * Undoes such damage where the evidence is sure, and leaves all other text alone. Line ends must be LF
 * already. Linear in the text's length; its result would be returned unchanged.
 */
export function unscramble(text: string): Unscrambled {
  const repaired = new Map<OneByte, number>();
  let current = text;
  for (let round = 0; round <= MAX_ROUNDS; round += 1) {
    let changed = false;
    for (const misreading of MISREADINGS) {
      const result = undo(current, misreading);
      if (result === null) continue;
      changed = true;
      current = result.text;
      repaired.set(misreading.name, Math.min(result.line, repaired.get(misreading.name) ?? result.line));
    }
    if (!changed) return { text: current, repaired };
  }
  return { text, repaired: new Map() };
}

interface Misreading {
  readonly name: OneByte;
  readonly bytes: ReadonlyMap<string, number>;
  readonly run: RegExp;
  /** Matches runs that tell wherever they stand. */
  readonly tellingAnywhere: RegExp;
  /** Matches runs that tell beside a letter. */
  readonly tellingInWord: RegExp;
  /** Matches runs that begin with a letter of French: never counted as evidence. */
  readonly frenchLead: RegExp;
}

/**
 * The UTF-8 sequences that runs stand for, each byte a hexadecimal number or range: the characters of offers
 * (Latin letters, combining accents, punctuation, symbols, emoji), and the other characters of both
 * encodings, of which damage done twice consists.
 */
const RUN_BYTES = [
  "c2 80-bf",
  "c3 80-bf",
  "c5 92-93",
  "c5 a0-a1",
  "c5 b8-be",
  "cc 80-88",
  "cc a7",
  "e2 80-9e 80-bf",
  "e2 ac-ad 80-bf",
  "ef b8 8f",
  "f0 9f 80-bf 80-bf",
  // ı ƒ ˆ–˝ Ω π, Apple's logo, ﬁ ﬂ
  "c4 b1",
  "c6 92",
  "cb 86-9d",
  "ce a9",
  "cf 80",
  "ef a3 bf",
  "ef ac 81-82",
];

/**
 * Further characters that stand for a byte: Mac Roman had ¤ before €, and Ω twice; Latin-1
 * has controls at 0x80–0x9F.
 */
const OTHER_SPELLINGS: Readonly<Record<OneByte, readonly (readonly [string, number])[]>> = {
  "mac-roman": [
    ["€", 0xdb],
    ["\u2126", 0xbd],
    ["Δ", 0xc6],
  ],
  "windows-1252": Array.from(
    { length: 32 },
    (_, index) => [String.fromCharCode(0x80 + index), 0x80 + index] as const,
  ),
};

const MISREADINGS: readonly Misreading[] = [
  misreading("mac-roman", {
    tellingAnywhere: /^\uf8ff/,
    tellingInWord: /^[√¬≈‚]/,
    frenchLead: /^[ÔÀŒœ]/,
  }),
  misreading("windows-1252", {
    tellingAnywhere: /^ðŸ/,
    // Signs that no sentence has after Ã; quotes, dashes and spaces may follow a sound one.
    tellingInWord: /^Ã[\u0080-\u009f¢£¤¥¦¨©ª¬®¯±²³´µ¶¸¹º¼½¾ƒ†‡ˆŠ‰ŽŒšž™œ]|^â€[™˜¦¢¹º]/,
    frenchLead: /^[ÂâïËÆ]/,
  }),
];

function misreading(
  name: OneByte,
  telling: Pick<Misreading, "tellingAnywhere" | "tellingInWord" | "frenchLead">,
): Misreading {
  const high = HIGH_CHARACTERS[name].map((character, index) => [character, 0x80 + index] as const);
  const bytes = new Map([...OTHER_SPELLINGS[name], ...high]);
  const classOf = (range: string) => {
    const [low = 0, high = low] = range.split("-").map((hex) => Number.parseInt(hex, 16));
    const characters = [...bytes]
      .filter(([, byte]) => byte >= low && byte <= high)
      .map(([character]) => character);
    return `[${characters.join("")}]`;
  };
  const run = RUN_BYTES.map((ranges) => ranges.split(" ").map(classOf).join("")).join("|");
  return { name, bytes, run: new RegExp(run, "g"), ...telling };
}

/** A line that has runs, and the evidence that it is damaged. */
interface SuspectLine {
  readonly start: number;
  readonly end: number;
  readonly runs: RegExpExecArray[];
  /** Number of special (not ASCII) characters outside runs. */
  special: number;
  telling: boolean;
}

function undo(text: string, misreading: Misreading): { text: string; line: number } | null {
  const suspects = suspectLines(text, misreading);
  if (!suspects.some((line) => line.telling) && !isNothingButRuns(text, suspects, misreading)) return null;
  const damaged = suspects.filter((line) => line.telling || line.special === 0);
  const [first] = damaged;
  if (first === undefined) return null;
  const pieces: string[] = [];
  let done = 0;
  for (const run of damaged.flatMap((line) => line.runs)) {
    pieces.push(text.slice(done, run.index), reread(run[0], misreading));
    done = run.index + run[0].length;
  }
  pieces.push(text.slice(done));
  return { text: pieces.join(""), line: text.slice(0, first.start).split("\n").length };
}

function suspectLines(text: string, { run, tellingAnywhere, tellingInWord }: Misreading): SuspectLine[] {
  const lines: SuspectLine[] = [];
  let line: SuspectLine | undefined;
  for (const match of text.matchAll(run)) {
    const found = match[0];
    if (line === undefined || match.index >= line.end) {
      line = lineAround(text, match.index);
      lines.push(line);
    }
    line.runs.push(match);
    line.special -= found.length;
    line.telling ||=
      tellingAnywhere.test(found) || (tellingInWord.test(found) && isInWord(text, match.index, found.length));
  }
  return lines;
}

function lineAround(text: string, at: number): SuspectLine {
  const start = text.lastIndexOf("\n", at) + 1;
  const next = text.indexOf("\n", at);
  const end = next === -1 ? text.length : next;
  return { start, end, runs: [], special: countSpecial(text.slice(start, end)), telling: false };
}

function countSpecial(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) count += 1;
  return count;
}

function isNothingButRuns(
  text: string,
  suspects: readonly SuspectLine[],
  { frenchLead }: Misreading,
): boolean {
  const runs = suspects.flatMap((line) => line.runs.map((run) => run[0]));
  if (runs.filter((run) => !frenchLead.test(run)).length < 2) return false;
  return countSpecial(text) === runs.reduce((sum, run) => sum + run.length, 0);
}

function isInWord(text: string, at: number, length: number): boolean {
  return /[A-Za-z]/.test(text.charAt(at - 1)) || /[A-Za-z]/.test(text.charAt(at + length));
}

function reread(run: string, { bytes }: Misreading): string {
  return Buffer.from([...run].map((character) => bytes.get(character) ?? 0)).toString("utf8");
}
