import { clipWords } from "../../text/clip.ts";
import { type Heading, headingOf } from "../body/heading.ts";
import { isListItem, plainLine, withoutComments } from "../body/plainText.ts";

/** As long as the excerpt that beta.gouv.fr showed on its cards. */
export const SUMMARY_LIMIT = 260;

/** Characters of a body that are looked at. The longest real offer has 18,000. */
const READ_LIMIT = 64 * 1024;

/** Shorter ones are labels (« Présentation »). */
const SHORTEST_PARAGRAPH = 20;

/**
 * A first sentence or two that say what the mission is: of the section that lists the work, else of the one that
 * names the mission, else of the one that describes the post, else the first paragraph that is not about
 * beta.gouv.fr itself. Null when there is none.
 */
export function summarise(body: string): string | null {
  const sections = sectionsOf(withoutComments(body.slice(0, READ_LIMIT)));
  for (const heading of MISSION_HEADINGS) {
    for (const section of sections) {
      if (!heading.test(section.heading) || BESIDE_THE_POINT.test(section.heading)) continue;
      const text = textOf(section);
      if (text !== "") return clipWords(text, SUMMARY_LIMIT);
    }
  }
  const [first] = sections
    .filter((section) => !ABOUT_OTHERS.test(section.heading))
    .map(firstParagraph)
    .filter((text) => text.length >= SHORTEST_PARAGRAPH);
  return first === undefined ? null : clipWords(first, SUMMARY_LIMIT);
}

/** Matched against folded headings, the best kind first. */
const MISSION_HEADINGS: readonly RegExp[] = [
  /\bactivites\b|\btaches\b|\b(?:vous|tu) (?:ferez|feras|allez faire|vas faire)\b|\b(?:vos|tes) missions\b|\bprincipales missions\b|\bresponsabilites\b/,
  /\bmissions?\b|\b(?:votre|ton|le) role\b|^roles?\b/,
  /\b(?:le|du) poste\b|^poste\b|\bdescriptif\b|\bdescription\b|\ble (?:travail|job)\b/,
];

/** Headings that speak of a mission without saying what it is. */
const BESIDE_THE_POINT =
  /\b(?:duree|lieu|conditions?|modalites?|demarrage|debut|date|environnement|place|contexte technique|nos missions|notre mission|profil recherche|pourquoi|beta)\b/;

/** Headings of what is not the work: where a first paragraph is looked for, these sections are passed over. */
const ABOUT_OTHERS =
  /\bbeta|\bpostuler\b|\bcandidat|\bcontact|\bprofil\b|\bcompetences?\b|\bmodalites?\b|\bremuneration\b|\bstart-?up d.etat\b|\bincubateur\b/;

/** Folded beginnings of paragraphs that introduce beta.gouv.fr, its incubators or its approach, and no post. */
const ABOUT_BETA =
  /beta\.gouv\.fr (?:aide|est|a deja|incube|accompagne|reunit)|^(?:beta\.gouv|l'incubateur|les start-?ups? d'etat|une start-?up d'etat)|incubateur de services? (?:publics? )?numeriques?|approche start-?up d'etat|^nous (?:formons|animons|integrons|documentons)\b/;

interface Section {
  /** Folded: lower case, without accents and markup. */
  readonly heading: string;
  readonly lines: readonly string[];
}

/** A section reaches over its sub-sections, up to one that is not about the work. */
function sectionsOf(body: string): Section[] {
  const sections: { heading: string; level: number; lines: string[] }[] = [
    { heading: "", level: 7, lines: [] },
  ];
  const open = [...sections];
  const lines = body.split("\n");
  for (const [index, line] of lines.entries()) {
    const found = headingOf(line, lines[index + 1]) ?? boldHeading(line);
    if (found === null) {
      for (const section of open) section.lines.push(line);
      continue;
    }
    const { level } = found;
    const heading = fold(found.text);
    const isApart = ABOUT_OTHERS.test(heading) || BESIDE_THE_POINT.test(heading);
    while (open.length > 0 && (isApart || (open.at(-1)?.level ?? 0) >= level)) open.pop();
    const section = { heading, level, lines: [] };
    sections.push(section);
    open.push(section);
  }
  return sections;
}

/** A line that is all bold serves as the lowest heading. */
function boldHeading(line: string): Heading | null {
  const isBold = /^\s{0,3}(?:\*\*|__)[^*_]{2,80}(?:\*\*|__)\s{0,3}:?\s{0,3}$/.test(line);
  return isBold ? { level: 6, text: plainLine(line) } : null;
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’ʼ]/g, "'").toLowerCase();
}

/** Lines up to the limit, list items apart, without paragraphs about beta.gouv.fr. */
function textOf(section: Section): string {
  let text = "";
  let wasItem = false;
  for (const line of section.lines) {
    const plain = plainLine(line);
    if (!isTelling(plain)) continue;
    const isItem = isListItem(line);
    const apart = wasItem && isItem && !/[.;:!?,…]$/.test(text);
    text += text === "" ? plain : `${apart ? " ;" : ""} ${plain}`;
    wasItem = isItem;
    if (text.length > SUMMARY_LIMIT) break;
  }
  return text;
}

function firstParagraph(section: Section): string {
  let text = "";
  for (const line of section.lines) {
    const plain = plainLine(line);
    if (plain === "" && text !== "") break;
    if (isTelling(plain)) text += text === "" ? plain : ` ${plain}`;
    if (text.length > SUMMARY_LIMIT) break;
  }
  return text;
}

/** Not a bare link, a label or a word about beta.gouv.fr. */
function isTelling(plain: string): boolean {
  return (
    plain !== "" &&
    !/^https?:\/\/\S*$/.test(plain) &&
    /\p{L}{2}/u.test(plain) &&
    !ABOUT_BETA.test(fold(plain.slice(0, 300)))
  );
}
