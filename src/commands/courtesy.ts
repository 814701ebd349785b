import { fold } from "../text/fold.ts";

const GREETINGS =
  phrases(`bonjour, bonsoir, salut, coucou, hello, hey, hi, bjr, slt, cc, re, rebonjour, bon matin,
  bonjour a tous, bonjour a toutes, bonjour a tous et a toutes, bonjour a toutes et a tous, bonjour crieur, salut crieur,
  bonjour tout le monde, salut tout le monde, bonjour l'equipe, salut l'equipe, hello everyone`);
const THANKS =
  phrases(`merci, merci beaucoup, merci bien, merci infiniment, merci d'avance, mille mercis, grand merci,
  merci a toi, merci a vous, merci crieur, merci pour tout, un grand merci, thanks, thank you, thx, mci`);
const CLOSINGS =
  phrases(`ok, okay, d'accord, parfait, super, top, c'est top, c'est bon, c'est super, c'est tout, genial, nickel, cool, bravo, tres bien, au revoir,
  a bientot, a plus tard, bonne journee, bonne soiree, bonne nuit, bon week-end, cordialement, bien cordialement`);
const PLEASE = phrases("svp, stp, s'il vous plait, s'il te plait, s'il-vous-plait, s v p, please, pls, plz");

/** Words of the longest of these phrases. */
const MOST_WORDS = 6;

/** How a message is polite when it says nothing else; `please` alone asks for what stands before it. */
export type Courtesy = "greeting" | "thanks" | "please";

const KINDS: readonly (readonly [Courtesy, ReadonlySet<string>])[] = [
  ["greeting", GREETINGS],
  ["thanks", new Set([...THANKS, ...CLOSINGS])],
  ["please", PLEASE],
];

/** Tells whether a text is courtesy and nothing more; null when it asks for something. */
export function courtesyIn(text: string): Courtesy | null {
  let words = spoken(text);
  let courtesy: Courtesy | null = null;
  while (words.length > 0) {
    const [kind, length] = KINDS.map(([kind, set]) => [kind, phraseAt(words, [set])] as const).find(
      ([, found]) => found > 0,
    ) ?? [null, 0];
    if (kind === null) return null;
    if (courtesy === null || courtesy === "please") courtesy = kind;
    words = words.slice(length);
  }
  return courtesy;
}

/**
 * A text without the greeting before it, the thanks and the punctuation after it. What is courtesy alone, or stands in
 * quotes, is left as it is.
 */
export function withoutCourtesy(text: string): string {
  let words = text.split(" ").filter((word) => word !== "");
  for (let changed = true; changed; ) {
    const before = words.join(" ");
    words = withoutLastSigns(words);
    words = words.slice(0, words.length - phraseBefore(words, [THANKS, PLEASE]));
    words = words.slice(phraseAt(words.map(plain), [GREETINGS]));
    while (words.length > 1 && plain(words[0] ?? "") === "" && !/["«“]/.test(words[0] ?? "")) words.shift();
    changed = words.join(" ") !== before;
  }
  return words.length === 0 ? text : words.join(" ");
}

/** The words without the punctuation that ends them: « devops ?! » is « devops ». */
function withoutLastSigns(words: readonly string[]): string[] {
  const text = words.join(" ");
  const signs = text.includes("(") ? /[\s?!.…,;]{1,20}$/ : /[\s?!.…,;)]{1,20}$/;
  return text
    .replace(signs, "")
    .split(" ")
    .filter((word) => word !== "");
}

/** The length in words of the longest phrase that begins a text; 0 for none. */
function phraseAt(words: readonly string[], sets: readonly ReadonlySet<string>[]): number {
  for (let length = Math.min(MOST_WORDS, words.length); length > 0; length -= 1) {
    const phrase = words.slice(0, length).join(" ");
    if (sets.some((set) => set.has(phrase))) return length;
  }
  return 0;
}

/** The same at the end. The whole of a text is no ending. */
function phraseBefore(words: readonly string[], sets: readonly ReadonlySet<string>[]): number {
  for (let length = Math.min(MOST_WORDS, words.length - 1); length > 0; length -= 1) {
    const phrase = words.slice(-length).map(plain).join(" ");
    if (sets.some((set) => set.has(phrase))) return length;
  }
  return 0;
}

function spoken(text: string): string[] {
  return text
    .split(" ")
    .map(plain)
    .filter((word) => word !== "");
}

/** A word folded, without the signs around it; in quotes it is nobody's courtesy. */
function plain(word: string): string {
  return fold(word).replace(/^[\s,;:!?.()…-]{1,20}|[\s,;:!?.()…-]{1,20}$/g, "");
}

function phrases(list: string): ReadonlySet<string> {
  return new Set(list.split(",").map((phrase) => phrase.trim().replace(/\s+/g, " ")));
}
