import { helpCommand } from "../commands/table.ts";
import { typed } from "../commands/typed.ts";
import type { Message } from "./content.ts";
import { code, say } from "./fragment.ts";
import { s } from "./typography.ts";
import type { Wording } from "./wording.ts";

/** The excuse for commands that came while the bot was away: one line for all of a room. */
export function late(): Message {
  return say`J'étais indisponible : redemandez-moi, s'il vous plaît.`;
}

/** For an edit that came long after its message was answered: the answer, and what it did, stand. */
export function correctedTooLate(): Message {
  return say`Votre correction m'est parvenue trop tard : je n'en ai pas tenu compte. Redemandez-moi, s'il vous plaît.`;
}

/** For what was asked for, answered, and is not known any more: a copy of the store from before was put back. */
export function settingLost(): Message {
  return say`Ma mémoire a été rétablie d'après une copie plus ancienne : ce que cette demande avait réglé est oublié. Redemandez-le-moi, s'il vous plaît.`;
}

/** For messages of an encrypted room whose key did not come: perhaps one of them was meant for the bot. */
export function unreadable(): Message {
  return say`Je n'ai pas pu lire un message chiffré : sa clé ne m'est pas parvenue. S'il était pour moi, renvoyez-le, s'il vous plaît.`;
}

/** For a room that replaces an encrypted one and is not encrypted itself. */
export function notSealedAnyMore(): Message {
  return say`Attention : ce salon n'est pas chiffré, alors que celui qu'il remplace l'était. Le serveur peut lire ce que vous m'y écrivez et ce que j'y dis.`;
}

/**
 * Stands in the place of an answer whose question was deleted: it repeated what was asked. `stands`: what the question
 * changed goes on, because messages are deleted to tidy up, too.
 */
export function withdrawn(stands: boolean): Message {
  const gone = say`La question a été supprimée, sa réponse aussi`;
  return stands ? say`${gone} ; ce qu'elle a réglé n'est pas annulé pour autant.` : say`${gone}.`;
}

/** Stands in the place of an answer whose question was edited into something else; `undone`: what it did is taken back. */
export function unasked(undone: boolean): Message {
  return undone
    ? say`Votre message ne me demande plus rien : ce qu'il avait réglé est annulé.`
    : say`Votre message ne me demande plus rien : j'ai retiré ma réponse.`;
}

/** The excuse for a fault of ours, which the log names. */
export function failed({ prefix }: Wording): Message {
  return say`Désolé, je n'ai pas su répondre : l'erreur est notée. Réessayez, ou tapez ${code(typed(helpCommand, prefix))}.`;
}

/** Stands beside a question whose answer the homeserver did not take. */
export function refused(): Message {
  return say`Désolé, le serveur a refusé ma réponse : c'est noté. Demandez-moi autrement, ou réessayez plus tard.`;
}

/** The line for somebody who asks too much. It is said once, then there is silence until the minute is over. */
export function tooMany(perMinute: number): Message {
  return say`Doucement : je réponds à ${perMinute} commande${s(perMinute)} par minute et par personne. Reprenez dans une minute.`;
}
