import type { Problem } from "../offer.ts";
import { HIGH_CHARACTERS, type OneByte, sequenceLength } from "./encoding.ts";
import { error, type RepairNote, repairNote } from "./problem.ts";

export type Decoded =
  | { readonly text: string; readonly notes: readonly RepairNote[] }
  | { readonly refused: Problem };

const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Decodes a file's bytes: UTF-8; UTF-16 with its byte order mark; else UTF-8 whose odd bytes are read in an
 * older encoding. Refuses binary files and files that were cut short; never throws.
 */
export function decode(bytes: Uint8Array): Decoded {
  const wide = utf16Name(bytes);
  if (wide !== null) return decodeUtf16(bytes, wide);
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const rest = marked ? bytes.subarray(3) : bytes;
  const notes = marked
    ? [
        repairNote(
          "bom",
          1,
          "a byte order mark before the text was left out; save the file as UTF-8 without it",
        ),
      ]
    : [];
  const binary = rest.indexOf(0);
  if (binary !== -1) return { refused: notText(lineAt(rest, binary)) };
  try {
    return { text: UTF_8.decode(rest), notes };
  } catch {
    const decoded = decodeOdd(rest);
    return "refused" in decoded ? decoded : { text: decoded.text, notes: [...notes, ...decoded.notes] };
  }
}

function utf16Name(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
}

function decodeUtf16(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): Decoded {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (text.includes("\0")) return { refused: notText(1) };
    return {
      text,
      notes: [repairNote("utf-16", 1, "the file is in UTF-16 and was read as such; save it as UTF-8")],
    };
  } catch {
    return { refused: notText(1) };
  }
}

function notText(line: number): Problem {
  return error(
    line,
    "the file holds bytes that no text has, so it is not read; save it as plain text in UTF-8",
  );
}

const ENCODING_TITLES: Readonly<Record<OneByte, string>> = {
  "mac-roman": "Mac Roman",
  "windows-1252": "Windows-1252",
};

/**
 * Decodes bytes that are not all UTF-8: every odd byte is read in the encoding that the
 * file looks like. Linear.
 */
function decodeOdd(bytes: Uint8Array): Decoded {
  const odd = oddBytes(bytes);
  if (odd.tornAt !== null) {
    const where = lineAt(bytes, odd.tornAt);
    return {
      refused: error(
        where,
        "the file ends in the middle of a character, so it was cut short; save it again, whole",
      ),
    };
  }
  const characters = HIGH_CHARACTERS[odd.encoding].map((character) => Buffer.from(character));
  const out = Buffer.allocUnsafe(bytes.length * 3);
  let end = 0;
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const isTrusted = lead < 0x80 || odd.mostlyUtf8 || TRUSTED_LEADS.has(lead);
    const length = isTrusted ? sequenceLength(bytes, at) : 0;
    const piece = length > 0 ? bytes.subarray(at, at + length) : characters[lead - 0x80];
    if (piece === undefined) throw new Error("a byte below 0x80 is a whole sequence");
    out.set(piece, end);
    end += piece.length;
    at += Math.max(length, 1);
  }
  const title = ENCODING_TITLES[odd.encoding];
  const note = repairNote(
    odd.encoding,
    lineAt(bytes, odd.firstAt),
    `bytes that are not UTF-8 were read as ${title} from here on; save the file as UTF-8`,
  );
  return { text: out.toString("utf8", 0, end), notes: [note] };
}

/**
 * Lead bytes of the characters that French is made of in UTF-8. In one-byte text they stand for signs that
 * French hardly uses, while another lead and its next byte may be a sequence by chance: ’é in Mac Roman, É»
 * in Windows-1252.
 */
const TRUSTED_LEADS = new Set([0xc2, 0xc3, 0xc5, 0xcc, 0xe2, 0xef, 0xf0]);

interface OddBytes {
  readonly firstAt: number;
  /** True when there is more French in UTF-8 than odd bytes: then every valid sequence is taken for UTF-8. */
  readonly mostlyUtf8: boolean;
  readonly encoding: OneByte;
  /** The offset of a last character that breaks off, when the text is UTF-8 up to there; else null. */
  readonly tornAt: number | null;
}

/**
 * The bytes of à ç è é ê ô ù É in each encoding; in the other they stand for signs that French hardly uses.
 */
const FRENCH_IN_MAC = new Set([0x88, 0x8d, 0x8e, 0x8f, 0x90, 0x99, 0x9d, 0x83]);
const FRENCH_IN_WINDOWS = new Set([0xe0, 0xe7, 0xe8, 0xe9, 0xea, 0xf4, 0xf9, 0xc9]);

function oddBytes(bytes: Uint8Array): OddBytes {
  let firstAt = -1;
  let odd = 0;
  let sound = 0;
  let mac = 0;
  let windows = 0;
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const length = sequenceLength(bytes, at);
    if (length > 1 && TRUSTED_LEADS.has(lead)) sound += 1;
    if (length <= 0) {
      if (length === -1 && odd === 0 && sound > 0)
        return { firstAt: at, mostlyUtf8: true, encoding: "windows-1252", tornAt: at };
      if (odd === 0) firstAt = at;
      odd += 1;
      if (FRENCH_IN_MAC.has(lead)) mac += 1;
      if (FRENCH_IN_WINDOWS.has(lead)) windows += 1;
    }
    at += Math.max(length, 1);
  }
  return {
    firstAt,
    mostlyUtf8: sound > odd,
    encoding: mac > windows ? "mac-roman" : "windows-1252",
    tornAt: null,
  };
}

/** The line of a byte, from 1. LF, CRLF and a lone CR end a line, as everywhere in the reading of a file. */
function lineAt(bytes: Uint8Array, at: number): number {
  let line = 1;
  for (let index = 0; index < at; index += 1) {
    if (bytes[index] === 0x0a || (bytes[index] === 0x0d && bytes[index + 1] !== 0x0a)) line += 1;
  }
  return line;
}
