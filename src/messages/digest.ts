import { typedCard } from "../commands/card.ts";
import { searchOpenCommand } from "../commands/search.ts";
import { typed } from "../commands/typed.ts";
import type { Day } from "../offers/offer.ts";
import { clipWords } from "../text/clip.ts";
import type { Digested } from "./announced.ts";
import type { Message } from "./content.ts";
import { code, del, em, type Fragment, items, lines, ours, say } from "./fragment.ts";
import { shortFactsOf, titleOf } from "./offerLines.ts";
import { s } from "./typography.ts";
import { QUERY_LIMIT, quoted } from "./understood.ts";
import { longDate, type Wording } from "./wording.ts";

/** Offers that one digest shows: its event has to stay well under 64 KiB. The others are counted. */
export const DIGEST_SIZE = 20;

export interface Digest {
  /** The filter of its subscription, as people read it; empty for every offer, null when the subscription is gone. */
  readonly filter: string | null;
  /** All that it is about, at least one: new ones, then what ends soon, then what closed. */
  readonly entries: readonly Digested[];
  /** When it was meant to come, in words, where it came late; null when it was on time. */
  readonly late: string | null;
}

/**
 * What a subscription with a schedule is told at one of its moments. Numbers stay when an offer closes: people answer
 * with them.
 */
export function digestMessage({ filter, entries, late }: Digest, { prefix, today }: Wording): Message {
  const shown = entries.slice(0, DIGEST_SIZE);
  const open = shown.findIndex(({ closedOn }) => closedOn === null);
  const search = typed(searchOpenCommand, prefix, clipWords(filter ?? "", QUERY_LIMIT)).trim();
  const left = entries.length - shown.length;
  const detail = say`Répondez « ${typedCard(prefix, open + 1)} » pour le détail`;
  const others = say`Et ${left} autre${s(left)} : ${code(search)} pour les offres ouvertes`;
  return items(
    lines(header(filter, entries), late === null ? null : em(say`Prévu ${ours(late)}, il arrive en retard.`)),
    ...shown.flatMap((one, index) => [title(one, shown[index - 1]), entry(one, index, today())]),
    left === 0 && open < 0 ? null : lines(left > 0 ? others : null, open < 0 ? null : detail),
  );
}

function header(filter: string | null, entries: readonly Digested[]): Fragment {
  const about = filter ? say` ${quoted(clipWords(filter, QUERY_LIMIT))}` : say``;
  if (entries.every(({ kind, closedOn }) => closedOn !== null && kind !== "closed"))
    return say`${entries.length} offre${s(entries.length)} du résumé${about}, toutes fermées`;
  const counts = COUNTED.map(([kinds, words]) => {
    return { words, count: entries.filter(({ kind }) => kinds.includes(kind)).length };
  });
  const parts = counts
    .filter(({ count }) => count > 0)
    .map(({ words, count }, index) => words(count, index === 0 ? ` offre${s(count)}` : ""));
  return say`📢 Résumé${about} : ${parts.reduce((before, part) => say`${before}, ${part}`)}`;
}

/** `offers`: the noun, where it was not said yet. */
type Count = (count: number, offers: string) => Fragment;
const COUNTED: readonly (readonly [readonly Digested["kind"][], Count])[] = [
  [["published", "copy"], (n) => (n > 1 ? say`${n} nouvelles offres` : say`${n} nouvelle offre`)],
  [["reopened"], (n, offers) => say`${n}${ours(offers)} rouverte${s(n)}`],
  [["ending"], (n, offers) => say`${n}${ours(offers)} bientôt close${s(n)}`],
  [["closed"], (n, offers) => say`${n}${ours(offers)} fermée${s(n)}`],
];

/** Stands before the first of its kind; what is new needs none. */
function title({ kind }: Digested, before: Digested | undefined): Fragment | null {
  if (kind === before?.kind) return null;
  if (kind === "ending") return em(say`Derniers jours pour postuler :`);
  return kind === "closed" ? em(say`Fermées depuis le dernier résumé :`) : null;
}

function entry({ kind, offer, closedOn }: Digested, index: number, today: Day): Fragment {
  const facts = shortFactsOf(offer);
  if (closedOn !== null) {
    const state = say`${index + 1}. Fermée le ${longDate(closedOn)} : ${del(titleOf(offer))}`;
    return kind === "closed" ? state : lines(state, facts && say`   ${del(facts)}`);
  }
  const numbered = say`${index + 1}. ${titleOf(offer)}${kind === "reopened" ? say` (rouverte)` : say``}`;
  return lines(numbered, facts && say`   ${facts}`, ends(offer, today));
}

function ends({ facts, depublication }: Digested["offer"], today: Day): Fragment | null {
  const { deadline } = facts;
  if (deadline !== null && deadline >= today) return say`   Postuler avant le ${longDate(deadline)}`;
  return depublication !== null && depublication >= today
    ? say`   En ligne jusqu'au ${longDate(depublication)}`
    : null;
}
