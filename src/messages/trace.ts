import { hash } from "node:crypto";
import type { OfferId } from "../offers/offer.ts";
import { isObject } from "../text/untrusted.ts";
import type { EventContent } from "./content.ts";
import { offersIn } from "./mark.ts";

/**
 * The trace that a message leaves in the store when its content is let go: a hash of what people see (contents with the
 * same hash look alike in a room), and the offers that it names. An edit counts as what it makes of its message, so
 * that it can be compared with the message itself.
 */
export function traceOf(content: EventContent): { shown: string; marks: OfferId[] } {
  const edited = content["m.new_content"];
  const { body, formatted_body: html } = isObject(edited) ? edited : content;
  return {
    shown: hash("sha256", JSON.stringify([body, html]), "base64url").slice(0, 22),
    marks: offersIn(content).map(({ id }) => id as OfferId),
  };
}
