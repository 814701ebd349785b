import { fold } from "./fold.ts";

/** The months of the year in French, January first. */
export const MONTHS: readonly string[] =
  "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");

/** The same, as `fold` and `foldInPlace` leave them. */
export const FOLDED_MONTHS: readonly string[] = MONTHS.map(fold);
