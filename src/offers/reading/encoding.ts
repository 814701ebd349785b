import iconv from "iconv-lite";

/** A one-byte encoding that a text is in, or was misread in. */
export type OneByte = "mac-roman" | "windows-1252";

/**
 * The characters of bytes 0x80–0xFF, by encoding. A byte that an encoding leaves open stands for the control
 * character of the same number, as browsers read it. Mac Roman's 0xF0 is Apple's logo, for which Unicode has
 * only a private character.
 */
export const HIGH_CHARACTERS: Readonly<Record<OneByte, readonly string[]>> = {
  "mac-roman": table("macintosh", (byte) => (byte === 0xf0 ? "\uf8ff" : String.fromCharCode(byte))),
  "windows-1252": table("windows-1252", String.fromCharCode),
};

function table(encoding: string, open: (byte: number) => string): string[] {
  return Array.from({ length: 128 }, (_, index) => {
    const character = iconv.decode(Buffer.of(0x80 + index), encoding);
    return character === "\ufffd" ? open(0x80 + index) : character;
  });
}

/**
 * Length of the UTF-8 sequence that begins at `at`; 0 when the bytes are none; -1 when
 * they break off at the end.
 */
export function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  for (let offset = 1; offset < length; offset += 1) {
    const byte = bytes[at + offset];
    if (byte === undefined) return -1;
    const [low, high] = offset === 1 ? secondByte(lead) : [0x80, 0xbf];
    if (byte < low || byte > high) return 0;
  }
  return length;
}

/**
 * Bounds of a sequence's second byte: no overlong forms, no surrogates, nothing above
 * U+10FFFF (Unicode, table 3-7).
 */
function secondByte(lead: number): [number, number] {
  if (lead === 0xe0) return [0xa0, 0xbf];
  if (lead === 0xed) return [0x80, 0x9f];
  if (lead === 0xf0) return [0x90, 0xbf];
  if (lead === 0xf4) return [0x80, 0x8f];
  return [0x80, 0xbf];
}
