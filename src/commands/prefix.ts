import { fold } from "../text/fold.ts";

/** `!offres` has a singular, which people type for one offer; another prefix has none. */
export function singularOf(prefix: string): string | null {
  return fold(prefix) === "!offres" ? "!offre" : null;
}

/** What shows the card of one offer: `!offre` + number or id, else `<prefix> carte` + id. */
export function cardCommand(prefix: string, which?: number | string): string {
  const singular = singularOf(prefix);
  if (typeof which === "number") return `${singular ?? prefix} ${which}`;
  const words = singular ?? `${prefix} carte`;
  return which === undefined ? words : `${words} ${which}`;
}
