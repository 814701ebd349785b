import type { KnownOffer, MassVanishing } from "../catalogue.ts";
import { age, type Moment, type Step } from "./transition.ts";

/** More open offers missing than either is no accident of one person's (DESIGN §3). */
const FEW = 5;
const SHARE = 0.2;

export interface Patience {
  /** Milliseconds; 0 is taken as elapsed. */
  readonly settle: number;
  readonly acceptRemovals: boolean;
}

export interface Absence {
  readonly steps: readonly Step[];
  readonly vanishing: MassVanishing | null;
  readonly wakeAt: number | null;
}

/**
 * What becomes of offers without a file: missing for `settle`, then removed, unless too many are missing at once.
 * While removals are held back, the clock of those that are missing starts anew, so that files which return one by
 * one find the others still waiting. `open`: how many offers stood open before this look, missing ones included.
 */
export function judgeMissing(
  vanished: readonly KnownOffer[],
  open: number,
  folderIsEmpty: boolean,
  patience: Patience,
  moment: Moment,
): Absence {
  const aged = vanished.map((known) => age(known, moment));
  const missing = aged.filter(({ row }) => row.stood === "open").length;
  const isMass = missing > Math.max(FEW, open * SHARE) || (folderIsEmpty && missing > 0);
  const holdsBack = isMass && !patience.acceptRemovals;

  const steps: Step[] = [];
  let wakeAt: number | null = null;
  for (const step of aged) {
    const since = Math.min(step.row.missingSince ?? moment.now, moment.now);
    const waited = moment.now - since;
    if (holdsBack) {
      // Half of `settle` bounds how often rows are written while this lasts.
      steps.push(miss(step, waited * 2 >= patience.settle ? moment.now : since));
    } else if (isMass || waited >= patience.settle) {
      steps.push(remove(step, moment));
    } else {
      steps.push(miss(step, since));
      wakeAt = Math.min(wakeAt ?? Number.POSITIVE_INFINITY, since + patience.settle);
    }
  }
  return { steps, vanishing: holdsBack ? { missing, open } : null, wakeAt };
}

function miss({ row, changes }: Step, since: number): Step {
  if (row.status === "missing" && row.missingSince === since) return { row, changes };
  return { row: { ...row, status: "missing", missingSince: since }, changes };
}

/** Nobody hears of the removal of an offer that had closed. */
function remove({ row, changes }: Step, moment: Moment): Step {
  if (row.stood === "closed") return { row: { ...row, status: "removed", missingSince: null }, changes };
  const removed: KnownOffer = { ...row, status: "removed", missingSince: null, closedAt: moment.now };
  const told = { key: row.key, id: row.id, opening: row.opening, offer: row.offer };
  return { row: removed, changes: [...changes, { change: "removed", ...told }] };
}
