import { typedCard } from "../commands/card.ts";
import type { Day, Offer } from "../offers/offer.ts";
import type { Announced } from "./announced.ts";
import type { Message } from "./content.ts";
import { factsLine } from "./factsLine.ts";
import { del, type Fragment, lines, say } from "./fragment.ts";
import { newOffers } from "./newOffers.ts";
import { applyLine, closedLine, linkLine, optional, summaryLine, titleOf } from "./offerLines.ts";
import type { Wording } from "./wording.ts";

/** The message that announces offers (at least one, at most 20), in the order of its decisions. */
export function announcement(announced: readonly Announced[], wording: Wording): Message {
  const [only] = announced;
  if (announced.length !== 1 || only === undefined) return newOffers(announced, wording);
  return only.closedOn === null ? standing(only, wording) : struck(only, only.closedOn);
}

function standing({ kind, offer }: Announced, wording: Wording): Message {
  return lines(
    headline(kind, offer),
    optional(factsLine(offer)),
    summaryLine(offer),
    applyLine(offer, 1),
    linkLine(offer, wording),
    say`Répondez « ${typedCard(wording.prefix)} » pour le détail`,
  );
}

/**
 * A closed offer, struck through. The date stands right below the title: plain text has nothing else to strike with.
 */
function struck({ kind, offer }: Announced, closedOn: Day): Message {
  const rest = [optional(factsLine(offer)), summaryLine(offer)];
  return lines(del(headline(kind, offer)), closedLine(closedOn), ...rest.map((line) => line && del(line)));
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
