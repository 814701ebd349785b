// Keys of IndexedDB as bytes that SQLite orders as IndexedDB orders keys (Indexed Database API 3.0, §3.1.3): numbers, then
// strings by their UTF-16 units, then arrays. The crypto library uses no dates and no binary keys: they are refused.

/** A key, as the crypto library makes them. */
export type Key = number | string | readonly Key[];

const NUMBER = 0x10;
const STRING = 0x20;
const ARRAY = 0x30;
/** Ends a string or an array. No unit of a string and no key begins with it, so that what is shorter comes first. */
const END = 0x00;

/** The bytes of a key; null for a value that is none, and that an index passes over. */
export function encodeKey(value: unknown): Buffer | null {
  const bytes: number[] = [];
  return write(value, bytes) ? Buffer.from(bytes) : null;
}

export function decodeKey(bytes: Uint8Array): Key {
  return read(bytes, 0).key;
}

function write(value: unknown, bytes: number[]): boolean {
  if (typeof value === "number") return writeNumber(value, bytes);
  if (typeof value === "string") return writeString(value, bytes);
  if (!Array.isArray(value)) return false;
  bytes.push(ARRAY);
  for (const part of value) if (!write(part, bytes)) return false;
  bytes.push(END);
  return true;
}

function writeNumber(value: number, bytes: number[]): boolean {
  if (Number.isNaN(value)) return false;
  const view = new DataView(new ArrayBuffer(8));
  // Adding makes of -0 the 0 that it equals.
  view.setFloat64(0, value + 0);
  const negative = view.getUint8(0) >= 0x80;
  bytes.push(NUMBER);
  for (let at = 0; at < 8; at += 1) {
    const byte = view.getUint8(at);
    bytes.push(negative ? byte ^ 0xff : at === 0 ? byte | 0x80 : byte);
  }
  return true;
}

/** Each UTF-16 unit, raised by one to keep `END` free, in one to three bytes whose order is that of the units. */
function writeString(value: string, bytes: number[]): boolean {
  bytes.push(STRING);
  for (let at = 0; at < value.length; at += 1) {
    const unit = value.charCodeAt(at) + 1;
    if (unit < 0x80) bytes.push(unit);
    else if (unit < 0x800) bytes.push(0xc0 | (unit >> 6), unit & 0x3f);
    else if (unit < 0x10000) bytes.push(0xe0 | (unit >> 12), (unit >> 6) & 0x3f, unit & 0x3f);
    else bytes.push(0xf0);
  }
  bytes.push(END);
  return true;
}

interface Read {
  readonly key: Key;
  /** Where the next key begins. */
  readonly next: number;
}

function read(bytes: Uint8Array, from: number): Read {
  switch (bytes[from]) {
    case NUMBER:
      return { key: readNumber(bytes, from + 1), next: from + 9 };
    case STRING:
      return readString(bytes, from + 1);
    case ARRAY:
      return readArray(bytes, from + 1);
    default:
      throw new Error("The crypto store holds a key that this program did not write.");
  }
}

function readNumber(bytes: Uint8Array, from: number): number {
  const negative = byteAt(bytes, from) < 0x80;
  const view = new DataView(new ArrayBuffer(8));
  for (let at = 0; at < 8; at += 1) {
    const byte = byteAt(bytes, from + at);
    view.setUint8(at, negative ? byte ^ 0xff : at === 0 ? byte & 0x7f : byte);
  }
  return view.getFloat64(0);
}

function readString(bytes: Uint8Array, from: number): Read {
  const units: string[] = [];
  let at = from;
  for (; bytes[at] !== END; at += 1) {
    const first = byteAt(bytes, at);
    let unit = first;
    if (first === 0xf0) unit = 0x10000;
    else if (first >= 0xe0) unit = ((first & 0x0f) << 12) | (byteAt(bytes, ++at) << 6) | byteAt(bytes, ++at);
    else if (first >= 0xc0) unit = ((first & 0x1f) << 6) | byteAt(bytes, ++at);
    units.push(String.fromCharCode(unit - 1));
  }
  return { key: units.join(""), next: at + 1 };
}

function readArray(bytes: Uint8Array, from: number): Read {
  const key: Key[] = [];
  let at = from;
  while (bytes[at] !== END) {
    const part = read(bytes, at);
    key.push(part.key);
    at = part.next;
  }
  return { key, next: at + 1 };
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new Error("The crypto store holds a key that is cut short.");
  return byte;
}
