import type { DirectWish } from "./directRoom.ts";
import type { PlaceId, UserId } from "./identifiers.ts";
import type { Place } from "./subscription.ts";

export interface DirectStanding {
  readonly places: readonly Place[];
  readonly wishes: readonly DirectWish[];
  readonly subscribed: ReadonlySet<PlaceId>;
  readonly followers: ReadonlySet<UserId>;
  readonly now: number;
}

/** Before, it takes its usual course, milliseconds: people who are about to be invited, and who were. */
const USUAL = { opening: 60_000, invited: 24 * 3_600_000 } as const;

type Cause = "invited" | "declined" | "refused" | "opening" | "left" | "unheard";

const WORDS: Readonly<Record<Cause, string>> = {
  invited: "have not accepted the invitation",
  declined: "declined it",
  refused: "could not be invited",
  opening: "are about to be invited",
  left: "left their room, or put the account out of it",
  unheard: "have a room where nothing can be said",
};
/** Reasons of a place where its person and the account are not together any more. */
const APART = /^(?:not joined yet|not in the room any more|banned|nobody else is in the room)/;

/**
 * What operators are told of people who asked for something and have no direct room to hear it in, by number and not by
 * name; null where there are none.
 */
export function directTrouble(
  standing: DirectStanding,
): { readonly what: string; readonly remedy: string } | null {
  const people = waiting(standing);
  if (people.size === 0) return null;
  const counted = Map.groupBy(people.values(), ({ cause }) => cause);
  const causes = (Object.keys(WORDS) as Cause[]).flatMap((cause) => {
    const many = counted.get(cause)?.length ?? 0;
    const why = counted.get(cause)?.find(({ reason }) => reason !== null)?.reason;
    return many === 0 ? [] : [`${many} ${WORDS[cause]}${why ? `: ${why}` : ""}`];
  });
  const error = [...people.values()].find((one) => one.error !== null)?.error ?? null;
  return {
    what: `people wait for a direct room with the account, to hear what they asked for: ${causes.join(", ")}${error === null ? "" : ` (${error})`}`,
    remedy:
      error === null
        ? counted.has("unheard")
          ? "mend those rooms, or have their people ask again; who was invited has thirty days to accept"
          : "nothing: they go on when they accept, write to the account, or ask again; an invitation waits thirty days"
        : "see whether the homeserver lets this account create rooms and invite people; then they have to ask again, or to write to the account",
  };
}

interface Waiting {
  readonly cause: Cause;
  readonly error: string | null;
  /** Why nothing can be said in the room that they have. */
  readonly reason: string | null;
  readonly since: number;
}

function waiting({ places, wishes, subscribed, followers, now }: DirectStanding) {
  const served = new Set(
    places.flatMap(({ person, state }) => (person && state === "active" ? [person] : [])),
  );
  const wishOf = new Map(wishes.map((wish) => [wish.place, wish]));
  const people = new Map<UserId, Waiting>();
  for (const person of followers)
    if (!served.has(person)) people.set(person, { cause: "left", error: null, reason: null, since: 0 });
  for (const { id, person, state, reason, configured } of places) {
    if (!person || state === "active" || configured) continue;
    if (!subscribed.has(id) && (!followers.has(person) || served.has(person))) continue;
    const wish = wishOf.get(id);
    if (people.get(person)?.cause !== "left" && people.has(person)) continue;
    const unheard = wish === undefined && reason !== null && !APART.test(reason);
    people.set(person, {
      cause: unheard ? "unheard" : causeOf(wish),
      reason: unheard ? reason : null,
      error: wish?.error ?? null,
      since: wish?.since ?? 0,
    });
  }
  const usual = ({ cause, since }: Waiting): boolean =>
    (cause === "opening" || cause === "invited") && now - since < USUAL[cause];
  return new Map([...people].filter(([, one]) => !usual(one)));
}

function causeOf(wish: DirectWish | undefined): Cause {
  const state = wish?.state ?? "met";
  switch (state) {
    case "met":
      return "left";
    case "invited":
    case "declined":
    case "refused":
      return state;
    case "wanted":
    case "making":
    case "made":
      return "opening";
    default:
      return state satisfies never;
  }
}
