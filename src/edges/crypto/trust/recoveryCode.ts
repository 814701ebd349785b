// The code with which an account's keys are recovered: 32 bytes as people type them (client-server API, "Key
// representation"): base58, in groups of four, with two bytes before them and one of parity after.

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const PREFIX = [0x8b, 0x01];
const LENGTH = 32;
/** Longer than any code with its spaces: what is longer is none, and is not read. */
const LONGEST = 200;

/** The key of a code; null for a text that is none, or in which a letter is wrong. */
export function readRecoveryCode(text: string): Uint8Array | null {
  const typed = text.slice(0, LONGEST).replace(/\s+/g, "");
  let number = 0n;
  for (const letter of typed) {
    const digit = ALPHABET.indexOf(letter);
    if (digit === -1) return null;
    number = number * 58n + BigInt(digit);
  }
  const hex = number.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  const whole = bytes.length === PREFIX.length + LENGTH + 1 && PREFIX.every((byte, at) => bytes[at] === byte);
  if (!whole || parityOf(bytes) !== 0) return null;
  return bytes.subarray(PREFIX.length, PREFIX.length + LENGTH);
}

/** The code of a key of 32 bytes, in groups of four letters. */
export function writeRecoveryCode(key: Uint8Array): string {
  const bytes = [...PREFIX, ...key];
  let number = BigInt(`0x${Buffer.from([...bytes, parityOf(bytes)]).toString("hex")}`);
  let code = "";
  for (; number > 0n; number /= 58n) code = ALPHABET.charAt(Number(number % 58n)) + code;
  return code.replace(/.{4}(?=.)/g, "$& ");
}

function parityOf(bytes: Iterable<number>): number {
  let parity = 0;
  for (const byte of bytes) parity ^= byte;
  return parity;
}
