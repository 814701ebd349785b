import type { Message } from "./content.ts";
import { code, lines, say } from "./fragment.ts";

/** Words for the room of the bot's administrators (`access.adminRoom`). Reasons come in English, as in the logs. */

export function removalsHeld(missing: number, open: number): Message {
  return lines(
    say`⚠️ ${missing} offres ouvertes sur ${open} ont disparu du dossier.`,
    say`Je ne retire rien tant qu'elles ne sont pas revenues. Si c'est voulu : arrêtez-moi, puis ${code("crieur scan --accept-removals")}`,
  );
}

export function messageRefused(place: string, reason: string): Message {
  return lines(
    say`⚠️ Un message n'a pas pu être envoyé dans ${code(place)}, et ne sera pas retenté.`,
    say`Raison : ${reason}`,
  );
}

export function upgradeWaiting(place: string, reason: string): Message {
  return lines(
    say`⚠️ Le salon ${code(place)} a été remplacé par un nouveau, où je ne peux pas entrer : invitez-moi dans le nouveau.`,
    say`Raison : ${reason}`,
  );
}

export function positionLost(): Message {
  return lines(
    say`⚠️ Le serveur ne reconnaît plus ma position de lecture : je reprends au présent.`,
    say`Ce qui m'a été demandé pendant l'interruption reste sans réponse.`,
  );
}
