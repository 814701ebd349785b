import type { Choice } from "./choice.ts";

/** A demand as people typed it, its alternatives with « ou ». */
export function shownChoice({ units, facets }: Choice): string {
  return [...new Set([...units, ...facets].map(({ text }) => text))].join(" ou ");
}

/** Demands as people typed them; two that stood in one word (« UX/UI ») are named once. */
export function shownChoices(choices: readonly Choice[]): string[] {
  return [...new Set(choices.map(shownChoice))];
}
