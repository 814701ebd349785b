import { offerFile } from "../tests/support/offerFile.ts";
import { type GeneratedOffer, generateOffers } from "./generatedOffers.ts";
import { put } from "./scene.ts";

/** The file of a generated offer, as its author would have written it. */
export function textOf({ title, startup, facts, body }: GeneratedOffer, open = true): string {
  const fields = {
    roles: title,
    startup: String(startup),
    open,
    contrat: String(facts.contracts[0]),
    techno: `[${facts.skills.join(", ")}]`,
  };
  return offerFile(fields, body);
}

/** Fills a folder with open offers. */
export async function writeOffers(folder: string, count: number): Promise<void> {
  for (const offer of generateOffers(count)) await put(folder, offer.file, textOf(offer));
}
