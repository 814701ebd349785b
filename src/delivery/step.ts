import { approachTo, isLateReply } from "./approach.ts";
import { assertLawful } from "./laws.ts";
import { COPY_KEY } from "./merge.ts";
import type { OutboxRow } from "./row.ts";
import { changed, type RowChange } from "./rowChange.ts";
import type { Seen, Step } from "./seen.ts";

/**
 * Decides what happens to one row of the outbox when something was learnt about it; no other place does. Flows read the
 * input in the transaction that commits the change, carry the result out, and decide nothing.
 *
 * Invariants (docs/design.md §7.2, 7.3, 7.6), asserted on every result by `laws.ts`:
 *  1. One way: queued → attempted → sent | dead, queued → dropped | dead. What is settled never changes;
 *     a dead row is taken up again at an operator's word alone (`flows/deliver/again.ts`).
 *  2. From its first attempt on, what a row says and its transaction id never change. Its room changes once a look
 *     through the room of that attempt has not found it: then it goes to the room that its place moved to.
 *  3. A row is sent only when it is attempted and whole: frozen in a commit before its request.
 *  4. A request is repeated only by the same device within 12 hours of the attempt. Otherwise the row is looked up
 *     first, and attempted afresh only when it is missing.
 *  5. Only queued rows are dropped. What was attempted ends as sent or dead.
 *  6. An edit is frozen only when the message that it edits has an event.
 *  7. A message that a homeserver or its room refused for good is told to administrators, unless it is itself a
 *     notice: that could go on for ever.
 *  8. The offers of an announcement or a digest are told exactly when it is sent, and failed exactly when it is dead.
 *
 * Rules about several rows are kept elsewhere: one row under way a place and class (`choose.ts`, and the store refuses
 * to freeze a second one), replies first (`choose.ts`), the order of announcements (`merge.ts`, and the store's lines).
 */
export function step(row: OutboxRow, seen: Seen, now: number): Step {
  if (row.state !== "queued" && row.state !== "attempted")
    return { row, change: null, told: null, deed: "nothing" };
  const { change, deed } = decide(row, seen, now);
  const result: Step = {
    row: change ? changed(row, change, now) : row,
    change,
    told: row.class === "announcement" || row.class === "digest" ? toldBy(change) : null,
    deed,
  };
  assertLawful(row, seen, result, now);
  return result;
}

type Decision = Pick<Step, "change" | "deed">;

const NOTHING: Decision = { change: null, deed: "nothing" };

function decide(row: OutboxRow, seen: Seen, now: number): Decision {
  switch (seen.kind) {
    case "turn":
      return takenUp(row, seen, now);
    case "rendered":
      return worded(row, seen);
    case "arrived":
      // An echo of a row that is queued here means a store older than its room (docs/design.md §3): adopt it here.
      return row.state === "attempted" ? only({ kind: "sent", event: seen.event }) : NOTHING;
    case "missing":
      return missed(row, seen, now);
    case "failed":
      return failed(row, seen, now);
    case "refused":
      return refused(row, seen, now);
    case "unsayable":
      return givenUp(row, seen.error);
    case "pointless":
      return row.state === "queued"
        ? only({ kind: "drop", reason: seen.reason })
        : only({ kind: "dead", reason: seen.reason, quiet: true });
    default:
      return seen satisfies never;
  }
}

/** The offers of a sent announcement or digest are told; those of a dead one failed, and are not announced again. */
function toldBy(change: RowChange | null): Step["told"] {
  if (change?.kind === "sent") return "told";
  return change?.kind === "dead" ? "failed" : null;
}

function only(change: RowChange): Decision {
  return { change, deed: "nothing" };
}

function takenUp(
  row: OutboxRow,
  { reach, placeRoom, device, quietUntil = null }: Extract<Seen, { kind: "turn" }>,
  now: number,
): Decision {
  const approach = approachTo(row, { placeRoom, gap: null, lastGap: null, device }, now);
  if (approach === "wait") return NOTHING;
  if (approach !== "attempt") return { change: null, deed: approach };
  if (reach.when === "later") return NOTHING;
  if (reach.when === "never")
    return only(row.state === "queued" ? { kind: "drop", reason: reach.reason } : lostRoom(reach.reason));
  if (row.state === "queued")
    return quietUntil !== null && disturbs(row)
      ? only({ kind: "put off", until: quietUntil })
      : { change: null, deed: "render" };
  return row.room === reach.room ? { change: null, deed: "send" } : NOTHING;
}

/** Answers and copies were asked for, and edits notify nobody. */
function disturbs({ class: of, key }: OutboxRow): boolean {
  return of === "digest" || (of === "announcement" && !key.startsWith(COPY_KEY));
}

function worded(row: OutboxRow, seen: Extract<Seen, { kind: "rendered" }>): Decision {
  const { frozen, alreadyShown, original } = seen;
  if (row.edits !== null && original === null) return NOTHING;
  if (frozen === null) return only({ kind: "drop", reason: "nothing left to say" });
  if (alreadyShown) return only({ kind: "drop", reason: "the room sees this already" });
  return { change: { kind: "freeze", frozen }, deed: "send" };
}

/** The room is gone, and its place says so: the message is no loss of its own. */
function lostRoom(reason: string): RowChange {
  return { kind: "dead", reason, quiet: true };
}

/** Nobody has to see it: who asked has gone on, and is told where words still help. */
const TOO_LATE: RowChange = { kind: "dead", reason: "too late to answer", quiet: true };

function missed(
  row: OutboxRow,
  { reach, device }: Extract<Seen, { kind: "missing" }>,
  now: number,
): Decision {
  if (isLateReply(row, now)) return only(TOO_LATE);
  if (reach.when === "never") return only(lostRoom(reach.reason));
  return reach.when === "now" ? only({ kind: "adopt", device, room: reach.room }) : NOTHING;
}

function failed(row: OutboxRow, seen: Extract<Seen, { kind: "failed" }>, now: number): Decision {
  const { concern, error, after } = seen;
  switch (concern) {
    case "passing":
      // Whether it arrived cannot be seen; it will not be said any more, and those behind it wait.
      if (row.state === "attempted" && isLateReply(row, now)) return only(TOO_LATE);
      return only({ kind: "retry", next: now + after, error });
    case "account":
      // The pause of the whole account is what it waits for.
      return only({ kind: "retry", next: now, error });
    case "message":
      return givenUp(row, error);
    default:
      return concern satisfies never;
  }
}

function refused(row: OutboxRow, seen: Extract<Seen, { kind: "refused" }>, now: number): Decision {
  const { error, after, reach, final } = seen;
  // In a place that is suspended it is due as soon as that ends.
  if (reach.when === "later") return only({ kind: "retry", next: now, error });
  if (reach.when === "now" && !final) return only({ kind: "retry", next: now + after, error });
  return givenUp(row, error);
}

function givenUp(row: OutboxRow, error: string): Decision {
  const deed = row.class === "notice" ? "nothing" : "tell administrators";
  return { change: { kind: "dead", reason: error }, deed };
}
