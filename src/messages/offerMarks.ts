/** The offers that a message of ours names in `fr.gouv.beta.crieur`. The content may be anybody's: it is hostile. */
export function readOfferMarks(content: Readonly<Record<string, unknown>>): { id: string; state: string }[] {
  const mark = content["fr.gouv.beta.crieur"];
  const offers = typeof mark === "object" && mark !== null && "offers" in mark ? mark.offers : null;
  if (!Array.isArray(offers)) return [];
  const marks: { id: string; state: string }[] = [];
  for (const offer of offers) {
    const { id, state } = (offer ?? {}) as Record<string, unknown>;
    if (typeof id === "string" && typeof state === "string") marks.push({ id, state });
  }
  return marks;
}
