import type { Change, KnownOffer, MassVanishing, Newcomer } from "../catalogue.ts";
import type { Day, OfferId, OfferKey, Reading } from "../offer.ts";
import { Assignment, type Move } from "./assignment.ts";
import { type Copy, HeldFiles, holdCopies, holdLeftoverFiles, holdOddNames } from "./holding.ts";
import { byCodePoint } from "./identity.ts";
import { judgeMissing } from "./missing.ts";
import { matchBodies, matchClosings, matchOldNames, matchSimilar } from "./rename.ts";
import { matchRepublications } from "./republication.ts";
import { Similarity } from "./similarity.ts";
import { detectSwaps, splitRecycledFiles } from "./swap.ts";
import {
  applySighting,
  applyUnreadable,
  firstSighting,
  type LookTime,
  type Transition,
} from "./transition.ts";

/** The input of a look at the folder: its files, beside the state that the store last knew. */
export interface Look {
  readonly known: readonly KnownOffer[];
  /** Every name that an offer has had, the present one included. */
  readonly aliases: ReadonlyMap<OfferId, OfferKey>;
  /** Files held back since an earlier look. */
  readonly newcomers: readonly Newcomer[];
  /** The whole folder. Files that lost their name to another are refused already (`offer` is null). */
  readonly readings: readonly Reading[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly today: Day;
  /**
   * How long a missing offer or a held file is waited for, milliseconds; with 0 this look decides everything.
   */
  readonly settle: number;
  /** An operator has agreed that many offers go at once (`--accept-removals`). */
  readonly acceptRemovals: boolean;
  /**
   * Whether an absence of that offer's file is sure: this look is a walk of the whole folder that began after the
   * file was first missed (docs/design.md §3).
   */
  readonly isSureAbsence: (known: KnownOffer) => boolean;
  readonly newKey: () => OfferKey;
}

/** The result of a look. Nothing of it is stored or announced yet. */
export interface Detection {
  /** In the order of ids. The changes of one offer stand together, in the order in which they happened. */
  readonly changes: readonly Change[];
  /**
   * New and changed rows, silent ones included: drafts, edits of a body alone, offers missing or back again.
   */
  readonly offers: readonly KnownOffer[];
  /** Ids that lead to another key from now on. */
  readonly aliases: readonly { readonly id: OfferId; readonly key: OfferKey }[];
  /** All files that are held now; they replace the former ones. */
  readonly newcomers: readonly Newcomer[];
  /** Those of them that say nothing but what an open offer says. */
  readonly copies: readonly Copy[];
  /** Set while removals are held back, because too many open offers are missing. */
  readonly vanishing: MassVanishing | null;
  /** Offers that only wait for their absence to be sure; another walk of the whole folder decides. */
  readonly unsure: readonly OfferKey[];
  /** The moment when time alone will change something, because a missing offer or a held file has settled. */
  readonly wakeAt: number | null;
}

/**
 * Detects the changes that a careful person would see in the folder (docs/design.md §3, docs/decisions/010).
 * First every file is matched with a known offer or found to be a newcomer, by the surest evidence before the
 * weaker; then each offer takes its transition. Bodies are compared only where a newcomer and an offer have a
 * title, a startup or a name in common. Pure: it neither stores nor announces; files that cannot be read
 * leave their offers as they were.
 */
export function detect(look: Look): Detection {
  const time: LookTime = { now: look.now, today: look.today };
  const similarity = new Similarity();
  const heldFiles = new HeldFiles(look.newcomers, look.now, look.settle);
  const assignment = new Assignment(look.known, look.aliases, look.readings);

  detectSwaps(assignment, similarity);
  splitRecycledFiles(assignment, similarity);
  holdLeftoverFiles(assignment, look.aliases, heldFiles, similarity, look.today, "known");
  matchBodies(assignment);
  matchOldNames(assignment, look.aliases, similarity);
  matchSimilar(assignment, similarity);
  matchClosings(assignment, look.today);
  const copies = holdCopies(assignment, heldFiles, similarity, look.today);
  matchRepublications(assignment, look.aliases, similarity, look.today);
  copies.push(...holdCopies(assignment, heldFiles, similarity, look.today));
  holdLeftoverFiles(assignment, look.aliases, heldFiles, similarity, look.today, "all");
  holdOddNames(assignment, heldFiles);

  const stoodOpen = look.known.filter(({ status, stood }) => status !== "removed" && stood === "open").length;
  const absence = judgeMissing(assignment.vanished(), stoodOpen, look.readings.length === 0, look, time);
  const transitions = [
    ...absence.transitions,
    ...assignment
      .stays()
      .map(({ known, seen, readable }) =>
        readable ? applySighting(known, seen, "renamed", time) : applyUnreadable(known, time),
      ),
    ...assignment.moves().map((move) => arrive(move, time)),
    ...assignment.newcomers().map((newcomer) => firstSighting(newcomer, look.newKey(), time)),
  ];
  const before = new Set(look.known);
  const offers = transitions.map(({ row }) => row).filter((row) => !before.has(row));
  offers.sort((a, b) => byCodePoint(a.id, b.id) || a.key - b.key);
  return {
    changes: inOrder(transitions),
    offers,
    aliases: newNames(offers, look.aliases),
    newcomers: heldFiles.held(),
    copies,
    vanishing: absence.vanishing,
    unsure: absence.unsure,
    wakeAt: earliest(absence.wakeAt, heldFiles.wakeAt()),
  };
}

/**
 * The transition of an offer that has moved. One that opens again elsewhere may have
 * closed in this same look.
 */
function arrive({ known, left, to, arrival }: Move, time: LookTime): Transition {
  const first =
    arrival === "returned" && left ? applySighting(known, left, arrival, time) : { row: known, changes: [] };
  const then = applySighting(first.row, to, arrival, time);
  return { row: then.row, changes: [...first.changes, ...then.changes] };
}

/**
 * Changes in the order of ids. When one id passed from one offer to another in this look,
 * the removal comes first.
 */
function inOrder(transitions: readonly Transition[]): Change[] {
  const weight = ({ row }: Transition) => (row.status === "removed" || row.status === "missing" ? 0 : 1);
  return transitions
    .filter(({ changes }) => changes.length > 0)
    .sort((a, b) => byCodePoint(a.row.id, b.row.id) || weight(a) - weight(b))
    .flatMap(({ changes }) => changes);
}

/**
 * Names that lead to another offer from now on. An offer whose file is there wins over one
 * that had the name before.
 */
function newNames(rows: readonly KnownOffer[], aliases: Look["aliases"]): Detection["aliases"] {
  return rows
    .filter(({ status }) => status === "open" || status === "closed")
    .filter(({ id, key }) => aliases.get(id) !== key)
    .map(({ id, key }) => ({ id, key }));
}

function earliest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
