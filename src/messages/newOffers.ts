import { typedCard } from "../commands/card.ts";
import type { Announced } from "./announced.ts";
import type { Message } from "./content.ts";
import { shortFactsLine } from "./factsLine.ts";
import { del, type Fragment, items, lines, say } from "./fragment.ts";
import { closedLine, optional, titleOf } from "./offerLines.ts";
import type { Wording } from "./wording.ts";

/** One message for several new offers. Numbers stay when an offer closes: people answer with them. */
export function newOffers(announced: readonly Announced[], { prefix }: Wording): Message {
  const open = announced.findIndex(({ closedOn }) => closedOn === null);
  return items(
    header(announced),
    ...announced.map(item),
    open < 0 ? null : say`Répondez « ${typedCard(prefix, open + 1)} » pour le détail`,
  );
}

function header(announced: readonly Announced[]): Fragment {
  const count = announced.length;
  if (announced.every(({ kind }) => kind === "copy")) return say`📢 ${count} offres`;
  return announced.some(({ kind }) => kind === "reopened")
    ? say`📢 ${count} offres nouvelles ou rouvertes`
    : say`📢 ${count} nouvelles offres`;
}

function item({ kind, offer, closedOn }: Announced, index: number): Fragment {
  const title = titleOf(offer);
  const numbered = say`${index + 1}. ${kind === "reopened" ? say`${title} (rouverte)` : title}`;
  return closedOn === null
    ? lines(numbered, indented(offer))
    : lines(del(numbered), say`   ${closedLine(closedOn)}`, struckFacts(offer));
}

type Offer = Announced["offer"];

function indented(offer: Offer): Fragment | null {
  const facts = optional(shortFactsLine(offer));
  return facts && say`   ${facts}`;
}

function struckFacts(offer: Offer): Fragment | null {
  const facts = optional(shortFactsLine(offer));
  return facts && say`   ${del(facts)}`;
}
