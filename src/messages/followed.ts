import { typedOfOffer } from "../commands/afterOffer.ts";
import type { FollowedAnswer } from "../commands/follow.ts";
import type { FollowingAnswer } from "../commands/following.ts";
import { moreCommand } from "../commands/more.ts";
import { typed } from "../commands/typed.ts";
import type { UnfollowedAnswer } from "../commands/unfollow.ts";
import { invitation } from "./alerted.ts";
import type { Message } from "./content.ts";
import { code, del, type Fragment, items, lines, say } from "./fragment.ts";
import { closedWords, shortFactsOf, titleOf } from "./offerLines.ts";
import { s } from "./typography.ts";
import { longDate, type Wording } from "./wording.ts";

/** What somebody is told of from now on, where, and when to expect it. */
export function followedMessage({ listed, told, sealed, ends, already }: FollowedAnswer): Message {
  const { offer, standing } = listed;
  const where = told === "here" ? say`ici` : say`dans notre salon à deux`;
  const invited = told === "invited" || told === "opens" ? say` ${invitation(told, sealed)}` : say``;
  if (already) return say`Vous suivez déjà ${titleOf(offer)} : je vous en parle ${where}.${invited}`;
  if (standing === "closed")
    return say`C'est noté : vous suivez ${titleOf(offer)}, qui est fermée. Je vous dirai ${where} si elle rouvre.${invited}`;
  const end = ends === null ? say`change` : say`change, approche de sa fin (le ${longDate(ends)})`;
  return say`C'est noté : vous suivez ${titleOf(offer)}. Je vous dirai ${where} quand elle ${end} ou ferme.${invited}`;
}

export function unfollowedMessage({ listed: { offer }, deed }: UnfollowedAnswer): Message {
  return deed === null
    ? say`Vous ne suivez pas ${titleOf(offer)} : il n'y a rien à oublier.`
    : say`C'est noté : vous ne suivez plus ${titleOf(offer)}.`;
}

export function followingMessage(answer: FollowingAnswer, { prefix }: Wording): Message {
  const { total, shown, items: page } = answer;
  if (total === 0)
    return say`Vous ne suivez aucune offre. Pour en suivre une : ${code(typedOfOffer(prefix, "2 suivre"))} après une liste, ou ${code(typedOfOffer(prefix, "suivre"))} en réponse à une annonce.`;
  return items(
    say`Vous suivez ${total} offre${s(total)}`,
    ...page.map(({ number, listed }) =>
      lines(say`${number}. ${entryOf(listed)}`, shortFactsOf(listed.offer)),
    ),
    lines(
      shown < total ? say`${code(typed(moreCommand, prefix))} pour les ${total - shown} autres` : null,
      say`${code(typedOfOffer(prefix, `${page[0]?.number ?? 1} oublier`))} pour ne plus suivre la première`,
    ),
  );
}

function entryOf({ offer, standing, closedOn }: FollowingAnswer["items"][number]["listed"]): Fragment {
  return standing === "closed" ? say`${closedWords(closedOn)} : ${del(titleOf(offer))}` : titleOf(offer);
}
