import type { KnownOffer, MassVanishing } from "../catalogue.ts";
import type { OfferKey } from "../offer.ts";
import { applyDate, changeSubject, type LookTime, type Transition } from "./transition.ts";

/**
 * Removals are held back when more open offers are missing than both of these: a number and a share
 * (docs/design.md §3).
 */
const FEW = 5;
const SHARE = 0.2;

/** Whether more offers go at once than people take away at a time; `open` is how many there were. */
export function isMass(gone: number, open: number): boolean {
  return gone > Math.max(FEW, open * SHARE);
}

interface RemovalRules {
  /** Milliseconds; 0 is taken as elapsed. */
  readonly settle: number;
  readonly acceptRemovals: boolean;
  readonly isSureAbsence: (known: KnownOffer) => boolean;
}

interface Absence {
  readonly transitions: readonly Transition[];
  readonly vanishing: MassVanishing | null;
  /** Offers that would be removed, or held back, if their absence were sure. */
  readonly unsure: readonly OfferKey[];
  readonly wakeAt: number | null;
}

/**
 * Decides what becomes of offers without a file: they are missing for `settle`, then removed, unless too many
 * are missing at once. While removals are held back, the clock of all missing offers starts anew, so that
 * files which return one by one find the others still waiting. An offer whose absence is not sure is never removed:
 * it stays missing, and is due at once. `open`: how many offers stood open before this
 * look, missing ones included.
 */
export function judgeMissing(
  vanished: readonly KnownOffer[],
  open: number,
  folderIsEmpty: boolean,
  rules: RemovalRules,
  time: LookTime,
): Absence {
  const aged = vanished.map((known) => applyDate(known, time));
  const missing = aged.filter(({ row }) => row.stood === "open").length;
  const isTooMany = isMass(missing, open) || (folderIsEmpty && missing > 0);
  const holdsBack = isTooMany && !rules.acceptRemovals;

  const transitions: Transition[] = [];
  const unsure: OfferKey[] = [];
  let wakeAt: number | null = null;
  for (const transition of aged) {
    const since = Math.min(transition.row.missingSince ?? time.now, time.now);
    const waited = time.now - since;
    const isDue = isTooMany || waited >= rules.settle;
    const isSure = !isDue || rules.isSureAbsence(transition.row);
    if (!isSure) unsure.push(transition.row.key);
    if (holdsBack) {
      // Half of `settle` bounds how often rows are written while this lasts.
      transitions.push(markMissing(transition, waited * 2 >= rules.settle ? time.now : since));
    } else if (isDue && isSure) {
      transitions.push(markRemoved(transition, time));
    } else {
      transitions.push(markMissing(transition, since));
      wakeAt = Math.min(wakeAt ?? Number.POSITIVE_INFINITY, since + rules.settle);
    }
  }
  return { transitions, vanishing: holdsBack ? { missing, open } : null, unsure, wakeAt };
}

function markMissing({ row, changes }: Transition, since: number): Transition {
  if (row.status === "missing" && row.missingSince === since) return { row, changes };
  return { row: { ...row, status: "missing", missingSince: since }, changes };
}

/** Removes an offer. Only the removal of one that stood open is a change to announce. */
function markRemoved({ row, changes }: Transition, time: LookTime): Transition {
  if (row.stood === "closed") return { row: { ...row, status: "removed", missingSince: null }, changes };
  const removed: KnownOffer = { ...row, status: "removed", missingSince: null, closedAt: time.now };
  return { row: removed, changes: [...changes, { change: "removed", ...changeSubject(row) }] };
}
