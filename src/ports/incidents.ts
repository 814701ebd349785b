/**
 * `gap`: what was missed in a room cannot be fetched; `position`: sync began anew, and all that was missed is lost;
 * `server memory`: the homeserver does not know any more what it accepted;
 * `older store`: a room shows what the store did not know to be said; `lost setting`: what somebody asked for was settled in
 * a newer store than this one; `command`: one could not be answered; `second bot`: the account speaks from elsewhere, too;
 * `other keys`: somebody who was verified has other keys since, and was not heard.
 */
export type IncidentKind =
  | "gap"
  | "position"
  | "server memory"
  | "older store"
  | "lost setting"
  | "command"
  | "second bot"
  | "other keys";

/** Something that happened, is over, and left nothing behind from which an operator would hear of it. */
export interface Incident {
  readonly kind: IncidentKind;
  /** What it happened to, for operators: the id of a room, the name of a fault; empty where there is only one. */
  readonly about: string;
  /** Its cause, in words for operators; empty where the kind says all. */
  readonly cause: string;
  /** How often it happened since somebody saw it, and when first. */
  readonly times: number;
  readonly since: number;
}

export interface IncidentTable {
  /** The same again, of the same thing, counts up. */
  add(incident: Pick<Incident, "kind" | "about" | "cause"> & { readonly at: number }): Promise<void>;
  /** Those that nobody has seen, the oldest first. */
  unseen(): Promise<Incident[]>;
  markSeen(at: number): Promise<void>;
  /** What was seen before then goes, `limit` at most. Returns how many went. */
  prune(before: number, limit: number): Promise<number>;
}
