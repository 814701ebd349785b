import { type CardAnswer, typedCard } from "../commands/card.ts";
import type { Offer, OfferId, Section, Topic } from "../offers/offer.ts";
import { clipWords } from "../text/clip.ts";
import type { Message } from "./content.ts";
import { fitsLine, payOf, remoteSaysItAll } from "./factsLine.ts";
import { code, del, type Fragment, lines, paragraphs, prose, say, setWords } from "./fragment.ts";
import { missionBlocks } from "./mission.ts";
import {
  applyLines,
  closedWords,
  factsOf,
  juniorLine,
  linkLine,
  optional,
  summaryLine,
  titleOf,
} from "./offerLines.ts";
import { longDate, type Wording } from "./wording.ts";

const DETAIL_LIMIT = 200;
const SKILLS_SHOWN = 12;
const ADDRESSES_SHOWN = 5;
/** Characters of a mission: a card fits one screen of a phone, more or less. */
const MISSION_SHOWN = 500;
/** Characters of a text that was asked for as a whole: half of what an event may hold. */
const WHOLE = 9_000;

/** All that decides about one offer: facts, mission, profile, how to apply, link; its whole text on request. */
export function cardMessage(answer: CardAnswer, wording: Wording): Message {
  const { listed, whole } = answer;
  const { offer, id, standing, closedOn } = listed;
  const open = standing === "open";
  return paragraphs(
    lines(
      open ? titleOf(offer) : say`${closedWords(closedOn)} : ${del(titleOf(offer))}`,
      factsOf(offer),
      ...details(offer),
    ),
    ...(whole ? textOf(offer) : gistOf(offer)),
    notEmpty(...(open ? applyLines(offer, ADDRESSES_SHOWN, wording) : []), linkLine(offer, wording)),
    foot(offer, id, answer, wording),
  );
}

function details({ facts, domains }: Offer): (Fragment | null)[] {
  return [
    detail((value) => say`Rythme : ${value}`, facts.time),
    detail((value) => say`Rémunération : ${value}`, fitsLine(payOf(facts)) ? null : payOf(facts)),
    detail((value) => say`Début : ${value}`, facts.start),
    remoteSaysItAll(facts) ? null : optional(facts.remoteNote && clipWords(facts.remoteNote, DETAIL_LIMIT)),
    detail((value) => say`Compétences : ${value}`, facts.skills.slice(0, SKILLS_SHOWN).join(", ")),
    detail((value) => say`Domaines : ${value}`, domains.join(", ")),
  ];
}

function detail(line: (value: Fragment) => Fragment, value: string | null): Fragment | null {
  return value === null || value.trim() === "" ? null : line(setWords(clipWords(value, DETAIL_LIMIT)));
}

/** What the work is, and for whom, in short. */
function gistOf(offer: Offer): (Fragment | null)[] {
  return [
    missionBlocks(offer.mission, MISSION_SHOWN) ?? summaryLine(offer),
    notEmpty(offer.profile === null ? null : say`Profil : ${prose(offer.profile)}`, juniorLine(offer)),
  ];
}

const REST: readonly Topic[] = ["profile", "technique", "terms", "team", "other"];

/** The whole text, as long as a message may be: the work first, then what is left as the offer has it. */
function textOf(offer: Offer): (Fragment | null)[] {
  const mission = missionBlocks(offer.mission, WHOLE);
  const said = new Set(offer.mission.map(({ text }) => wordsOf(text)));
  const rest = linesOf(offer.sections, ["mission", ...REST]).filter((line) => !said.has(wordsOf(line)));
  const shown: Fragment[] = [];
  let left = WHOLE - (mission?.text.length ?? 0);
  for (const line of rest) {
    if (left < line.length) return [mission, lines(...shown, say`…`)];
    shown.push(prose(line));
    left -= line.length;
  }
  return [mission, notEmpty(...shown), juniorLine(offer)];
}

/** A line's letters and digits: what is the same with and without addresses. */
function wordsOf(line: string): string {
  return line.replace(/\(?https?:\/\/\S+|\S+@\S+/g, "").replace(/[^\p{L}\p{N}]+/gu, "");
}

/** A sentence that lost the address which it ended with: sections are kept without. How to apply stands below. */
const HOLLOW = /(?<!\p{L})(?:à|sur|via|par|et|ou)\s?[.,;:]?$/u;

/** The lines of some sections that say something. */
function linesOf(sections: readonly Section[], topics: readonly Topic[]): string[] {
  return sections
    .filter(({ topic }) => topics.includes(topic))
    .flatMap(({ text }) => text.split("\n"))
    .map((line) => line.replace(/[\s;]{1,10}$/, "").trim())
    .filter((line) => /\p{L}/u.test(line) && !HOLLOW.test(line));
}

function foot({ date }: Offer, id: OfferId, { whole, by }: CardAnswer, wording: Wording): Fragment {
  const published = date === null ? null : say`Publiée le ${longDate(date)}`;
  if (!whole)
    return published === null ? wayToAll(by, id, wording) : say`${published}. ${wayToAll(by, id, wording)}`;
  const card = code(typedCard(wording.prefix, id));
  return published === null ? say`À retrouver avec ${card}` : say`${published}, à retrouver avec ${card}`;
}

/** How to ask for the whole text as the card was asked for: nobody types a name on a phone without need. */
function wayToAll(by: CardAnswer["by"], id: OfferId, { prefix }: Wording): Fragment {
  const all = code(`${typedCard(prefix, by === "reply" ? "" : by === "name" ? id : by)} tout`);
  return by === "reply" ? say`Toute l'annonce : répondez ${all}` : say`Toute l'annonce : ${all}`;
}

function notEmpty(...parts: (Fragment | null)[]): Fragment | null {
  return parts.every((part) => part === null) ? null : lines(...parts);
}
