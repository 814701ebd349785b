import { alertsCommand } from "../commands/alerts.ts";
import { followingCommand } from "../commands/following.ts";
import { helpCommand } from "../commands/table.ts";
import type { Message } from "./content.ts";
import { code, type Fragment, lines, say } from "./fragment.ts";
import { entryOf } from "./subscriptionWords.ts";
import { s } from "./typography.ts";

/** What a person is told in their own room. */
export interface ToldThere {
  readonly alerts: readonly { readonly shown: string; readonly schedule: string }[];
  /** How many offers they follow. */
  readonly follows: number;
}

const MOST_NAMED = 3;

/** The first words in a room that was opened for a person, once they have come: what it is, and what comes there. */
export function directGreeting(told: ToldThere, sealed: boolean): Message {
  return lines(
    sealed
      ? say`Bonjour, je suis Crieur. Voici notre salon à deux, ouvert à votre demande.`
      : say`Bonjour, je suis Crieur. Voici notre salon à deux, ouvert à votre demande ; il n'est pas chiffré.`,
    whatComes(told),
    HOW,
  );
}

/** The same in a room that the person opened, or came back to, while something waited for them. */
export function gatheredMessage(told: ToldThere): Message {
  return lines(say`Nous avons un salon à deux : ce qui vous attendait vient ici.`, whatComes(told), HOW);
}

const HOW = say`Ici, tout ce que vous tapez m'est adressé : ${code(alertsCommand.word)}, ${code(followingCommand.word)}, ${code(helpCommand.word)}…`;

function whatComes({ alerts, follows }: ToldThere): Fragment | null {
  const named = alerts.slice(0, MOST_NAMED).map((one) => entryOf({ ...one, configured: false }));
  const listed = named.length === 0 ? null : named.reduce((before, one) => say`${before} ; ${one}`);
  const rest = alerts.length > named.length ? say` ; et ${alerts.length - named.length} de plus` : say``;
  const watched = say`${follows} offre${s(follows)} suivie${s(follows)}`;
  if (listed === null) return follows === 0 ? null : say`Je vous y parle de ${watched}.`;
  const alerting = say`Je vous y annonce : ${listed}${rest}`;
  return follows === 0 ? say`${alerting}.` : say`${alerting} ; et je vous y parle de ${watched}.`;
}

/** In the room where it was asked for: the homeserver opens no such room, or does not let the person be invited. */
export function directRefused(sealed: boolean): Message {
  return say`Le serveur ne me laisse pas ouvrir de salon à deux avec vous. Ouvrez-le vous-même : ${writeToMe(sealed)}. Ce que vous avez demandé vous y attend.`;
}

/** The same: it takes long, and is tried again. */
export function directLate(sealed: boolean): Message {
  return say`Je n'ai pas encore pu vous inviter : le serveur me fait attendre. J'essaie encore, rien n'est perdu ; pour ne pas attendre, ${writeToMe(sealed)}.`;
}

function writeToMe(sealed: boolean): Fragment {
  return sealed
    ? say`écrivez-moi en message direct`
    : say`écrivez-moi en message direct ou, si je le décline, dans un salon non chiffré et sans adresse où vous n'invitez que moi`;
}
