import type { Message } from "./content.ts";
import { code, lines, say } from "./fragment.ts";
import { inFrench } from "./reason.ts";

/** Words for the room of the bot's administrators (`access.adminRoom`). */

export function removalsHeld(missing: number, open: number): Message {
  const gone =
    missing === 1
      ? say`⚠️ ${missing} offre ouverte sur ${open} a disparu du dossier.`
      : say`⚠️ ${missing} offres ouvertes sur ${open} ont disparu du dossier.`;
  return lines(
    gone,
    missing === 1
      ? say`Je ne la retire pas tant que le dossier n'est pas remis en ordre.`
      : say`Je n'en retire aucune tant qu'elles ne sont pas revenues.`,
    say`Si c'est voulu : arrêtez-moi, puis tapez ${code("npx crieur scan --accept-removals")} et relancez-moi.`,
  );
}

export function messageRefused(place: string, reason: string): Message {
  return lines(
    say`⚠️ Un message n'a pas pu être envoyé dans ${code(place)}, et ne sera pas retenté.`,
    inFrench(reason),
  );
}

export function upgradeWaiting(place: string, reason: string): Message {
  return lines(
    say`⚠️ Le salon ${code(place)} a été remplacé par un nouveau, où je ne peux pas entrer : invitez-moi dans le nouveau.`,
    inFrench(reason),
  );
}

export function positionLost(): Message {
  return lines(
    say`⚠️ Le serveur ne reconnaît plus ma position de lecture : je reprends au présent.`,
    say`Ce qui m'a été demandé pendant l'interruption reste sans réponse.`,
  );
}
