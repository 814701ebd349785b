import { fold } from "../../text/fold.ts";

/** How much a word of the body says about the job, by where it stands. */
export type Weight = 1 | 2 | 3;

export interface Passage {
  readonly weight: Weight;
  readonly text: string;
}

/** Characters of a body that are indexed: the longest real offer has 18,000. */
const READ_LIMIT = 60_000;

const HEADING =
  /^\s{0,3}(?:#{1,6}\s{0,4}(?<marked>[^\n]{1,160})|(?:\*\*|__)(?<bold>[^*_\n]{2,90})(?:\*\*|__)\s{0,2}:?\s{0,4}$)/;

/** What the person will do and must know. */
const DUTIES =
  /profil|competence|mission|role|techn|stack|outil|attend|responsabil|activit|experience|qualit|savoir|recherch|tu es|vous etes|feras|ferez|lieu|localis|modalite|condition|contrat|poste/;
/** Who hires, and how to answer: every offer says much the same there. */
const ABOUT =
  /qui sommes|a propos(?! d[eu] poste)|beta|postul|candidat|contact|equipe|communaute|incubateur|apporter|offrons|proposons|valeur|contexte|startup|start-up|programme|dinum|dinsic/;

function weightOf(heading: string): Weight {
  const folded = fold(heading);
  if (ABOUT.test(folded)) return 1;
  return DUTIES.test(folded) ? 3 : 2;
}

/** The body cut at its headings, addresses removed. Linear. */
export function passagesOf(body: string): Passage[] {
  const passages: Passage[] = [];
  let weight: Weight = 2;
  let lines: string[] = [];
  const close = (): void => {
    if (lines.length > 0) passages.push({ weight, text: lines.join("\n") });
    lines = [];
  };
  for (const line of withoutAddresses(body.slice(0, READ_LIMIT)).split("\n")) {
    const found = HEADING.exec(line)?.groups;
    const heading = found?.marked ?? found?.bold;
    if (heading !== undefined) {
      close();
      weight = weightOf(heading);
    }
    lines.push(line);
  }
  close();
  return passages;
}

/** Characters in which an offer introduces itself: « Exemple recrute une développeuse pour… ». */
const OPENING = 250;

/** The first words of a body, where its startup, product and job are named; the last one whole. */
export function openingOf(body: string): string {
  const text = withoutAddresses(body.slice(0, 4 * OPENING)).trim();
  return text.length <= OPENING ? text : text.slice(0, OPENING).replace(/\S{1,80}$/, "");
}

const WEB_ADDRESS = /https?:\/\/[^\s)>\]]{1,2000}/g;

/** Without web and mail addresses, whose parts are no words of the offer. */
function withoutAddresses(text: string): string {
  return withoutMail(text.replace(WEB_ADDRESS, " "));
}

/** Looks from each `@` to both sides: a pattern would try every word of the text. */
function withoutMail(text: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let sign = text.indexOf("@"); sign >= 0; sign = text.indexOf("@", sign + 1)) {
    let start = sign;
    while (start > from && sign - start < LONGEST_LOCAL_PART && MAIL.test(text.charAt(start - 1))) start -= 1;
    let end = sign + 1;
    while (end < text.length && MAIL.test(text.charAt(end))) end += 1;
    kept.push(text.slice(from, start));
    from = end;
    sign = end - 1;
  }
  kept.push(text.slice(from));
  return kept.join(" ");
}

const MAIL = /[\w.+-]/;
const LONGEST_LOCAL_PART = 64;
