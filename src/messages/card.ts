import { type CardAnswer, typedCard } from "../commands/card.ts";
import type { Offer, OfferId } from "../offers/offer.ts";
import { clipWords } from "../text/clip.ts";
import type { Message } from "./content.ts";
import { factsLine, fitsLine, remoteSaysItAll } from "./factsLine.ts";
import { code, del, type Fragment, lines, link, paragraphs, quote, say } from "./fragment.ts";
import { missionBlocks } from "./mission.ts";
import { applyLine, closedLine, linkLine, optional, summaryLine, titleOf } from "./offerLines.ts";
import { longDate, publicLink, type Wording } from "./wording.ts";

const DETAIL_LIMIT = 200;
const SKILLS_SHOWN = 12;
const ADDRESSES_SHOWN = 5;

/** All that decides about one offer: facts, mission, how to apply, link. */
export function cardMessage({ listed }: CardAnswer, wording: Wording): Message {
  const { offer, id, standing, closedOn } = listed;
  const open = standing === "open";
  return paragraphs(
    lines(
      open ? titleOf(offer) : del(titleOf(offer)),
      open ? null : closedLine(closedOn),
      optional(factsLine(offer)),
      ...details(offer),
    ),
    missionBlocks(offer.mission) ?? summaryLine(offer),
    notEmpty(
      open ? applyLine(offer, ADDRESSES_SHOWN) : null,
      deadline(offer),
      linkLine(offer, wording),
      original(offer, wording),
    ),
    published(offer, id, wording),
  );
}

function details({ facts, domains }: Offer): (Fragment | null)[] {
  return [
    detail((value) => say`Rythme : ${value}`, facts.time),
    detail((value) => say`Rémunération : ${value}`, fitsLine(facts.pay) ? null : facts.pay),
    detail((value) => say`Début : ${value}`, facts.start),
    detail(sentence, remoteSaysItAll(facts) ? null : facts.remoteNote),
    detail((value) => say`Compétences : ${value}`, facts.skills.slice(0, SKILLS_SHOWN).join(", ")),
    detail((value) => say`Domaines : ${value}`, domains.join(", ")),
    facts.junior ? say`Ouvert aux juniors` : null,
  ];
}

function detail(line: (value: string) => Fragment, value: string | null): Fragment | null {
  return value === null || value.trim() === "" ? null : line(clipWords(value, DETAIL_LIMIT));
}

function sentence(words: string): Fragment {
  return quote(words.charAt(0).toUpperCase() + words.slice(1));
}

function deadline({ facts }: Offer): Fragment | null {
  return facts.deadline === null ? null : say`Date limite : ${longDate(facts.deadline)}`;
}

/** Where the offer was published first, unless the card names that page already. */
function original(offer: Offer, wording: Wording): Fragment | null {
  const address = offer.externalUrl;
  if (address === null || address === publicLink(wording, offer)) return null;
  return offer.facts.applyUrls.includes(address) ? null : say`Annonce d'origine : ${link(address)}`;
}

function published({ date }: Offer, id: OfferId, { prefix }: Wording): Fragment {
  const command = code(typedCard(prefix, id));
  return date === null
    ? say`À retrouver avec ${command}`
    : say`Publiée le ${longDate(date)}, à retrouver avec ${command}`;
}

function notEmpty(...parts: (Fragment | null)[]): Fragment | null {
  return parts.every((part) => part === null) ? null : lines(...parts);
}
