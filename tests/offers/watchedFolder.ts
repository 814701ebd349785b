import type { Change, KnownOffer, Newcomer } from "../../src/offers/catalogue.ts";
import type { Offer, OfferId, OfferKey, Reading } from "../../src/offers/offer.ts";
import { type Detection, detect } from "../../src/offers/tracking/change.ts";
import { anOffer, type OfferChange } from "../support/anOffer.ts";
import { proseAbout } from "../support/offerFile.ts";

/** What a file of the watched folder says, where it differs from an open offer whose body is like no other's. */
export type Draft = Omit<OfferChange, "id">;

function offerOf(id: string, draft: Draft): Offer {
  return anOffer({ title: `Titre de ${id}`, startup: null, date: null, body: prose(id), ...draft, id });
}

/** A body of a hundred words that has nothing in common with another subject's. */
export function prose(subject: string): string {
  return proseAbout(subject, 100);
}

/** The same body with so many words changed in its midst: 5 leave it similar, 25 between another job and similar. */
export function touched(body: string, words: number): string {
  return body
    .split(" ")
    .map((word, at) => (at >= 40 && at < 40 + words ? `autre${at}` : word))
    .join(" ");
}

export interface Circumstances {
  readonly settle?: number;
  readonly acceptRemovals?: boolean;
  /** Milliseconds since the look before. */
  readonly after?: number;
  readonly today?: string;
  /** Whether an absence counts: true unless given. */
  readonly isSure?: boolean;
}

export const SETTLE = 60_000;

/** A folder under watch: its files, and what a store would keep between two looks. */
export class WatchedFolder {
  readonly files = new Map<string, Draft | "refused">();
  known = new Map<OfferKey, KnownOffer>();
  aliases = new Map<OfferId, OfferKey>();
  newcomers: readonly Newcomer[] = [];
  now = Date.UTC(2026, 10, 2, 12);
  last: Detection | null = null;
  #keys = 0;

  write(id: string, draft: Draft = {}): this {
    this.files.set(id, draft);
    return this;
  }

  /** Writes the file that is there again, with something else in it. */
  edit(id: string, draft: Draft): this {
    return this.write(id, { ...this.draft(id), ...draft });
  }

  /** Copies keep title and body, as `cp` would. */
  copy(from: string, to: string): this {
    const { title = `Titre de ${from}`, body = prose(from), ...rest } = this.draft(from);
    return this.write(to, { ...rest, title, body });
  }

  rename(from: string, to: string): this {
    return this.copy(from, to).remove(from);
  }

  remove(...ids: string[]): this {
    for (const id of ids) this.files.delete(id);
    return this;
  }

  draft(id: string): Draft {
    const draft = this.files.get(id);
    if (draft === undefined || draft === "refused") throw new Error(`There is no readable file ${id}`);
    return draft;
  }

  readings(): Reading[] {
    return [...this.files].map(([id, draft]) => ({
      id: id as OfferId,
      file: `${id}.md`,
      offer: draft === "refused" ? null : offerOf(id, draft),
      problems: [],
      repaired: [],
      stated: [],
      keys: [],
      body: null,
    }));
  }

  /** One look; its outcome is stored. Returns what changed, one line a change: `renamed b < a`, `reopened b #2 < a`. */
  look({
    settle = SETTLE,
    acceptRemovals = false,
    after = 1000,
    today = "2026-11-02",
    isSure = true,
  }: Circumstances = {}): string[] {
    this.now += after;
    this.last = detect({
      known: [...this.known.values()],
      aliases: this.aliases,
      newcomers: this.newcomers,
      readings: this.readings(),
      now: this.now,
      today,
      settle,
      acceptRemovals,
      isSureAbsence: () => isSure,
      newKey: () => this.#newKey(),
    });
    for (const row of this.last.offers) this.known.set(row.key, row);
    for (const { id, key } of this.last.aliases) this.aliases.set(id, key);
    this.newcomers = this.last.newcomers;
    return this.last.changes.map(line);
  }

  #newKey(): OfferKey {
    this.#keys += 1;
    return this.#keys as OfferKey;
  }

  /** The offer that the id leads to. */
  at(id: string): KnownOffer {
    const row = this.known.get(this.aliases.get(id as OfferId) as OfferKey);
    if (!row) throw new Error(`Nothing is known as ${id}`);
    return row;
  }
}

function line(change: Change): string {
  const opening = change.change === "reopened" ? ` #${change.opening}` : "";
  const previous = "previousId" in change ? ` < ${change.previousId}` : "";
  return `${change.change} ${change.id}${opening}${previous}`;
}
