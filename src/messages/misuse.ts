import type { Misuse } from "../commands/answer.ts";
import { cardCommand } from "../commands/prefix.ts";
import type { OfferId } from "../offers/offer.ts";
import { clip } from "./clean.ts";
import type { Message } from "./content.ts";
import { code, lines, say } from "./fragment.ts";
import type { Wording } from "./wording.ts";

/** One line with the right form. */
export function misuse(about: Misuse, { prefix }: Wording): Message {
  switch (about.reason) {
    case "no list":
      return say`Je ne vous ai pas encore montré de liste ici : commencez par ${code(prefix)} ou ${code(`${prefix} devops`)}.`;
    case "list is over":
      return say`C'est tout : la liste est terminée. Pour une autre recherche : ${code(`${prefix} devops`)}.`;
    case "number out of range":
      return about.last === 1
        ? say`Il n'y a pas de n° ${about.number} : la liste n'a qu'une offre, ${code(cardCommand(prefix, 1))}.`
        : say`Il n'y a pas de n° ${about.number} : la liste va de 1 à ${about.last}, par exemple ${code(cardCommand(prefix, about.last))}.`;
    case "no message replied to":
      return say`Répondez ${code(cardCommand(prefix))} à une annonce, ou donnez un numéro de liste : ${code(cardCommand(prefix, 2))}.`;
    case "several offers in that message":
      return say`Ce message parle de plusieurs offres : précisez le numéro, par exemple ${code(cardCommand(prefix, 2))}.`;
    default:
      return about satisfies never;
  }
}

/** No offer of that name; the nearest ones, ready to copy. */
export function unknownOffer(id: string, closest: readonly OfferId[], { prefix }: Wording): Message {
  const shown = clip(id, 120);
  if (closest.length === 0)
    return say`Je ne connais pas d'offre « ${shown} ». Pour chercher : ${code(`${prefix} devops`)}.`;
  return lines(
    say`Je ne connais pas d'offre « ${shown} ». Vouliez-vous dire :`,
    ...closest.map((near) => code(cardCommand(prefix, near))),
  );
}
