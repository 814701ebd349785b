import type { LeaveReason } from "../rooms/errand.ts";
import { say } from "./fragment.ts";

/** The reasons of our leave that people read when an invitation is declined or a room is left (docs/design.md §4). */
export const REFUSALS = {
  encrypted:
    say`Ce salon est chiffré et je ne lis pas encore les messages chiffrés. Invitez-moi dans un salon forum (public, non chiffré) : j'y viendrai avec plaisir.`
      .text,
  becameEncrypted:
    say`Ce salon vient d'être chiffré et je ne lis pas encore les messages chiffrés. Invitez-moi dans un salon forum (public, non chiffré) pour continuer.`
      .text,
  stranger:
    say`Je n'accepte pas les invitations venant de ce serveur. Les personnes qui m'administrent peuvent l'autoriser.`
      .text,
  notSuccessor:
    say`Un autre salon dit que celui-ci le remplace, mais celui-ci ne le confirme pas. Si vous vouliez de moi ici, invitez-moi.`
      .text,
  leftOver: say`Ce salon ne sert plus : personne n'y est venu.`.text,
} as const satisfies Record<LeaveReason, string>;
