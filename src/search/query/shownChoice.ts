import type { Choice } from "./choice.ts";

/** A demand as people typed it, its alternatives with « ou ». */
export function shownChoice({ units, facets }: Choice): string {
  return [...new Set([...units, ...facets].map(({ text }) => text))].join(" ou ");
}
