import { fold } from "../../text/fold.ts";
import { LABEL_LEVEL } from "../body/headings.ts";
import type { Block } from "../body/outline.ts";
import {
  introducesBeta,
  isAdministrative,
  isHiring,
  isHiringFor,
  namesATask,
  saysQualitiesAlone,
  saysTheJob,
  saysTheProfile,
  saysWhatOneWillDo,
} from "./telling.ts";

/**
 * The blocks in which an offer says what the work is, in order, sub-headings among them: those of the section that
 * lists the work, else of the one that names the mission, else of the one that describes the post, each from its first
 * sentence that speaks of the job on; else the passages that speak of it from the one on that seeks somebody. What is
 * said of the team, its product and its plans before the job is left out. Empty where an offer says nothing of the kind.
 */
export function workOf(outline: readonly Block[]): readonly Block[] {
  const sections = sectionsOf(outline);
  const [listing = [], naming = [], describing = []] = WORK_HEADINGS.map((kind) =>
    sections.filter(({ heading }) => kind.test(heading) && !BESIDE_THE_POINT.test(heading)),
  );
  const ofWork = [...listing.map((section) => aroundOf(section, naming)), ...naming, ...describing];
  for (const section of ofWork) {
    const told = toldIn(section.blocks);
    if (told.length > 0) return [...labelOf(section, told), ...told, ...tasksAfter(section, sections)];
  }
  const lead = leadOf(sections);
  if (lead.length > 0) return lead;
  // Of a section about the work that only tells of the product something is better than nothing.
  for (const { blocks } of ofWork) {
    const said = passagesOf(blocks).flatMap(blocksOf);
    if (said.some(({ kind }) => kind !== "heading")) return said;
  }
  return [];
}

/** « Elle aura pour mission : », where its first item goes on with « de … ». */
function labelOf({ title }: Section, [first]: readonly Block[]): readonly Block[] {
  const goesOn = first?.kind === "item" && /^d(?:e |['’])/i.test(first.text);
  return goesOn && title !== null && /:$/.test(title.text) ? [title] : [];
}

/** The section that names the mission around one that lists its parts, where it says something before them. */
function aroundOf(section: Section, naming: readonly Section[]): Section {
  const { title } = section;
  if (title === null) return section;
  const around = naming.find(({ blocks }) => blocks.includes(title));
  const before = around?.blocks.slice(0, around.blocks.indexOf(title)) ?? [];
  return around !== undefined && toldIn(before).length > 0 ? around : section;
}

/** « ## Mission », « ## Trouver des voix », « ## Animer le réseau » : sections beside it whose headings are tasks. */
function tasksAfter(section: Section, sections: readonly Section[]): Block[] {
  const beside = sections.slice(sections.indexOf(section) + 1).filter(({ level }) => level <= section.level);
  const end = beside.findIndex(({ heading, level }) => level < section.level || !namesATask(heading));
  return beside
    .slice(0, end === -1 ? beside.length : end)
    .flatMap(({ title, blocks }) => [...(title === null ? [] : [title]), ...blocks.filter(isSaid)]);
}

/** What is said of the job, from the first sentence on that is about it: about what one does, if any is, before what one is. */
function toldIn(blocks: readonly Block[]): Block[] {
  const passages = passagesOf(blocks);
  const doing = passages.findIndex((passage) => isTelling(passage) && !isOfQualities(passage));
  const first = doing === -1 ? passages.findIndex(isTelling) : doing;
  if (first === -1) return [];
  const [begin, ...rest] = passages.slice(first).flatMap(blocksOf);
  return begin === undefined ? [] : [fromTheJobOn(begin), ...rest];
}

/** Headings of sections in which the work may be looked for, folded, the best kind first. */
const WORK_HEADINGS: readonly RegExp[] = [
  /\bactivites\b|\btaches\b|\b(?:vous|tu) (?:ferez|feras|allez faire|vas faire)\b|\b(?:vos|tes) (?:\w{1,12} )?missions\b|\bprincipales missions\b|\bresponsabilites\b|\bwhat you(?:'ll| will) do\b|\bresponsibilities\b/,
  /\bmissions?\b|\b(?:votre|ton|le|your) role\b|^roles?\b|\bthe role\b/,
  /\b(?:le|du) poste\b|^poste\b|\bdescriptif\b|\bdescription\b|\ble (?:travail|job)\b|\bnotre besoin\b|^sur quoi (?:\S{1,12} ){1,4}travaill|^the (?:job|position)\b|^about the (?:job|role|position)\b/,
];

/** Headings that speak of a mission without saying what it is, or of somebody else's. */
const BESIDE_THE_POINT =
  /\b(?:duree|lieu|conditions?|modalites?|demarrage|debut|date|environnement|place|contexte technique|no(?:s|tre) (?:missions?|objectifs?)|profil recherche|pourquoi|beta)\b|\b(?:combien|dure)\b|^(?:le )?contexte(?!.{0,30}\bet (?:\w{1,6} )?missions?\b)|\bemployeur\b/;

/** Headings of what is not the work: these sections are passed over where it is looked for in all of them. */
const ABOUT_OTHERS =
  /\bbeta|\bpostuler\b|\bcandidat|\bcontact|\bprofils?\b|\bcompetences?\b|\bmodalites?\b|\bconditions?\b|\bremuneration\b|\bstart-?up d.etat\b|\bincubateur\b|\bpourquoi\b|\bfaq\b|^questions\b/;

export function isAboutOthers(heading: string): boolean {
  return ABOUT_OTHERS.test(heading);
}

interface Section {
  /** Its heading; null for what stands above all of them. */
  readonly title: Block | null;
  /** The same, folded. */
  readonly heading: string;
  readonly level: number;
  /** It or a section around it is not about the work. */
  readonly isOfOthers: boolean;
  readonly blocks: readonly Block[];
}

/** What stands above all headings goes on over labels alone. */
const ABOVE_ALL = LABEL_LEVEL - 0.5;

/** A section reaches over its sub-sections, up to one that is not about the work. */
function sectionsOf(outline: readonly Block[]): Section[] {
  const sections: (Section & { readonly blocks: Block[] })[] = [
    { title: null, heading: "", level: ABOVE_ALL, isOfOthers: false, blocks: [] },
  ];
  const open = [...sections];
  const around: Section[] = [];
  for (const block of outline) {
    if (block.kind === "heading") {
      const { level, heading } = block;
      const isApart = level < LABEL_LEVEL && (ABOUT_OTHERS.test(heading) || BESIDE_THE_POINT.test(heading));
      while (open.length > 0 && (isApart || (open.at(-1)?.level ?? 0) >= level)) open.pop();
      for (const section of open) section.blocks.push(block);
      while ((around.at(-1)?.level ?? 0) >= level) around.pop();
      const isOfOthers = ABOUT_OTHERS.test(heading) || (around.at(-1)?.isOfOthers ?? false);
      const section = { title: block, heading, level, isOfOthers, blocks: [] };
      sections.push(section);
      around.push(section);
      open.push(section);
    } else for (const section of open) section.blocks.push(block);
  }
  return sections;
}

/** What is said in one go: a paragraph or a heading, and the items that it introduces. */
interface Passage {
  /** Null where items stand straight below the section's own heading. */
  readonly intro: Block | null;
  readonly items: Block[];
}

function passagesOf(blocks: readonly Block[]): Passage[] {
  const passages: Passage[] = [];
  for (const block of blocks.filter(isSaid)) {
    const last = passages.at(-1);
    if (block.kind !== "item" || last === undefined)
      passages.push(block.kind === "item" ? { intro: null, items: [block] } : { intro: block, items: [] });
    else last.items.push(block);
  }
  return passages;
}

function blocksOf({ intro, items }: Passage): Block[] {
  return intro === null ? items : [intro, ...items];
}

function isTelling({ intro, items }: Passage): boolean {
  if (intro === null) return true;
  if (intro.kind === "heading" && intro.level < LABEL_LEVEL) return items.length > 0;
  const said = fold(intro.text.slice(0, LOOKED_AT));
  if (saysTheProfile(said)) return false;
  if (intro.kind !== "heading" || saysTheJob(said)) return saysTheJob(said);
  // « Conception : » titles a part of the work; « La loi prévoit déjà : » begins to tell of something else.
  if (items.length === 0 || BESIDE_THE_POINT.test(said)) return false;
  return said.split(" ").length <= TITLE_WORDS || items.every(({ text }) => namesATask(fold(text)));
}

function isOfQualities({ intro, items }: Passage): boolean {
  return intro?.kind === "paragraph" && items.length === 0 && saysQualitiesAlone(fold(intro.text));
}

/**
 * The passages that speak of the job, from the one on that seeks somebody, be it a heading; else from the first above all
 * headings, else from one that says what a newcomer will do.
 */
function leadOf(sections: readonly Section[]): Block[] {
  const elsewhere = sections.filter(({ isOfOthers }) => !isOfOthers);
  const ways = [
    () => passagesFrom(elsewhere, isHiring),
    () => soughtByHeading(sections),
    () => passagesFrom(sections.slice(0, 1), saysTheJob),
    () => passagesFrom(elsewhere, saysWhatOneWillDo),
  ];
  for (const way of ways) {
    const found = way();
    if (found.length > 0) return found;
  }
  return [];
}

/** « ### Le Phare recherche une gardienne pour tenir la lanterne » : the sentence as a paragraph, and what is told below. */
function soughtByHeading(sections: readonly Section[]): Block[] {
  for (const { title, heading, blocks } of sections)
    if (title !== null && isHiringFor(heading))
      return [{ ...title, kind: "paragraph", level: 0 }, ...toldIn(blocks)];
  return [];
}

function passagesFrom(sections: readonly Section[], begins: (said: string) => boolean): Block[] {
  for (const { blocks } of sections) {
    const passages = passagesOf(blocks);
    const first = passages.findIndex(
      ({ intro }) =>
        intro !== null && intro.kind !== "heading" && begins(fold(intro.text.slice(0, LOOKED_AT))),
    );
    if (first === -1) continue;
    const [begin, ...rest] = passages.slice(first).filter(isTelling).flatMap(blocksOf);
    return begin === undefined ? [] : [fromTheJobOn(begin), ...rest];
  }
  return [];
}

/** A paragraph without its first sentences, where they are about something else: « Le phare existe. Vous l'allumerez. » */
function fromTheJobOn(block: Block): Block {
  if (block.kind === "heading" || block.kind === "item") return block;
  const starts = [
    0,
    ...[...block.text.matchAll(SENTENCE_END)].map(({ index, 0: end }) => index + end.length),
  ];
  const telling = starts.findIndex((start, at) => saysTheJob(fold(block.text.slice(start, starts[at + 1]))));
  const first = starts[telling - (PRONOUN.test(block.text.slice(starts[telling])) ? 1 : 0)];
  if (first === undefined || first === 0) return block;
  const addresses = block.addresses
    .filter(({ start }) => start >= first)
    .map((address) => ({ ...address, start: address.start - first, end: address.end - first }));
  return { ...block, text: block.text.slice(first), addresses };
}

/** « Elle cherche une personne pour… » : who does is told by the sentence before. */
const PRONOUN =
  /^(?:Elles?|Ils?|Celle-ci|Celui-ci|It|They|She|He|Son|Sa|Ses|Leurs?|Its|Their) (?!missions?\b|r[ôo]le\b|t[âa]ches\b|activit|s['’]agi|(?:vous |te )?faudra|est (?:prévu|proposé|demandé|attendu)|ou )/;

const SENTENCE_END = /[.!?…]{1,3} (?=[\p{Lu}«“"])/gu;

const LOOKED_AT = 300;
/** With the colon. */
const TITLE_WORDS = 4;

/** A heading that says no more than what its section is: « Missions : ». */
const BARE_TITLE =
  /^(?:(?:la|les|vos|votre|tes|ta|ses) )?(?:principales? )?(?:missions?|activites|taches|responsabilites|roles?)(?: principales?)? ?:?$/;

/** Not a bare link, a label, a line for the files, or a word about beta.gouv.fr. */
export function isSaid({ text, kind }: Block): boolean {
  if (/^https?:\/\/\S*$/.test(text) || !/\p{L}{2}/u.test(text)) return false;
  const said = fold(text.slice(0, LOOKED_AT));
  if (kind === "heading" && BARE_TITLE.test(said)) return false;
  return !isAdministrative(said) && (!introducesBeta(said) || isHiring(said) || namesATask(said));
}
