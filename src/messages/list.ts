import { typedCard } from "../commands/card.ts";
import { type MoreAnswer, moreCommand } from "../commands/more.ts";
import { MOST_LISTED, type Page } from "../commands/page.ts";
import type { ListAnswer } from "../commands/search.ts";
import { typed } from "../commands/typed.ts";
import type { Loosened } from "../search/ranking/ranking.ts";
import type { Message } from "./content.ts";
import { begun, code, del, em, type Fragment, items, lines, say } from "./fragment.ts";
import { closedWords, shortFactsOf, titleOf } from "./offerLines.ts";
import { s } from "./typography.ts";
import { quoted, understanding } from "./understood.ts";
import { shortMonth, type Wording } from "./wording.ts";

/** Groups of offers that say less, as far as a list names them. */
const GROUPS_NAMED = 3;
/** Months after which a list shows how old an offer is. */
const OLD = 3;

/** The first page of a list: how the query was understood, then its offers, those that say less as announced. */
export function listMessage(answer: ListAnswer, wording: Wording): Message {
  const groups = groupsOf(answer);
  return items(
    lines(header(answer), understanding(answer, answer.query ?? "")),
    ...entries(answer, groups, asked(answer), wording),
    ...later(groups, answer.items.at(-1)?.number ?? 0),
    footer(answer, wording),
  );
}

/** Another page of a list. */
export function moreMessage(answer: MoreAnswer, wording: Wording): Message {
  const first = answer.items[0]?.number ?? answer.shown;
  const last = Math.max(first, answer.items.at(-1)?.number ?? answer.shown);
  const which = first === last ? say`offre ${first}` : say`offres ${first} à ${last}`;
  // A list is kept as far as it can be paged to.
  const all = answer.total === MOST_LISTED ? say`les ${MOST_LISTED} premières` : say`${answer.total}`;
  const header = say`Suite : ${which} sur ${all}`;
  const partly = { at: answer.exact, title: say`En partie seulement :` };
  const groups = partly.at < first - 1 ? [{ ...partly, at: first - 1 }] : [partly];
  return items(
    header,
    ...entries(answer, answer.exact >= answer.total ? [] : groups, [], wording),
    footer(answer, wording),
  );
}

function header({ query, exact, standing, among }: ListAnswer): Fragment {
  const state = standing === "open" ? "ouverte" : "fermée";
  const number = exact === 0 ? "Aucune" : `${exact}`;
  if (among !== null) {
    const some =
      among === 1
        ? say`La seule offre de votre liste`
        : say`${number} offre${s(exact)} sur les ${among} de votre liste`;
    return query === null ? some : say`${some} : ${quoted(query)}`;
  }
  const count = say`${number} offre${s(exact)} ${state}${s(exact)}`;
  if (query === null) return count;
  return exact === 0 ? say`${count} ne dit tout ${quoted(query)}` : say`${count} pour ${quoted(query)}`;
}

/** A stretch of a list: where it begins, counted from 0, and its title. */
interface Group {
  readonly at: number;
  readonly title: Fragment;
}

function groupsOf({ exact, loosened }: ListAnswer): Group[] {
  let at = exact;
  return loosened.slice(0, GROUPS_NAMED).map((group, index) => {
    const begins = at;
    at += group.count;
    const title = say`${nameOf(group)} : ${group.count} offre${s(group.count)}`;
    return { at: begins, title: index === 0 && exact === 0 ? begun(title) : say`Aussi, ${title}` };
  });
}

function nameOf({ without, near }: Loosened): Fragment {
  const missing = without.slice(0, 3).map((part) => say`sans ${quoted(part)}`);
  const close = near.slice(0, 3).map((part) => say`proches de ${quoted(part)}`);
  const all = [...missing, ...close];
  return all.length === 0 ? say`en partie` : all.reduce((before, part) => say`${before}, ${part}`);
}

/** Groups that begin behind this page: announced, so that nobody takes the page for all there is. */
function later(groups: readonly Group[], last: number): Fragment[] {
  return groups.filter(({ at }) => at >= last).map(({ title }) => em(title));
}

/** The facts that were asked for and that a short line would not show. */
function asked({ understood }: ListAnswer): readonly "remote"[] {
  return understood.some(({ kind, excluded }) => kind === "remote" && !excluded) ? ["remote"] : [];
}

/** The offers of a page. In a list of open ones, an offer that closed since is struck through; its number stays. */
function entries(
  { items: page, standing }: Page,
  groups: readonly Group[],
  shown: readonly "remote"[],
  { today }: Wording,
): Fragment[] {
  const day = today();
  return page.flatMap(({ number, listed }) => {
    const { offer } = listed;
    const facts = shortFactsOf(offer, [
      shown.includes("remote") ? daysAfar(offer.facts) : null,
      age(offer, day),
    ]);
    const title = titleOf(offer);
    const entry =
      listed.standing === "open"
        ? lines(say`${number}. ${title}`, facts && say`   ${facts}`)
        : standing === "open"
          ? lines(say`${number}. ${closedWords(listed.closedOn)} : ${del(title)}`, facts && say`   ${facts}`)
          : lines(
              say`${number}. ${title}`,
              facts && say`   ${facts}`,
              say`   ${closedWords(listed.closedOn)}`,
            );
    const group = groups.find(({ at }) => at === number - 1);
    return group === undefined ? [entry] : [em(group.title), entry];
  });
}

/** « télétravail 2 j. » where the short line has no remote work. */
function daysAfar({
  remote,
  remoteDays,
}: ListAnswer["items"][number]["listed"]["offer"]["facts"]): string | null {
  if (remote !== "partial") return null;
  return remoteDays === null
    ? "télétravail partiel"
    : `télétravail ${remoteDays.replace(/ jours?(?: par semaine)?$/, " j.")}`;
}

/** The month of an offer that is older than the others: « nov. 2020 ». */
function age({ date }: { readonly date: string | null }, today: string): string | null {
  if (date === null) return null;
  const [years = 0, months = 0] = today.split("-").map(Number);
  const [year = 0, month = 0] = date.split("-").map(Number);
  const passed = (years - year) * 12 + months - month - (date.slice(8) > today.slice(8) ? 1 : 0);
  return passed >= OLD ? shortMonth(date) : null;
}

function footer({ items: page, shown, found, total }: Page, { prefix }: Wording): Fragment {
  const card = say`${code(typedCard(prefix, page[0]?.number ?? 1))} pour le détail`;
  const left = found.length - shown;
  if (left === 1) return lines(card, say`${code(typed(moreCommand, prefix))} pour la dernière`);
  if (left > 1)
    return lines(card, say`${code(typed(moreCommand, prefix))} pour les suivantes (encore ${left})`);
  return total > found.length ? lines(card, say`Ajoutez un mot pour préciser la recherche`) : card;
}
