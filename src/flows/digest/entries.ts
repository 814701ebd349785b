import type { OfferKey } from "../../offers/offer.ts";
import type { Decision, DueDigest, ToldRow, Transaction } from "../../ports/index.ts";
import type { PlaceId } from "../../rooms/identifiers.ts";
import { makesTold } from "../deliver/makesTold.ts";
import type { News } from "./news.ts";

/** What the rooms of a few digests know of the offers in the news. */
export interface Known {
  readonly told: ReadonlyMap<string, ToldRow>;
  readonly decided: ReadonlyMap<string, readonly Decision[]>;
}

type Placed = Pick<Decision, "place" | "offer" | "opening">;

/** Reads it in a few statements, however many rooms that are. */
export async function readKnown(
  tx: Pick<Transaction, "told" | "decisions">,
  offers: readonly OfferKey[],
  places: readonly PlaceId[],
): Promise<Known> {
  const told = await tx.told.among(offers, places);
  const decisions = await tx.decisions.among(offers, places);
  return {
    told: new Map(told.map((row) => [placed(row), row])),
    decided: Map.groupBy(decisions, placed),
  };
}

/**
 * What the digest of one subscription says, of the news that its filter lets in. `claimed`: what digests of the same places say already that are decided
 * together; those of this one are added.
 */
export function entriesOf(
  { place, covered }: Pick<DueDigest, "place" | "covered">,
  news: readonly News[],
  { known, claimed }: { readonly known: Known; readonly claimed: Set<string> },
): News[] {
  const fresh = new Set<OfferKey>();
  return news.filter((one) => {
    const { key: offer, opening } = one.known;
    const where = { place, offer, opening };
    const claim = `${one.kind} ${placed(where)}`;
    if (claimed.has(claim) || (one.number !== null && one.number <= covered)) return false;
    // What is new here says itself when it ends.
    if (one.kind === "ending" && fresh.has(offer)) return false;
    if (!isNews(one, known.told.get(placed(where)), known.decided.get(placed(where)) ?? [])) return false;
    claimed.add(claim);
    fresh.add(offer);
    return true;
  });
}

/** Whether a place has not heard of it: neither at once, nor in an earlier digest of any subscription. */
function isNews({ kind }: News, told: ToldRow | undefined, decided: readonly Decision[]): boolean {
  switch (kind) {
    case "published":
    case "reopened":
      return told === undefined;
    case "ending":
      return !decided.some((decision) => decision.kind === "ending");
    case "closed":
      // An announcement of its own shows that it closed; nobody misses what the room never heard of.
      return (
        told?.state === "told" &&
        !decided.some((decision) => decision.kind === "closed" || isAtOnce(decision))
      );
    default:
      return kind satisfies never;
  }
}

function isAtOnce(decision: Decision): boolean {
  return makesTold(decision) && decision.subscription === null;
}

function placed({ place, offer, opening }: Placed): string {
  return `${place} ${offer} ${opening}`;
}
