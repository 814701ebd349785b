import { typedOfOffer } from "../commands/afterOffer.ts";
import { typedCard } from "../commands/card.ts";
import type { AboutOffer, MisuseAnswer } from "../commands/misuse.ts";
import { moreCommand } from "../commands/more.ts";
import { searchOpenCommand } from "../commands/search.ts";
import { typed } from "../commands/typed.ts";
import type { UnknownOfferAnswer } from "../commands/whichOffer.ts";
import { whyCommand } from "../commands/why.ts";
import { clipWords } from "../text/clip.ts";
import type { Message } from "./content.ts";
import { code, type Fragment, lines, say } from "./fragment.ts";
import { refusalMessage } from "./refused.ts";
import { quoted } from "./understood.ts";
import type { Wording } from "./wording.ts";

/** One line with the right form of a command that cannot be carried out. */
export function misuseMessage({ misuse }: MisuseAnswer, { prefix }: Wording): Message {
  const search = code(typed(searchOpenCommand, prefix, "devops"));
  const about = (command: AboutOffer, which = ""): Fragment => code(typedAbout(command, which, prefix));
  switch (misuse.reason) {
    case "no list":
      return say`Je ne vous ai pas encore montré de liste ici : commencez par ${code(prefix)} ou ${search}.`;
    case "list is over":
      return misuse.pages === 1
        ? say`C'est tout : la liste tient en une page. Pour une autre recherche : ${search}.`
        : say`C'est tout : la liste a ${misuse.pages} pages. Pour une autre recherche : ${search}.`;
    case "list begins":
      return misuse.pages === 1
        ? say`C'est le début : la liste tient en une page.`
        : say`C'est le début de la liste. La suite : ${code(typed(moreCommand, prefix))}.`;
    case "several numbers":
      return say`Une fiche à la fois : ${code(typedCard(prefix, misuse.numbers[0] ?? 1))}, puis ${code(typedCard(prefix, misuse.numbers[1] ?? 2))}.`;
    case "number out of range":
      return misuse.last === 1
        ? say`Il n'y a pas de n° ${misuse.number} : la liste n'a qu'une offre, ${code(typedCard(prefix, 1))}.`
        : say`Il n'y a pas de n° ${misuse.number} : la liste va de 1 à ${misuse.last}, par exemple ${code(typedCard(prefix, misuse.last))}.`;
    case "refused":
      return refusalMessage(misuse, prefix);
    case "nothing left":
      return misuse.among === 1
        ? say`La seule offre de votre liste ne va pas avec ${quoted(misuse.query)} ; la liste reste telle quelle.`
        : say`Aucune des ${misuse.among} offres de votre liste ne va avec ${quoted(misuse.query)} ; la liste reste telle quelle.`;
    case "no message replied to":
      return say`Répondez ${about(misuse.command)} à une annonce, ou donnez un numéro de liste : ${about(misuse.command, "2")}.`;
    case "several offers in that message":
      return say`Ce message parle de plusieurs offres : précisez le numéro, par exemple ${about(misuse.command, "2")}.`;
    case "for administrators":
      return say`Seul mon salon d'administration peut noter cela. Le contact de l'offre est sur sa fiche : ${code(typedCard(prefix, misuse.id))}.`;
    case "closed already":
      return say`Cette offre est déjà fermée : il n'y a rien à noter.`;
    case "reopened since":
      return say`Cette offre a fermé puis rouvert depuis cette liste : je n'ai rien noté. Pour l'offre d'aujourd'hui : ${about("confirm", misuse.id)}.`;
    case "list is gone":
      return say`Je ne retrouve pas de liste dans le message auquel vous répondez : je n'ai rien noté. Répondez à une liste plus récente, ou donnez le nom de l'offre.`;
    default:
      return misuse satisfies never;
  }
}

/** A command about one offer, as it is typed; `which` is empty in reply to a message about it. */
function typedAbout(command: AboutOffer, which: string, prefix: string): string {
  switch (command) {
    case "card":
      return typedCard(prefix, which);
    case "why":
      return typed(whyCommand, prefix, which);
    case "confirm":
      return typedOfOffer(prefix, `${which} pourvue`.trim());
    case "follow":
      return typedOfOffer(prefix, `${which} suivre`.trim());
    case "unfollow":
      return typedOfOffer(prefix, `${which} oublier`.trim());
    default:
      return command satisfies never;
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
