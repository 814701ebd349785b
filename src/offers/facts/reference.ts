/** A public-service reference, `aaaa-nnnnnn`, in the prose or in an address of the offer's page. */
import type { Sentence } from "./sentences.ts";

const IN_PROSE = /\b(20[12]\d-\d{4,8})\b/;
const IN_ADDRESS = /(?:reference|ref)[=_-](20[12]\d-\d{4,8})(?!\d)/i;

export function readReference(externalUrl: unknown, sentences: readonly Sentence[]): string | null {
  for (const { folded } of sentences) {
    const found = folded.includes("20") ? IN_PROSE.exec(folded)?.[1] : undefined;
    if (found && /\breference|\bref\b|fiche de poste|\boffre\b|\bposte\b/.test(folded)) return found;
  }
  const urls = sentences.flatMap(({ addresses }) => addresses.map(({ value }) => value));
  for (const url of [...urls, typeof externalUrl === "string" ? externalUrl : ""]) {
    const found = IN_ADDRESS.exec(url)?.[1];
    if (found) return found;
  }
  return null;
}
