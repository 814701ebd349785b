import type { Change, KnownOffer, MassVanishing, Newcomer } from "../catalogue.ts";
import type { Day, OfferId, OfferKey, Reading } from "../offer.ts";
import { Claims, type Move } from "./claims.ts";
import { byCodePoint } from "./identity.ts";
import { Likeness } from "./likeness.ts";
import { judgeMissing } from "./missing.ts";
import { holdCopies, holdLeftovers, Waiting } from "./newcomer.ts";
import { followBodies, followClosings, followOldNames, followSimilar } from "./rename.ts";
import { followRepublications } from "./republication.ts";
import { followSwaps, partOtherJobs } from "./swap.ts";
import { type Moment, meet, type Step, see } from "./transition.ts";

/** One look at the folder, against what the store last knew. */
export interface Look {
  readonly known: readonly KnownOffer[];
  /** Every name that an offer has had, the present one included. */
  readonly aliases: ReadonlyMap<OfferId, OfferKey>;
  /** Held since an earlier look. */
  readonly newcomers: readonly Newcomer[];
  /** The whole folder. Files that lost their name to another are refused already (`offer` is null). */
  readonly readings: readonly Reading[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly today: Day;
  /** Milliseconds; 0 is taken as elapsed, so that everything is decided in this look. */
  readonly settle: number;
  /** Someone has agreed that many offers go at once. */
  readonly acceptRemovals: boolean;
  readonly newKey: () => OfferKey;
}

export interface Outcome {
  /** In the order of ids; what happened to one offer stands together, in the order in which it happened. */
  readonly changes: readonly Change[];
  /** New and changed rows, also for what nobody hears of: drafts, edits of a body alone, missing, back again. */
  readonly offers: readonly KnownOffer[];
  /** From now on the id leads to that key. */
  readonly aliases: readonly { readonly id: OfferId; readonly key: OfferKey }[];
  /** All that are held now; they replace the former ones. */
  readonly newcomers: readonly Newcomer[];
  /** Removals are held back, because too many open offers are missing. */
  readonly vanishing: MassVanishing | null;
  /** When time alone will change something: a missing offer or a newcomer has settled. */
  readonly wakeAt: number | null;
}

/**
 * What a careful person would say has changed in the folder (DESIGN §3; `docs/decisions/010`). First every file is
 * found to be a known offer or a newcomer, the surest sign before the weaker; then each offer takes its step. Bodies
 * are compared only where a newcomer and an offer have a title, a startup or a name in common.
 */
export function detect(look: Look): Outcome {
  const moment: Moment = { now: look.now, today: look.today };
  const likeness = new Likeness();
  const waiting = new Waiting(look.newcomers, look.now, look.settle);
  const claims = new Claims(look.known, look.aliases, look.readings);

  followSwaps(claims, likeness);
  partOtherJobs(claims, likeness);
  holdLeftovers(claims, look.aliases, waiting, likeness, look.today, "known");
  followBodies(claims);
  followOldNames(claims, look.aliases, likeness);
  followSimilar(claims, likeness);
  followClosings(claims, look.today);
  holdCopies(claims, waiting, likeness, look.today);
  followRepublications(claims, look.aliases, likeness, look.today);
  holdCopies(claims, waiting, likeness, look.today);
  holdLeftovers(claims, look.aliases, waiting, likeness, look.today, "all");

  const stoodOpen = look.known.filter(({ status, stood }) => status !== "removed" && stood === "open").length;
  const absence = judgeMissing(claims.vanished(), stoodOpen, look.readings.length === 0, look, moment);
  const steps = [
    ...absence.steps,
    ...claims.stays().map(({ known, seen }) => see(known, seen, "renamed", moment)),
    ...claims.moves().map((move) => arrive(move, moment)),
    ...claims.newcomers().map((newcomer) => meet(newcomer, look.newKey(), moment)),
  ];
  const before = new Set(look.known);
  const offers = steps.map(({ row }) => row).filter((row) => !before.has(row));
  offers.sort((a, b) => byCodePoint(a.id, b.id) || byCodePoint(a.key, b.key));
  return {
    changes: inOrder(steps),
    offers,
    aliases: newNames(offers, look.aliases),
    newcomers: waiting.held(),
    vanishing: absence.vanishing,
    wakeAt: earliest(absence.wakeAt, waiting.wakeAt()),
  };
}

/** An offer that opens again elsewhere may have closed in this same look. */
function arrive({ known, left, to, arrival }: Move, moment: Moment): Step {
  const first =
    arrival === "returned" && left ? see(known, left, arrival, moment) : { row: known, changes: [] };
  const then = see(first.row, to, arrival, moment);
  return { row: then.row, changes: [...first.changes, ...then.changes] };
}

/** Of two offers that have had one name in this look, the one that has gone comes first. */
function inOrder(steps: readonly Step[]): Change[] {
  const told = steps.filter(({ changes }) => changes.length > 0);
  const weight = ({ row }: Step) => (row.status === "removed" || row.status === "missing" ? 0 : 1);
  return told
    .sort((a, b) => byCodePoint(a.row.id, b.row.id) || weight(a) - weight(b))
    .flatMap(({ changes }) => changes);
}

/** A file that is there wins over an old name. */
function newNames(rows: readonly KnownOffer[], aliases: Look["aliases"]): Outcome["aliases"] {
  return rows
    .filter(({ status }) => status === "open" || status === "closed")
    .filter(({ id, key }) => aliases.get(id) !== key)
    .map(({ id, key }) => ({ id, key }));
}

function earliest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
