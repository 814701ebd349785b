import { typedCard, type UnknownOfferAnswer } from "../commands/card.ts";
import type { MisuseAnswer } from "../commands/misuse.ts";
import { moreCommand } from "../commands/more.ts";
import { searchOpenCommand } from "../commands/search.ts";
import { typed } from "../commands/typed.ts";
import { clipWords } from "../text/clip.ts";
import type { Message } from "./content.ts";
import { code, lines, say } from "./fragment.ts";
import { refusalMessage } from "./refused.ts";
import { quoted } from "./understood.ts";
import type { Wording } from "./wording.ts";

/** One line with the right form of a command that cannot be carried out. */
export function misuseMessage({ misuse: about }: MisuseAnswer, { prefix }: Wording): Message {
  const search = code(typed(searchOpenCommand, prefix, "devops"));
  switch (about.reason) {
    case "no list":
      return say`Je ne vous ai pas encore montré de liste ici : commencez par ${code(prefix)} ou ${search}.`;
    case "list is over":
      return about.pages === 1
        ? say`C'est tout : la liste tient en une page. Pour une autre recherche : ${search}.`
        : say`C'est tout : la liste a ${about.pages} pages. Pour une autre recherche : ${search}.`;
    case "list begins":
      return about.pages === 1
        ? say`C'est le début : la liste tient en une page.`
        : say`C'est le début de la liste. La suite : ${code(typed(moreCommand, prefix))}.`;
    case "several numbers":
      return say`Une fiche à la fois : ${code(typedCard(prefix, about.numbers[0] ?? 1))}, puis ${code(typedCard(prefix, about.numbers[1] ?? 2))}.`;
    case "number out of range":
      return about.last === 1
        ? say`Il n'y a pas de n° ${about.number} : la liste n'a qu'une offre, ${code(typedCard(prefix, 1))}.`
        : say`Il n'y a pas de n° ${about.number} : la liste va de 1 à ${about.last}, par exemple ${code(typedCard(prefix, about.last))}.`;
    case "refused":
      return refusalMessage(about, prefix);
    case "nothing left":
      return about.among === 1
        ? say`La seule offre de votre liste ne va pas avec ${quoted(about.query)} ; la liste reste telle quelle.`
        : say`Aucune des ${about.among} offres de votre liste ne va avec ${quoted(about.query)} ; la liste reste telle quelle.`;
    case "no message replied to":
      return say`Répondez ${code(typedCard(prefix))} à une annonce, ou donnez un numéro de liste : ${code(typedCard(prefix, 2))}.`;
    case "several offers in that message":
      return say`Ce message parle de plusieurs offres : précisez le numéro, par exemple ${code(typedCard(prefix, 2))}.`;
    default:
      return about satisfies never;
  }
}

/** Says that no offer has that name, and gives the nearest ones ready to copy. */
export function unknownOfferMessage({ id, closest }: UnknownOfferAnswer, { prefix }: Wording): Message {
  const shown = clipWords(id, 120);
  if (closest.length === 0)
    return say`Je ne connais pas d'offre « ${shown} ». Pour chercher : ${code(typed(searchOpenCommand, prefix, "devops"))}.`;
  return lines(
    say`Je ne connais pas d'offre « ${shown} ». Vouliez-vous dire :`,
    ...closest.map((near) => code(typedCard(prefix, near))),
  );
}
