import type { NotYetAnswer } from "../commands/notYet.ts";
import type { Message } from "./content.ts";
import { say } from "./fragment.ts";

/** A command that is known, and what to do until it works. */
export function notYetMessage({ command }: NotYetAnswer): Message {
  switch (command) {
    case "status":
      return say`L'état du salon ne se consulte pas encore ici : demandez aux personnes qui m'administrent.`;
    default:
      return command satisfies never;
  }
}
