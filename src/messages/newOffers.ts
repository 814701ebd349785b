import { typedCard } from "../commands/card.ts";
import type { Day } from "../offers/offer.ts";
import type { Announced } from "./announced.ts";
import type { Message } from "./content.ts";
import { del, type Fragment, items, lines, say } from "./fragment.ts";
import { shortFactsOf, titleOf } from "./offerLines.ts";
import { longDate, type Wording } from "./wording.ts";

/** One message for several new offers. Numbers stay when an offer closes: people answer with them. */
export function newOffers(announced: readonly Announced[], { prefix, today }: Wording): Message {
  const open = announced.findIndex(({ closedOn }) => closedOn === null);
  return items(
    header(announced),
    ...announced.map((one, index) => item(one, index, today())),
    open < 0 ? null : say`Répondez « ${typedCard(prefix, open + 1)} » pour le détail`,
  );
}

function header(announced: readonly Announced[]): Fragment {
  const count = announced.length;
  if (announced.every(({ closedOn }) => closedOn !== null)) return say`${count} offres, toutes fermées`;
  if (announced.every(({ kind }) => kind === "copy")) return say`📢 ${count} offres`;
  return announced.some(({ kind }) => kind === "reopened")
    ? say`📢 ${count} offres nouvelles ou rouvertes`
    : say`📢 ${count} nouvelles offres`;
}

function item({ kind, offer, closedOn }: Announced, index: number, today: Day): Fragment {
  const facts = shortFactsOf(offer);
  if (closedOn !== null) {
    const state = say`${index + 1}. Fermée le ${longDate(closedOn)} : ${del(titleOf(offer))}`;
    return lines(state, facts && say`   ${del(facts)}`);
  }
  const title = titleOf(offer);
  const numbered = say`${index + 1}. ${kind === "reopened" ? say`${title} (rouverte)` : title}`;
  return lines(numbered, facts && say`   ${facts}`, deadline(offer, today));
}

function deadline({ facts }: Announced["offer"], today: Day): Fragment | null {
  return facts.deadline === null || facts.deadline < today
    ? null
    : say`   Postuler avant le ${longDate(facts.deadline)}`;
}
