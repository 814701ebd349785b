import { stopAlertCommand } from "../commands/alerts.ts";
import { followingCommand } from "../commands/following.ts";
import { pauseCommand } from "../commands/quiet.ts";
import type { StoppingAnswer } from "../commands/stop.ts";
import { typed } from "../commands/typed.ts";
import { unsubscribeCommand } from "../commands/unsubscribe.ts";
import type { Message } from "./content.ts";
import { code, say } from "./fragment.ts";
import type { Wording } from "./wording.ts";

/** One line: which command ends what is announced here. */
export function stoppingMessage(
  { subscriptions, configured, isPrivate }: StoppingAnswer,
  { prefix }: Wording,
): Message {
  const alerts = code(typed(stopAlertCommand, prefix, "tout"));
  const pause = code(typed(pauseCommand, prefix, "3 jours"));
  if (subscriptions === 0)
    return isPrivate
      ? say`Je n'annonce rien ici, je ne fais que répondre. Les offres que vous suivez : ${code(typed(followingCommand, prefix))}.`
      : say`Je n'annonce rien dans ce salon, je ne fais que répondre. Pour arrêter vos alertes : ${alerts}.`;
  if (configured === subscriptions)
    return say`Ce que j'annonce ici est dans la configuration : seules les personnes qui m'administrent l'arrêtent. Pour un temps : ${pause}.`;
  if (isPrivate) return say`Pour que je n'annonce plus rien ici : ${alerts}. Pour un temps : ${pause}.`;
  return say`Pour que je n'annonce plus rien dans ce salon : ${code(typed(unsubscribeCommand, prefix, "tout"))}. Pour arrêter vos alertes : ${alerts}.`;
}
