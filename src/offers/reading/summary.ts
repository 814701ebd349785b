import { clipWords } from "../../text/clip.ts";
import { fold } from "../../text/fold.ts";
import { LABEL_LEVEL } from "../body/headings.ts";
import type { Block } from "../body/outline.ts";

/** As long as the excerpt that beta.gouv.fr showed on its cards. */
export const SUMMARY_LIMIT = 260;

/** Shorter ones are labels (« Présentation »). */
const SHORTEST_PARAGRAPH = 20;

/**
 * A first sentence or two that say what the mission is: of the section that lists the work, else of the one that
 * names the mission, else of the one that describes the post, else the first paragraph that is not about
 * beta.gouv.fr itself. Null when there is none.
 */
export function summarise(outline: readonly Block[]): string | null {
  const sections = sectionsOf(outline);
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
  /** Folded. */
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** A section reaches over its sub-sections, up to one that is not about the work. */
function sectionsOf(outline: readonly Block[]): Section[] {
  const sections: { heading: string; level: number; blocks: Block[] }[] = [
    { heading: "", level: Number.POSITIVE_INFINITY, blocks: [] },
  ];
  const open = [...sections];
  for (const block of outline) {
    if (block.kind !== "heading") {
      for (const section of open) section.blocks.push(block);
      continue;
    }
    const { level, heading } = block;
    const isApart = ABOUT_OTHERS.test(heading) || BESIDE_THE_POINT.test(heading);
    while (open.length > 0 && (isApart || (open.at(-1)?.level ?? 0) >= level)) open.pop();
    // « Vous aurez à : » begins a section, and the sentence that its items end.
    if (level === LABEL_LEVEL) for (const section of open) section.blocks.push(block);
    const section = { heading, level, blocks: [] };
    sections.push(section);
    open.push(section);
  }
  return sections;
}

/** Lines up to the limit, list items apart, without paragraphs about beta.gouv.fr. */
function textOf(section: Section): string {
  let text = "";
  let wasItem = false;
  for (const block of section.blocks) {
    if (!isTelling(block.text)) continue;
    const isItem = block.kind === "item";
    const apart = wasItem && isItem && !/[.;:!?,…]$/.test(text);
    text += text === "" ? block.text : `${apart ? " ;" : ""} ${block.text}`;
    wasItem = isItem;
    if (text.length > SUMMARY_LIMIT) break;
  }
  return text;
}

function firstParagraph(section: Section): string {
  const telling = section.blocks.filter(({ text }) => isTelling(text));
  const lines = telling.filter(({ line }) => line === telling[0]?.line);
  return lines.map(({ text }) => text).join(" ");
}

/** Not a bare link, a label or a word about beta.gouv.fr. */
function isTelling(text: string): boolean {
  return (
    !/^https?:\/\/\S*$/.test(text) && /\p{L}{2}/u.test(text) && !ABOUT_BETA.test(fold(text.slice(0, 300)))
  );
}
