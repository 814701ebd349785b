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

export function keysStale(): Message {
  return lines(
    say`⚠️ Ma base est une copie plus ancienne d'elle-même, ou une autre a pris sa place : ses clés de chiffrement ont déjà servi. Je ne lis et n'écris plus rien dans les salons chiffrés.`,
    say`Arrêtez-moi, tapez ${code("npx crieur login")} avec le code de récupération du compte, puis relancez-moi.`,
  );
}

export function messageRefused(place: string, reason: string): Message {
  return lines(
    say`⚠️ Un message n'a pas pu être envoyé dans ${code(place)}, et ne sera pas retenté.`,
    inFrench(reason),
  );
}

export function aliasMoved(alias: string, before: string, after: string): Message {
  return lines(
    say`⚠️ ${code(alias)} mène maintenant à un autre salon (${code(after)}), sans que l'ancien (${code(before)}) ait été remplacé.`,
    say`J'y porte désormais les annonces de ${code(alias)}. Si ce n'est pas voulu : corrigez l'alias.`,
  );
}

export function upgradeRefuted(place: string, successor: string): Message {
  return lines(
    say`⚠️ Le salon ${code(place)} dit être remplacé par ${code(successor)}, qui ne le confirme pas : je n'y vais pas.`,
    say`Ses annonces attendent. Invitez-moi dans le bon salon, ou retirez le remplacement.`,
  );
}

export function upgradeWaiting(place: string, reason: string): Message {
  return lines(
    say`⚠️ Le salon ${code(place)} a été remplacé par un nouveau, où je ne peux pas entrer : invitez-moi dans le nouveau.`,
    inFrench(reason),
  );
}

/** For a homeserver whose database was put back from a backup. */
export function serverForgot(): Message {
  return lines(
    say`⚠️ Le serveur ne connaît plus mes derniers messages : sa base a sans doute été rétablie d'après une copie.`,
    say`Ce que j'ai annoncé depuis cette copie n'est plus dans les salons ; ceux qui demandent un rattrapage l'y retrouvent.`,
  );
}

export function positionLost(): Message {
  return lines(
    say`⚠️ Le serveur ne reconnaît plus ma position de lecture : je reprends au présent.`,
    say`Ce qui m'a été demandé pendant l'interruption reste sans réponse.`,
  );
}
