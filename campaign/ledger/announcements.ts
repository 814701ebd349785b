import type { Entry } from "./entry.ts";
import { claimsIn, lastOf, type Message } from "./said.ts";
import { type OfferTruth, type Span, spansOf, stateAt, statesIn, type Truth } from "./truth.ts";

/**
 * How many announcements of an offer a room has to hear in a span. What stands at the end has been seen; what came and
 * went in between may have been missed, by a bot that was away.
 */
export function announcementsDue(
  offer: Pick<OfferTruth, "states">,
  span: Span,
): { least: number; most: number } {
  const states = statesIn(offer, span).map(({ state }) => state);
  const before = (stateAt(offer, span.from)?.state ?? "gone") === "open";
  let opened = 0;
  let open = before;
  for (const state of states) {
    if (state === "open" && !open) opened += 1;
    open = state === "open";
  }
  return { least: open && !before ? 1 : 0, most: opened };
}

/** Announcements of a room against the files: each opening once, and shown as it stands now. */
export function auditAnnouncements(truth: Truth, room: string, messages: readonly Message[]): Entry[] {
  const spans = spansOf(truth.quiets);
  return truth.offers.flatMap((offer) => {
    const about = messages.filter(
      ({ answers, versions }) =>
        answers === null && claimsIn(versions[0].text).some(({ number }) => number === offer.number),
    );
    if (!offer.rooms.includes(room)) return about.map((message) => strange(room, offer, message));
    return [
      ...spans.flatMap((span) => counted(room, offer, about, span)),
      ...asTheyStand(truth, room, offer, about),
    ];
  });
}

function strange(room: string, { number }: OfferTruth, { event, versions }: Message): Entry {
  const what = `offer ${number} does not concern this room, and was announced`;
  return { kind: "lie", passing: false, room, what, at: versions[0].at, id: `strange ${event} ${number}` };
}

function counted(room: string, offer: OfferTruth, about: readonly Message[], span: Span): Entry[] {
  const { number } = offer;
  const { least, most } = announcementsDue(offer, span);
  const told = about.filter(({ versions: [{ at }] }) => at > span.from && at <= span.to).length;
  const id = `${room} ${number} ${span.to}`;
  if (told < least) {
    const what = `offer ${number} opened, and was not announced`;
    return [{ kind: "lost", passing: true, room, what, at: span.to, id: `untold ${id}` }];
  }
  if (told <= most) return [];
  const what = `offer ${number} opened ${most} times at most, and was announced ${told} times`;
  return [{ kind: "repeated", passing: false, room, what, at: span.to, id: `announced ${id}` }];
}

/** The last announcement shows the offer as it is; those of earlier openings show that they are over. */
function asTheyStand(truth: Truth, room: string, offer: OfferTruth, about: readonly Message[]): Entry[] {
  const quiet = truth.quiets.at(-1);
  const now = quiet === undefined ? null : stateAt(offer, quiet);
  if (quiet === undefined || now === null) return [];
  const shown = about.filter(({ redactedAt, versions: [{ at }] }) => redactedAt === null && at <= quiet);
  return shown.flatMap((message) => {
    const newest = message === about.filter(({ versions: [{ at }] }) => at <= quiet).at(-1);
    const claims = claimsIn(lastOf(message).text).filter(({ number }) => number === offer.number);
    const open = newest && now.state === "open";
    const fits = claims.some((claim) => claim.open === open && (!open || claim.revision === now.revision));
    if (fits) return [];
    const should = open ? `open, its title at revision ${now.revision}` : "closed";
    const what = `offer ${offer.number} should be shown ${should}: ${lastOf(message).text.slice(0, 160)}`;
    return [
      {
        kind: "lost",
        passing: true,
        room,
        what,
        at: quiet,
        id: `stale ${message.event} ${offer.number} ${should}`,
      },
    ];
  });
}
