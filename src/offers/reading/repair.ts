import type { Problem, Repair } from "../offer.ts";
import { decode } from "./decode.ts";
import type { OneByte } from "./encoding.ts";
import { unscramble } from "./mojibake.ts";
import { type RepairNote, repairNote } from "./problem.ts";

export type Repaired =
  | { readonly text: string; readonly notes: readonly RepairNote[] }
  | { readonly refused: Problem };

/**
 * Turns the bytes of a file into sound text: line ends are LF, and characters those that its author typed.
 * Lines keep their numbers. Every repair is noted. Faults of the front matter alone are left to `fences.ts`.
 */
export function repair(bytes: Uint8Array): Repaired {
  const decoded = decode(bytes);
  if ("refused" in decoded) return decoded;
  const ends = unixLineEnds(decoded.text);
  const { text, repaired } = unscramble(ends.text);
  const misread = [...repaired].map(([name, line]) =>
    repairNote(
      name,
      line,
      `UTF-8 that was misread as ${MISREAD_AS[name]} was put right from here on; save the repaired text`,
    ),
  );
  return { text, notes: [...decoded.notes, ...ends.notes, ...misread] };
}

const MISREAD_AS: Readonly<Record<OneByte & Repair, string>> = {
  "mac-roman": "Mac Roman",
  "windows-1252": "Windows-1252",
};

function unixLineEnds(text: string): { text: string; notes: RepairNote[] } {
  const at = text.indexOf("\r");
  if (at === -1) return { text, notes: [] };
  const line = text.slice(0, at).split("\n").length;
  const note = repairNote(
    "crlf",
    line,
    "a line end of Windows or of an old Mac was read as LF; save the file with LF line ends",
  );
  return { text: text.replace(/\r\n?/g, "\n"), notes: [note] };
}
