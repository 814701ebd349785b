/** What a room reads, twice the same: plain text, and HTML of the few tags that every Tchap client keeps (DESIGN §6). */
export interface Message {
  readonly text: string;
  readonly html: string;
}

/** For other programs: the offers that a message is about (`fr.gouv.beta.crieur`). */
export interface OfferMark {
  readonly id: string;
  readonly state: "open" | "closed";
  readonly title: string;
  readonly startup: string | null;
  readonly url?: string;
}
