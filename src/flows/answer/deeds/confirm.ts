import type { Deed } from "../../../commands/deed.ts";
import type { Command, Transaction } from "../../../ports/index.ts";
import { causeOf } from "./cause.ts";

/** Notes what an administrator says of the present opening of an offer; it takes the place of what was said before. */
export async function confirm(
  tx: Pick<Transaction, "confirmations" | "offers">,
  { offer, says }: Extract<Deed, { deed: "confirm" }>,
  command: Command,
  at: number,
): Promise<void> {
  const opening = (await tx.offers.get(offer))?.opening;
  if (opening === undefined) return;
  await tx.confirmations.set({ offer, opening, says, person: command.sender, cause: causeOf(command), at });
}
