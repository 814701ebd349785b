import { type Fragment, say } from "./fragment.ts";

/** What an error code of the Matrix specification means for those who administer the bot. */
const REASONS: readonly (readonly [RegExp, Fragment])[] = [
  [/M_TOO_LARGE/, say`Raison : le message est trop long pour le serveur.`],
  [/M_FORBIDDEN.*invit/i, say`Raison : je n'y suis pas invité.`],
  [
    /M_FORBIDDEN/,
    say`Raison : le serveur l'interdit dans ce salon (droits insuffisants, ou règle du serveur).`,
  ],
  [/M_NOT_FOUND/, say`Raison : le serveur ne trouve pas ce salon ou ce message.`],
  [/M_LIMIT_EXCEEDED|\b429\b/, say`Raison : le serveur demande de ralentir.`],
  [
    /M_UNKNOWN_TOKEN|M_MISSING_TOKEN/,
    say`Raison : le jeton d'accès n'est plus valable ; refaites-en un avec « npx crieur login ».`,
  ],
  [/M_(?:BAD_JSON|INVALID_PARAM|NOT_JSON|UNKNOWN)\b/, say`Raison : le serveur n'a pas accepté le message.`],
];

/** A homeserver's reason in French; its own words follow, for those who look it up. */
export function inFrench(reason: string): Fragment {
  const known = REASONS.find(([pattern]) => pattern.test(reason))?.[1];
  if (known === undefined) return say`Réponse du serveur : ${reason}`;
  return say`${known} (Réponse du serveur : ${reason})`;
}
