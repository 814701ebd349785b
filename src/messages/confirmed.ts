import type { ConfirmedAnswer } from "../commands/confirm.ts";
import type { Message } from "./content.ts";
import { code, say } from "./fragment.ts";
import { titleOf } from "./offerLines.ts";

/** What an administrator said of an offer is noted, and what is left to do. */
export function confirmedMessage({ listed: { offer }, says }: ConfirmedAnswer): Message {
  return says === "open"
    ? say`C'est noté : ${titleOf(offer)} est toujours ouverte. Je n'en reparle pas avant longtemps.`
    : say`C'est noté : ${titleOf(offer)} est pourvue. Il reste à la fermer dans ${code(offer.file)} (${code("open: false")}) ; je la rappellerai jusque-là.`;
}
