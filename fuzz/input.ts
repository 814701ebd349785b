import { numbers, pick } from "../bench/generatedOffers.ts";
import { offerFile } from "../tests/support/offerFile.ts";

/** A file to read, and how it came about: enough to make it again with the seed. */
export interface Input {
  readonly file: string;
  readonly bytes: Buffer;
  readonly about: string;
}

const MEBIBYTE = 1024 * 1024;
const NAMES = [
  "2022-02-10-poste.md",
  "a/b/été.markdown",
  "LISEZMOI",
  "2022-13-45-.md",
  "é\u0301.md",
  "x.md.md",
];
const KEYS = [
  "open",
  "roles",
  "title",
  "startup",
  "depublication_date",
  "date",
  "techno",
  "contrat",
  "junior",
  "externalURL",
  "__proto__",
  "constructor",
];
const SCALARS = [
  "true",
  "folse",
  "oui",
  '"true"',
  "2022-02-30",
  "2022-04-08T10:00:00Z",
  "0x1F",
  "~",
  "[a, b]",
  "{a: b}",
  "&a *a",
  "!!js/function x",
  "| \n  texte",
  "> \n  texte",
  "'",
  '"',
  "@",
  "`",
  "- a",
  "1e400",
  ".nan",
  "\u00a0vrai",
  "* ",
];
const PIECES = [
  "# ",
  "## Mission\n",
  "---\n",
  "...\n",
  "```\n",
  "~~~\n",
  "> ",
  "- ",
  "1. ",
  "[a](",
  "![](",
  "<!--",
  "-->",
  "<b>",
  "**",
  "__",
  "|",
  "https://exemple.gouv.fr/",
  "mailto:",
  "@",
  "a@b.fr",
  "CDI ",
  "CDD de 6 mois ",
  "550 € / jour ",
  "télétravail ",
  "à Lyon ",
  "Paris 20e ",
  "dès que possible ",
  "avant le 31/12/2022 ",
  "développeur·se(s) ",
  "\\",
  "&amp;",
  "\u200b",
  "\u0301",
  "\u{1f600}",
  "\r",
  "\r\n",
  "\n",
  "\n\n",
  "\t",
  " ",
  "é",
  "Ã©",
  "â€™",
];
const UNITS = [
  ...PIECES,
  "a",
  "1",
  ".",
  ",",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  "*",
  "_",
  "-",
  "=",
  "#",
  "'",
  '"',
  ":",
  "/",
  "%",
  "a ",
  "1 ",
  "aa-",
  "1 à ",
  "e-",
  "€ ",
  "an ",
  "ou ",
  "et ",
  "de ",
];

/** Makes an input from a number. Kinds take turns, so that a short campaign meets them all. */
export function inputOf(seed: number): Input {
  const random = numbers(seed);
  const [about, make] = KINDS[seed % KINDS.length] ?? KINDS[0];
  const made = make(random);
  const bytes = Buffer.isBuffer(made) ? made : Buffer.from(made, "utf8");
  return {
    file: pick(NAMES, random),
    bytes: bytes.subarray(0, MEBIBYTE + (seed % 101 === 0 ? 1 : 0)),
    about,
  };
}

type Random = () => number;

const KINDS: readonly [
  readonly [string, (random: Random) => string | Buffer],
  ...(readonly [string, (random: Random) => string | Buffer])[],
] = [
  ["random bytes", (random) => noise(random, size(random))],
  [
    "random bytes within fences",
    (random) => Buffer.concat([Buffer.from("---\n"), noise(random, size(random)), Buffer.from("\n---\n")]),
  ],
  ["front matter of odd values", (random) => offerFile(yaml(random), pieces(random, 200))],
  [
    "an offer, damaged",
    (random) => damage(random, Buffer.from(offerFile("roles: Poste\nopen: true", pieces(random, 400)))),
  ],
  [
    "UTF-16 or a wrong BOM",
    (random) =>
      Buffer.concat([
        pick([Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff]), Buffer.from([0xef, 0xbb, 0xbf])], random),
        Buffer.from(offerFile(yaml(random), pieces(random, 100)), random() < 0.5 ? "utf16le" : "utf8"),
      ]),
  ],
  [
    "misread text, read wrongly again and again",
    (random) => misread(offerFile(yaml(random), pieces(random, 100)), 1 + Math.floor(random() * 4)),
  ],
  [
    "deeply nested YAML",
    (random) =>
      offerFile(
        `x: ${pick(["[", "{a: ", "- ", "? ", "&a [", "!!seq ["], random).repeat(1 + size(random) / 8)}`,
        "",
      ),
  ],
  [
    "many keys",
    (random) =>
      offerFile(Array.from({ length: 20_000 }, (_, at) => `k${at}: ${pick(SCALARS, random)}`).join("\n"), ""),
  ],
  [
    "anchors upon anchors",
    () =>
      offerFile(
        Array.from(
          { length: 25 },
          (_, at) => `a${at}: &a${at} [${`*a${at - 1}, `.repeat(at > 0 ? 9 : 0)}]`,
        ).join("\n"),
        "",
      ),
  ],
  ["one enormous line", (random) => offerFile("roles: Poste\nopen: true", unit(random).repeat(MEBIBYTE))],
  [
    "one enormous line of two things",
    (random) => {
      const both = unit(random) + unit(random);
      return offerFile("roles: Poste\nopen: true", both.repeat(MEBIBYTE));
    },
  ],
  [
    "one enormous value",
    (random) =>
      offerFile(
        `open: true\n${pick(KEYS, random)}: ${pick(["", '"', "'", "[", "|\n  "], random)}${unit(random).repeat(MEBIBYTE / 2)}`,
        "",
      ),
  ],
  [
    "deeply nested Markdown",
    (random) =>
      offerFile(
        "roles: Poste\nopen: true",
        `${pick(["> ", "- ", "  - ", "1. ", "**", "[", "![", "<div>", "*_", "`", "("], random).repeat(100_000)}texte`,
      ),
  ],
  [
    "many lines",
    (random) => {
      const line = `${unit(random)}${unit(random)}${unit(random)}\n`;
      return offerFile("roles: Poste\nopen: true", line.repeat(MEBIBYTE));
    },
  ],
  ["a long text of everything", (random) => offerFile("roles: Poste\nopen: true", pieces(random, 150_000))],
  [
    "fences without end",
    (random) =>
      `${pick(["---\n", "--- \n", "---\r", "+++\n", "\n---\n", " ---\n"], random).repeat(size(random))}`,
  ],
];

function size(random: Random): number {
  return Math.floor(MEBIBYTE ** random());
}

function noise(random: Random, length: number): Buffer {
  return Buffer.from(Uint8Array.from({ length }, () => Math.floor(random() * 256)));
}

function unit(random: Random): string {
  return pick(UNITS, random);
}

function pieces(random: Random, count: number): string {
  return Array.from({ length: count }, () => unit(random)).join("");
}

function yaml(random: Random): string {
  return Array.from({ length: 8 }, () => `${pick(KEYS, random)}: ${pick(SCALARS, random)}`).join("\n");
}

function misread(text: string, times: number): Buffer {
  let bytes = Buffer.from(text);
  for (let time = 0; time < times; time += 1) bytes = Buffer.from(bytes.toString("latin1"));
  return bytes;
}

/** A few bytes changed, taken out or put in twice. */
function damage(random: Random, bytes: Buffer): Buffer {
  const damaged = [...bytes];
  for (let time = 0; time < 12; time += 1) {
    const at = Math.floor(random() * damaged.length);
    const kind = random();
    if (kind < 0.4) damaged[at] = Math.floor(random() * 256);
    else if (kind < 0.7) damaged.splice(at, 1 + Math.floor(random() * 8));
    else damaged.splice(at, 0, ...damaged.slice(at, at + 8));
  }
  return Buffer.from(damaged);
}
