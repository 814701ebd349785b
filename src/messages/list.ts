import { typedCard } from "../commands/card.ts";
import { type MoreAnswer, moreCommand } from "../commands/more.ts";
import type { Page } from "../commands/page.ts";
import type { ListAnswer } from "../commands/search.ts";
import { typed } from "../commands/typed.ts";
import { clipWords } from "../text/clip.ts";
import type { Message } from "./content.ts";
import { shortFactsLine } from "./factsLine.ts";
import { del, em, type Fragment, items, lines, say } from "./fragment.ts";
import { closedLine, optional, titleOf } from "./offerLines.ts";
import { understood } from "./understood.ts";
import type { Wording } from "./wording.ts";

export const QUERY_LIMIT = 100;

/** The first page of a list: how the query was understood, then its offers. */
export function listMessage(answer: ListAnswer, wording: Wording): Message {
  return items(
    lines(header(answer), corrected(answer.corrections), understood(answer.understood)),
    ...entries(answer),
    footer(answer, wording),
  );
}

/** A further page of a list. */
export function moreMessage(answer: MoreAnswer, wording: Wording): Message {
  const [first] = answer.items;
  const header = say`Suite : offres ${first?.number ?? answer.shown} à ${answer.shown} sur ${answer.total}`;
  return items(header, ...entries(answer), footer(answer, wording));
}

/** The words that were corrected: « résultats pour kubernetes (au lieu de kubernets) »; null where there are none. */
export function corrected(corrections: ListAnswer["corrections"]): Fragment | null {
  const parts = corrections.slice(0, 3).map(({ from, to }) => {
    return say`${clipWords(to, QUERY_LIMIT)} (au lieu de ${clipWords(from, QUERY_LIMIT)})`;
  });
  if (parts.length === 0) return null;
  return em(say`résultats pour ${parts.reduce((before, part) => say`${before}, ${part}`)}`);
}

function header({ query, total, standing }: ListAnswer): Fragment {
  const several = total > 1 ? "s" : "";
  const count = say`${total} offre${several} ${standing === "open" ? "ouverte" : "fermée"}${several}`;
  return query === null ? count : say`${count} pour « ${clipWords(query, QUERY_LIMIT)} »`;
}

/** The offers of a page. In a list of open ones, an offer that closed since is struck through; its number stays. */
function entries({ items: page, standing }: Page): Fragment[] {
  return page.map(({ number, listed }) => {
    const facts = optional(shortFactsLine(listed.offer));
    const title = say`${number}. ${titleOf(listed.offer)}`;
    if (listed.standing === "open") return lines(title, facts && say`   ${facts}`);
    return lines(
      standing === "open" ? del(title) : title,
      facts && say`   ${facts}`,
      say`   ${closedLine(listed.closedOn)}`,
    );
  });
}

function footer({ items: page, shown, found, total }: Page, { prefix }: Wording): Fragment {
  const card = say`${typedCard(prefix, page[0]?.number ?? 1)} pour le détail`;
  const left = found.length - shown;
  if (left > 0) return lines(card, say`${typed(moreCommand, prefix)} pour les suivantes (encore ${left})`);
  return total > found.length ? lines(card, say`Ajoutez un mot pour préciser la recherche`) : card;
}
