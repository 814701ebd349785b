import type { Listed } from "../commands/context.ts";
import type { Answer } from "../commands/table.ts";
import { alertedMessage, alertsEndedMessage } from "./alerted.ts";
import { applyingMessage } from "./applying.ts";
import { cardMessage } from "./card.ts";
import { confirmedMessage } from "./confirmed.ts";
import type { Message } from "./content.ts";
import { followedMessage, followingMessage, unfollowedMessage } from "./followed.ts";
import { forgottenMessage } from "./forgotten.ts";
import { helpLineMessage, helpMessage, thanksMessage } from "./help.ts";
import { listMessage, moreMessage } from "./list.ts";
import { type OfferMark, offerMark } from "./mark.ts";
import { misuseMessage, unknownOfferMessage } from "./misuse.ts";
import { notDoneMessage } from "./notDone.ts";
import { nothingMessage } from "./nothing.ts";
import { quietMessage } from "./quiet.ts";
import { statusMessage } from "./status.ts";
import { stoppingMessage } from "./stopping.ts";
import { subscribedMessage } from "./subscribed.ts";
import { caughtUpMessage, subscriptionsMessage, unsubscribedMessage } from "./subscriptions.ts";
import { trialMessage } from "./trial.ts";
import { whyMessage } from "./why.ts";
import type { Wording } from "./wording.ts";

/** Puts the answer of a command into words. The compiler demands a case for every kind that a command returns. */
export function render(answer: Answer, wording: Wording): Message {
  switch (answer.kind) {
    case "list":
      return listMessage(answer, wording);
    case "more":
      return moreMessage(answer, wording);
    case "nothing":
      return nothingMessage(answer, wording);
    case "card":
      return cardMessage(answer, wording);
    case "applying":
      return applyingMessage(answer, wording);
    case "unknownOffer":
      return unknownOfferMessage(answer, wording);
    case "help":
      return helpMessage(answer, wording);
    case "helpLine":
      return helpLineMessage(answer, wording);
    case "thanks":
      return thanksMessage();
    case "misuse":
      return misuseMessage(answer, wording);
    case "why":
      return whyMessage(answer);
    case "subscribed":
      return subscribedMessage(answer, wording);
    case "unsubscribed":
      return unsubscribedMessage(answer);
    case "subscriptions":
      return subscriptionsMessage(answer, wording);
    case "stopping":
      return stoppingMessage(answer, wording);
    case "caughtUp":
      return caughtUpMessage(answer);
    case "trial":
      return trialMessage(answer);
    case "quiet":
      return quietMessage(answer, wording);
    case "notDone":
      return notDoneMessage(answer, wording);
    case "confirmed":
      return confirmedMessage(answer);
    case "alerted":
      return alertedMessage(answer);
    case "alertsEnded":
      return alertsEndedMessage(answer);
    case "forgotten":
      return forgottenMessage();
    case "followed":
      return followedMessage(answer);
    case "unfollowed":
      return unfollowedMessage(answer);
    case "following":
      return followingMessage(answer, wording);
    case "status":
      return statusMessage(answer, wording);
    default:
      return answer satisfies never;
  }
}

/** The offers that an answer shows, for other programs: those of a page, or the one that it is about. */
export function marksOf(answer: Answer, wording: Wording): OfferMark[] {
  return listedIn(answer).map(({ offer, standing }) => offerMark(offer, standing === "open", wording));
}

function listedIn(answer: Answer): readonly Listed[] {
  if ("items" in answer) return answer.items.map(({ listed }) => listed);
  return "listed" in answer ? [answer.listed] : [];
}
