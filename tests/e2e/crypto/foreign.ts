import { onTestFinished } from "vitest";
import * as foreign from "../../support/foreign.ts";

export type { Foreign, Read } from "../../support/foreign.ts";

/** The client of a person, until the test ends. */
export async function openForeign(
  ...[session, options]: Parameters<typeof foreign.openForeign>
): Promise<foreign.Foreign> {
  const person = await foreign.openForeign(session, options);
  onTestFinished(() => person.stop());
  return person;
}
