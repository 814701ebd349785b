import { HIGH_CHARACTERS, type OneByte } from "./encoding.ts";

/**
 * Text that was UTF-8, was read as Mac Roman or Windows-1252, and saved as UTF-8 again: « sécurisée » became
 * « s√©curis√©e » or « sÃ©curisÃ©e ». What such damage consists of, a *run*, may also be sound text (« Ã », “Å”, √π),
 * so a run counts as damage only on evidence:
 *  - a *telling* run is one that no sound text has: it stands within a word, or is a whole emoji;
 *  - a line with a telling run is damaged, and all its runs are;
 *  - in a text that has telling runs, so is a line that has no special character outside runs;
 *  - a text without telling runs is damaged if nothing in it is special outside runs, and two or more of them begin
 *    with no letter of French.
 */
export interface Unscrambled {
  readonly text: string;
  /** The first line that was repaired, from 1, for each misreading. */
  readonly repaired: ReadonlyMap<OneByte, number>;
}

/** Damage done twice is undone twice; whatever takes more rounds than this is nobody's text. */
const MAX_ROUNDS = 4;

/** Line ends must be LF already. Linear; what it returns it would return unchanged. */
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
  /** Runs that tell wherever they stand. */
  readonly tellingAnywhere: RegExp;
  /** Runs that tell beside a letter. */
  readonly tellingInWord: RegExp;
  /** Runs that begin with a letter of French: never counted as evidence. */
  readonly frenchLead: RegExp;
}

/**
 * The UTF-8 that runs stand for: what offers hold (Latin letters, combining accents, punctuation, symbols, emoji), and
 * the other characters of both encodings, which damage done twice consists of.
 */
const RUN_BYTES: readonly (readonly (readonly [number, number])[])[] = [
  [
    [0xc2, 0xc2],
    [0x80, 0xbf],
  ],
  [
    [0xc3, 0xc3],
    [0x80, 0xbf],
  ],
  [
    [0xc5, 0xc5],
    [0x92, 0x93],
  ],
  [
    [0xc5, 0xc5],
    [0xa0, 0xa1],
  ],
  [
    [0xc5, 0xc5],
    [0xb8, 0xbe],
  ],
  [
    [0xcc, 0xcc],
    [0x80, 0x88],
  ],
  [
    [0xcc, 0xcc],
    [0xa7, 0xa7],
  ],
  [
    [0xe2, 0xe2],
    [0x80, 0x9e],
    [0x80, 0xbf],
  ],
  [
    [0xe2, 0xe2],
    [0xac, 0xad],
    [0x80, 0xbf],
  ],
  [
    [0xef, 0xef],
    [0xb8, 0xb8],
    [0x8f, 0x8f],
  ],
  [
    [0xf0, 0xf0],
    [0x9f, 0x9f],
    [0x80, 0xbf],
    [0x80, 0xbf],
  ],
  // ı ƒ ˆ–˝ Ω π, Apple's logo, ﬁ ﬂ
  [
    [0xc4, 0xc4],
    [0xb1, 0xb1],
  ],
  [
    [0xc6, 0xc6],
    [0x92, 0x92],
  ],
  [
    [0xcb, 0xcb],
    [0x86, 0x9d],
  ],
  [
    [0xce, 0xce],
    [0xa9, 0xa9],
  ],
  [
    [0xcf, 0xcf],
    [0x80, 0x80],
  ],
  [
    [0xef, 0xef],
    [0xa3, 0xa3],
    [0xbf, 0xbf],
  ],
  [
    [0xef, 0xef],
    [0xac, 0xac],
    [0x81, 0x82],
  ],
];

/** Other spellings of one byte: Mac Roman had ¤ before €, and Ω twice; Latin-1 has controls at 0x80–0x9F. */
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
    // After Ã, signs that no sentence has there; quotes, dashes and spaces may follow a sound Ã.
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
  const classOf = (low: number, high: number) => {
    const characters = [...bytes]
      .filter(([, byte]) => byte >= low && byte <= high)
      .map(([character]) => character);
    return `[${characters.join("")}]`;
  };
  const run = RUN_BYTES.map((ranges) => ranges.map(([low, high]) => classOf(low, high)).join("")).join("|");
  return { name, bytes, run: new RegExp(run, "g"), ...telling };
}

/** A line that has runs. */
interface SuspectLine {
  readonly start: number;
  readonly end: number;
  readonly runs: RegExpExecArray[];
  /** Special (not ASCII) characters outside runs. */
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
