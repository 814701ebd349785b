import type { Offer, Section, Topic } from "../../offers/offer.ts";

/** How much a word of the body says about the job, by where it stands. */
export type Weight = 1 | 2 | 3;

export interface Passage {
  readonly weight: Weight;
  readonly text: string;
}

/** 3 for what the person will do and must know; 1 for who hires and how to answer, of which every offer says the same. */
const WEIGHTS: Readonly<Record<Topic, Weight>> = {
  mission: 3,
  profile: 3,
  technique: 3,
  terms: 2,
  other: 2,
  team: 1,
  apply: 1,
};

export function passagesOf(sections: readonly Section[]): Passage[] {
  return sections.map(({ topic, text }) => ({ weight: WEIGHTS[topic], text }));
}

/** Characters in which an offer introduces itself: « Exemple recrute une développeuse pour… ». */
const OPENING = 200;

/** The first words of a body, where its startup, product and job are named; the last one whole. */
export function openingOf({ sections }: Pick<Offer, "sections">): string {
  let text = "";
  for (const section of sections) {
    text += `${section.text}\n`;
    if (text.length > OPENING) return text.slice(0, OPENING).replace(/\S{1,80}$/, "");
  }
  return text;
}
