import type { Answer, Listed } from "../commands/answer.ts";
import { card } from "./card.ts";
import type { Message } from "./content.ts";
import { help, helpLine } from "./help.ts";
import { list, more } from "./list.ts";
import { type OfferMark, offerMark } from "./mark.ts";
import { misuse, unknownOffer } from "./misuse.ts";
import { nothing } from "./nothing.ts";
import { notYet } from "./notYet.ts";
import type { Wording } from "./wording.ts";

/** Puts what a command found into words. */
export function render(answer: Answer, wording: Wording): Message {
  switch (answer.kind) {
    case "list":
      return list(answer, wording);
    case "more":
      return more(answer, wording);
    case "nothing":
      return nothing(answer, wording);
    case "card":
      return card(answer.listed, wording);
    case "unknownOffer":
      return unknownOffer(answer.id, answer.closest, wording);
    case "help":
      return help(answer.about, wording);
    case "helpLine":
      return helpLine(wording);
    case "misuse":
      return misuse(answer.misuse, wording);
    case "notYet":
      return notYet(answer.command, wording);
    default:
      return answer satisfies never;
  }
}

/** The offers that an answer shows, for other programs. */
export function marksOf(answer: Answer, wording: Wording): OfferMark[] {
  return listedIn(answer).map(({ offer, standing }) => offerMark(offer, standing === "open", wording));
}

function listedIn(answer: Answer): readonly Listed[] {
  switch (answer.kind) {
    case "list":
    case "more":
      return answer.items.map(({ listed }) => listed);
    case "card":
      return [answer.listed];
    default:
      return [];
  }
}
