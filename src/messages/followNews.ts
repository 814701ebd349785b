import type { FollowNews, Seen } from "../offers/following.ts";
import type { Day, Offer } from "../offers/offer.ts";
import type { Message } from "./content.ts";
import { code, del, type Fragment, lines, say } from "./fragment.ts";
import { applyLines, closedWords, factsOf, linkLine, titleOf } from "./offerLines.ts";
import { longDate, type Wording } from "./wording.ts";

/** What somebody hears of an offer that they follow. */
export interface FollowedOffer {
  readonly news: FollowNews;
  readonly offer: Offer;
  /** What they knew of it. */
  readonly before: Seen;
  /** The day on which it closed; null while it is open, or where nobody knows. */
  readonly closedOn: Day | null;
  /** Its last day, where that is near. */
  readonly ends: Day | null;
}

/** Tells whoever follows an offer what became of it, and how to hear no more of it. */
export function followNewsMessage(followed: FollowedOffer, wording: Wording): Message {
  return lines(
    ...(followed.news === "closed" ? struck(followed) : standing(followed, wording)),
    say`Vous suivez cette offre : répondez ${code("offre")} pour sa fiche, ${code("oublier")} pour ne plus la suivre.`,
  );
}

function struck({ offer, closedOn }: FollowedOffer): Fragment[] {
  return [say`🔔 ${closedWords(closedOn)} : ${del(titleOf(offer))}`, say`Si elle rouvre, je vous le dirai.`];
}

function standing(followed: FollowedOffer, wording: Wording): (Fragment | null)[] {
  const { news, offer, before, ends } = followed;
  const was: Offer = { ...offer, title: before.title, startup: before.startup, facts: before.facts };
  const [facts, how] = [factsOf(offer), applyLines(offer, 1, wording)];
  const isEdited = news === "edited";
  const end = ends === null ? null : endWords(ends, wording.today());
  return [
    say`🔔 ${headline(news, end)} : ${titleOf(offer)}`,
    isEdited && was.title !== offer.title ? say`Avant : ${titleOf(was)}` : null,
    facts,
    isEdited ? instead(factsOf(was), [facts]) : null,
    news === "ending" || end === null ? null : say`Elle prend fin ${end}.`,
    ...how,
    ...(isEdited ? applyLines(was, 1, wording).map((line) => instead(line, how)) : []),
    linkLine(offer, wording),
  ];
}

/** What a line said before, where none says it now. */
function instead(before: Fragment | null, now: readonly (Fragment | null)[]): Fragment | null {
  if (before === null || now.some((line) => line?.text === before.text)) return null;
  return say`Avant : ${before}`;
}

function headline(news: FollowNews, end: Fragment | null): Fragment {
  if (news === "reopened") return say`Offre rouverte`;
  if (news === "edited") return say`Offre modifiée`;
  return end === null ? say`Bientôt la fin` : say`Bientôt la fin, ${end}`;
}

/** « aujourd’hui », « demain », « le 15 janvier 2027 ». */
function endWords(day: Day, today: Day): Fragment {
  const days = (Date.parse(day) - Date.parse(today)) / 86_400_000;
  if (days === 0) return say`aujourd'hui`;
  return days === 1 ? say`demain` : say`le ${longDate(day)}`;
}
