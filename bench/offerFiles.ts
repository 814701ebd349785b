import type { Offer } from "../src/offers/offer.ts";
import { generateOffers } from "./generatedOffers.ts";
import { put } from "./scene.ts";

/** A generated offer as its author would have written it. */
export function offerFile({ title, startup, facts, body }: Offer, open = true): string {
  return `---
roles: ${title}
startup: ${startup}
open: ${open}
contrat: ${facts.contracts[0]}
techno: [${facts.skills.join(", ")}]
---

${body}
`;
}

/** Fills a folder with open offers. */
export async function writeOffers(folder: string, count: number): Promise<void> {
  for (const offer of generateOffers(count)) await put(folder, offer.file, offerFile(offer));
}
