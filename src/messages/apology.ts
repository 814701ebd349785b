import { helpCommand } from "../commands/table.ts";
import { typed } from "../commands/typed.ts";
import type { Message } from "./content.ts";
import { code, say } from "./fragment.ts";
import type { Wording } from "./wording.ts";

/** Commands that came while the bot was away: one line for all of a room. */
export function late(): Message {
  return say`J'étais indisponible, redemandez s'il vous plaît.`;
}

/** A fault of ours. */
export function failed({ prefix }: Wording): Message {
  return say`Désolé, je n'ai pas su répondre : l'erreur est notée. Réessayez, ou tapez ${code(typed(helpCommand, prefix))}.`;
}

/** Once, then silence until the minute is over. */
export function tooMany(perMinute: number): Message {
  return say`Doucement : je réponds à ${perMinute} commandes par minute et par personne. Reprenez dans une minute.`;
}
