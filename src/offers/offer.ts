/**
 * The shapes of an offer, as a file of the folder says it. Everything here depends on the file's name and
 * bytes alone, never on today's date, so that a reading can be cached by its content. Rules that depend on
 * the day are in `standing.ts`.
 */

import type { Field } from "./conventions.ts";

declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** The path within the folder, without `.md` or `.markdown`, in NFC: what people type. */
export type OfferId = Brand<string, "OfferId">;

/** The offer's own number, counted from 1 and never used again. Ids are aliases of keys. */
export type OfferKey = Brand<number, "OfferKey">;

/** A day of the calendar, `YYYY-MM-DD`. */
export type Day = string;

export type Remote = "full" | "partial" | "none";

export const CONTRACTS = [
  "CDI",
  "CDD",
  "freelance",
  "stage",
  "alternance",
  "apprentissage",
  "vacation",
  "mise à disposition",
  "détachement",
  "PNA",
  "service civique",
  "VIE",
  "bénévolat",
  "autre",
] as const;
export type Contract = (typeof CONTRACTS)[number];

/** To whom of the public service a post is open: a civil servant of any position, or staff under contract. */
export const STATUSES = ["titulaire", "contractuel"] as const;
export type Status = (typeof STATUSES)[number];

/** The categories of posts of the public service, the highest first. */
export const CATEGORIES = ["A+", "A", "B", "C"] as const;
export type Category = (typeof CATEGORIES)[number];

/**
 * Facts stated by the front matter or the body. A fact that is not stated is `null` or `[]`, never guessed.
 */
export interface Facts {
  readonly places: readonly string[];
  readonly remote: Remote | null;
  /** The days at home as the offer counts them (« 2 jours par semaine »); null where it counts days on site, or none. */
  readonly remoteDays: string | null;
  /** The words that say so, markup removed. */
  readonly remoteNote: string | null;
  readonly contracts: readonly Contract[];
  /** Those that the offer names, in the order of `STATUSES`. */
  readonly statuses: readonly Status[];
  /** Those of the post, in the order of `CATEGORIES`. */
  readonly categories: readonly Category[];
  readonly duration: string | null;
  readonly pay: string | null;
  /** In euros, as written (a day rate and a yearly salary stand here alike). */
  readonly payAmounts: readonly number[];
  readonly time: string | null;
  readonly applyEmails: readonly string[];
  readonly applyUrls: readonly string[];
  readonly reference: string | null;
  readonly deadline: Day | null;
  readonly start: string | null;
  readonly junior: boolean | null;
  readonly skills: readonly string[];
}

/** Every fact, none of them stated; in the order in which `show --json` prints them (docs/design.md §9). */
export const NO_FACTS: Facts = {
  places: [],
  remote: null,
  remoteDays: null,
  remoteNote: null,
  contracts: [],
  statuses: [],
  categories: [],
  duration: null,
  pay: null,
  payAmounts: [],
  time: null,
  applyEmails: [],
  applyUrls: [],
  reference: null,
  deadline: null,
  start: null,
  junior: null,
  skills: [],
};

/**
 * The field that the title was read from. A title that fell back to the slug is equal
 * to nothing in comparisons.
 */
export type TitleSource = "roles" | "title" | "heading" | "slug";

export interface Offer {
  readonly id: OfferId;
  /** The path within the folder, with its extension, as the file system gave it. */
  readonly file: string;
  /**
   * The value of `open:`, else what the folder's conventions say; else closed. Whether the offer stands open on a day
   * is for `standingOn` to say.
   */
  readonly open: boolean;
  /** `published: false`, or `draft: true`: not open yet, whatever `open` says. */
  readonly draft: boolean;
  /** The offer opens at the beginning of this day in the configured timezone, and not before. */
  readonly publication: Day | null;
  /** The offer closes at the end of this day in the configured timezone. */
  readonly depublication: Day | null;
  /** White space folded. */
  readonly title: string;
  readonly titleSource: TitleSource;
  readonly startup: string | null;
  readonly domains: readonly string[];
  readonly date: Day | null;
  /** `externalURL`, when it is an http(s) address. */
  readonly externalUrl: string | null;
  readonly facts: Facts;
  /** A first sentence or two that say what the mission is, plain text, at most 260 characters. */
  readonly summary: string | null;
  /** The identity of the body: equal where bodies differ in white space alone (`fingerprintOf`). */
  readonly fingerprint: string;
  /** The words of the body, for search and comparison. */
  readonly sections: readonly Section[];
  /** What the body says of the work, for the card; empty when it says nothing. */
  readonly mission: readonly MissionLine[];
  /** What the offer asks of a candidate, its lines run together, at most 200 characters; null where it asks nothing. */
  readonly profile: string | null;
}

/** The subject of a stretch of a body, told by the heading above it. */
export type Topic = "apply" | "terms" | "profile" | "technique" | "team" | "mission" | "other";

/** A stretch of a body under headings of one topic: plain lines, the headings among them, web and mail addresses out. */
export interface Section {
  readonly topic: Topic;
  readonly text: string;
}

export interface MissionLine {
  /** Plain text, addresses in full. */
  readonly text: string;
  /** Whether it is an item of a list. */
  readonly bullet: boolean;
}

export interface Problem {
  readonly severity: "error" | "warning";
  /** From 1, in the file as it stands. */
  readonly line: number;
  /** The value found and what to do about it, in one sentence of English for the command line and logs. */
  readonly message: string;
}

export type Repair =
  | "mac-roman"
  | "windows-1252"
  | "utf-16"
  | "bom"
  | "crlf"
  | "invisible-spaces"
  | "blank-lines-before-front-matter"
  | "duplicate-keys";

/** A field that the front matter has, with a value. */
export interface StatedField {
  readonly field: Field;
  /** As its author named it. */
  readonly name: string;
  readonly line: number;
  /** The day that it says; null when it says none. */
  readonly day: Day | null;
  readonly isTrue: boolean;
}

/**
 * A file as read. `offer` is null when an error left nothing to trust: the offer then
 * keeps its last good state.
 */
export interface Reading {
  readonly id: OfferId;
  readonly file: string;
  readonly offer: Offer | null;
  /** In the order of their lines. */
  readonly problems: readonly Problem[];
  readonly repaired: readonly Repair[];
  /** Fields that warnings need which depend on the day or on the offer being open (`reading/contradictions.ts`). */
  readonly stated: readonly StatedField[];
  /** All keys of its front matter; none in the readings of a running bot. */
  readonly keys: readonly string[];
  /**
   * The Markdown after the front matter, repaired, line ends as LF; null for a refused file, and in the readings of a
   * running bot, which keeps what it has read of a body and not the body.
   */
  readonly body: string | null;
}
