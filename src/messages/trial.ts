import type { TrialAnswer } from "../commands/trial.ts";
import type { Offer } from "../offers/offer.ts";
import { announcement } from "./announcement.ts";
import type { Message } from "./content.ts";
import { lines, ours, say, strong } from "./fragment.ts";
import { untilWords } from "./moment.ts";
import type { Wording } from "./wording.ts";

/** The answer to who asked for a test. */
export function trialMessage({ quiet }: Pick<TrialAnswer, "quiet">): Message {
  const how = say`S'il ne vous notifie pas, voyez les notifications de ce salon dans Tchap.`;
  return quiet === null
    ? say`Voici un essai : il arrive comme arriverait une annonce. ${how}`
    : say`Voici un essai. Il arrive maintenant, mais une annonce attendrait ${ours(untilWords(quiet.at, quiet.now, quiet.timezone))} : ce salon n'est pas dérangé d'ici là. ${how}`;
}

/** An announcement as it would come, marked as a test; null where there is no offer to show. */
export function trialAnnouncement(offer: Offer | null, wording: Wording): Message {
  const mark = strong(say`🧪 Essai, pas une nouvelle offre`);
  if (offer === null) return lines(mark, say`Aucune offre n'est ouverte : ici viendrait sa présentation.`);
  return lines(mark, announcement([{ kind: "copy", offer, closedOn: null }], wording));
}
