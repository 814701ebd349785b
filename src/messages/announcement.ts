import { typedCard } from "../commands/card.ts";
import type { Offer } from "../offers/offer.ts";
import type { Announced } from "./announced.ts";
import type { Message } from "./content.ts";
import { del, type Fragment, lines, say } from "./fragment.ts";
import { newOffers } from "./newOffers.ts";
import {
  applyLines,
  closedWords,
  factsOf,
  juniorLine,
  linkLine,
  summaryLine,
  titleOf,
} from "./offerLines.ts";
import type { Wording } from "./wording.ts";

/** The message that announces offers (at least one, at most 20), in the order of its decisions. */
export function announcement(announced: readonly Announced[], wording: Wording): Message {
  const [only] = announced;
  if (announced.length !== 1 || only === undefined) return newOffers(announced, wording);
  return only.closedOn === null ? standing(only, wording) : struck(only);
}

function standing({ kind, offer }: Announced, wording: Wording): Message {
  return lines(
    headline(kind, offer),
    factsOf(offer),
    summaryLine(offer),
    juniorLine(offer),
    ...applyLines(offer, 1, wording),
    linkLine(offer, wording),
    say`Répondez « ${typedCard(wording.prefix)} » pour le détail`,
  );
}

/** A closed offer: its state first, then what was said of it, struck through. */
function struck({ offer, closedOn }: Announced): Message {
  const rest = [factsOf(offer), summaryLine(offer)];
  return lines(
    say`${closedWords(closedOn)} : ${del(titleOf(offer))}`,
    ...rest.map((line) => line && del(line)),
  );
}

function headline(kind: Announced["kind"], offer: Offer): Fragment {
  switch (kind) {
    case "published":
      return say`📢 Nouvelle offre : ${titleOf(offer)}`;
    case "reopened":
      return say`📢 Offre rouverte : ${titleOf(offer)}`;
    case "copy":
      return say`📢 Offre : ${titleOf(offer)}`;
    default:
      return kind satisfies never;
  }
}
