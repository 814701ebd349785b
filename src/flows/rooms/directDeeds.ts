import type { Logger } from "pino";
import type { Message } from "../../messages/content.ts";
import { directGreeting, directLate, directRefused, gatheredMessage } from "../../messages/directRoom.ts";
import { eventContent } from "../../messages/event.ts";
import {
  type Clock,
  type Homeserver,
  HomeserverError,
  type Store,
  type Transaction,
} from "../../ports/index.ts";
import type { DirectErrand } from "../../rooms/directErrands.ts";
import type { DirectWish } from "../../rooms/directRoom.ts";
import type { PlaceId, RoomId, UserId } from "../../rooms/identifiers.ts";
import { made } from "../direct/made.ts";
import { opensSealed } from "../direct/want.ts";
import { withRooms } from "./directList.ts";
import type { Task } from "./errands.ts";
import { updatePlace } from "./place.ts";

export interface DirectParts {
  readonly store: Store;
  readonly homeserver: Homeserver;
  readonly clock: Clock;
  readonly log: Logger;
  /** Ends what a person had their own place subscribed to. */
  readonly endOwn: (tx: Transaction, place: PlaceId) => Promise<void>;
  /** Something may go to a place. */
  readonly onPlace: () => void;
  /** What there is to do about rooms has changed. */
  readonly onChange: () => void;
}

type Of<Kind extends DirectErrand["kind"]> = Extract<DirectErrand, { kind: Kind }>;

/** A person who asked hears of it when an invitation takes longer, or the homeserver asks for more; milliseconds. */
const LONG = 30_000;

/** The work of an errand about the room of a person and the bot alone. What it rejects with is judged by `Errands`. */
export function directDeedOf(errand: DirectErrand, parts: DirectParts): Task["run"] {
  const work = workOf(errand, parts);
  return async (signal) => {
    await work(signal);
    parts.onChange();
    return null;
  };
}

function workOf(errand: DirectErrand, parts: DirectParts): (signal: AbortSignal) => Promise<void> {
  switch (errand.kind) {
    case "createDirect":
      return (signal) => create(errand, parts, signal);
    case "inviteDirect":
      return (signal) => invite(errand, parts, signal);
    case "nameDirect":
      return () => name(errand, parts);
    case "meet":
      return () => meet(errand, parts);
    case "gather":
      return () => gather(errand, parts);
    case "giveUp":
      return () => giveUp(errand, parts);
    default:
      return errand satisfies never;
  }
}

/**
 * That a room is asked for is stored before: when that comes to nothing that is known, sync tells whether it was made
 * (`flows/direct/made.ts`), and the next try finds it.
 */
async function create(
  { wish: { place, id } }: Of<"createDirect">,
  parts: DirectParts,
  signal: AbortSignal,
): Promise<void> {
  const { store, homeserver, log } = parts;
  const asked = await store.write(async (tx) => {
    const wish = await tx.directWishes.ofPlace(place);
    if (wish?.id !== id) return null;
    // Made, as sync told, since this was decided; or stored as made in a room where we are not any more.
    const left = wish.room === null ? null : await tx.rooms.get(wish.room);
    if (wish.room !== null && left?.membership === "join") return null;
    await tx.directWishes.change(id, { state: "making", room: null });
    return { wish, sealed: await opensSealed(tx) };
  });
  if (asked === null) return;
  const { wish, sealed } = asked;
  try {
    const room = await homeserver.createDirect(wish.mark, sealed, signal);
    await store.write((tx) => made(tx, wish.mark, room));
    log.info({ room }, "opened a direct room");
  } catch (error) {
    await tellAsked(wish, error, parts);
  }
}

async function invite(
  { wish, person, room, ours }: Of<"inviteDirect">,
  parts: DirectParts,
  signal: AbortSignal,
): Promise<void> {
  const { homeserver } = parts;
  try {
    // An invitation that stands is not repeated: the answer to it may have been lost.
    const membership = await homeserver.membership(room, person, signal);
    if (membership !== "invite" && membership !== "join") await homeserver.inviteDirect(room, person, signal);
  } catch (error) {
    // In a room that they made, and where we may invite nobody: we open one.
    if (isRefusal(error) && !ours) return await change(wish, { state: "wanted", room: null }, parts);
    return await tellAsked(wish, error, parts);
  }
  await change(wish, { state: "invited" }, parts);
}

async function change(
  { place, id, state }: DirectWish,
  change: Partial<Pick<DirectWish, "state" | "room" | "error">>,
  { store }: DirectParts,
): Promise<void> {
  await store.write(async (tx) => {
    const wish = await tx.directWishes.ofPlace(place);
    if (wish?.id === id && (wish.state === state || wish.state === "making"))
      await tx.directWishes.change(id, change);
  });
}

function isRefusal(error: unknown): boolean {
  return error instanceof HomeserverError && error.concern === "room";
}

/** Says where it was asked for that the homeserver refuses, which ends it until it is asked for again, or has us wait. */
async function tellAsked(wish: DirectWish, error: unknown, parts: DirectParts): Promise<void> {
  const { store, clock, onPlace, log } = parts;
  if (!(error instanceof HomeserverError)) throw error;
  const now = clock.now();
  const refused = isRefusal(error);
  const isLong = now - wish.since > LONG || (error.retryAfter ?? 0) > LONG;
  if (refused || (isLong && error.concern === "passing")) {
    if (refused) {
      log.warn({ place: wish.place, reason: error.message }, "a direct room was refused");
      await change(wish, { state: "refused", error: error.message }, parts);
    }
    const word = refused ? directRefused : directLate;
    const key = `direct:${refused ? "refused" : "late"}:${wish.cause}:${wish.since}`;
    await store.write(async (tx) => {
      await say(tx, { ...wish, key, message: word(await opensSealed(tx)), now });
    });
    onPlace();
  }
  if (!refused) throw error;
}

/** Beside the message that asked for the room. */
async function say(
  tx: Pick<Transaction, "places" | "outbox">,
  {
    key,
    message,
    now,
    askedIn,
    cause,
    thread,
  }: Pick<DirectWish, "askedIn" | "cause" | "thread"> & { key: string; message: Message; now: number },
): Promise<void> {
  const place = (await tx.places.ofRoom(askedIn)) ?? (await tx.places.mention({ room: askedIn }, now));
  const replyTo = { event: cause, thread };
  const content = eventContent({ message, notify: false, key, replyTo });
  const row = { key, place: place.id, class: "notice", notify: false, content, createdAt: now } as const;
  await tx.outbox.add(row);
}

async function name({ rooms }: Of<"nameDirect">, { store, homeserver }: DirectParts): Promise<void> {
  const before = await homeserver.directList();
  const after = withRooms(before, rooms);
  if (after !== before) await homeserver.setDirectList(after);
  await store.write(async (tx) => {
    for (const { wish, room } of rooms) {
      const standing = await tx.directWishes.ofPlace(wish.place);
      if (standing?.id !== wish.id || standing.room !== room) continue;
      if (standing.state === "met") await tx.directWishes.remove(wish.id);
      else await tx.directWishes.change(wish.id, { named: true });
    }
  });
}

/** What waited for them goes in the commit that greets them, and the greeting overtakes it. */
async function meet(
  { wish, person, room }: Of<"meet">,
  { store, homeserver, clock, onPlace }: DirectParts,
): Promise<void> {
  await store.write(async (tx) => {
    const standing = await tx.directWishes.ofPlace(wish.place);
    if (standing?.id !== wish.id || standing.state === "met") return;
    const told = await toldThere(tx, wish.place, person);
    const known = await tx.rooms.get(room);
    const message =
      known?.mark === wish.mark ? directGreeting(told, known.encrypted === true) : gatheredMessage(told);
    await greet(
      tx,
      `direct:met:${wish.mark}:${wish.since}`,
      { place: wish.place, room, message },
      clock.now(),
    );
    if (standing.named) await tx.directWishes.remove(wish.id);
    else await tx.directWishes.change(wish.id, { state: "met", room });
    await updatePlace(tx, room, homeserver.user);
  });
  onPlace();
}

async function gather(
  { place, person, room }: Of<"gather">,
  { store, homeserver, clock, onPlace }: DirectParts,
): Promise<void> {
  await store.write(async (tx) => {
    const standing = await tx.places.get(place.id);
    if (standing?.person !== person || standing.room !== place.room || standing.state === "active") return;
    const wish = await tx.directWishes.ofPlace(place.id);
    if (wish) await tx.directWishes.remove(wish.id);
    const told = await toldThere(tx, place.id, person);
    const { id } = await tx.places.moveTo(place.id, room);
    await updatePlace(tx, room, homeserver.user);
    if (told.alerts.length + told.follows > 0) {
      const message = gatheredMessage(told);
      await greet(tx, `direct:gathered:${place.id}:${room}`, { place: id, room, message }, clock.now());
    }
  });
  onPlace();
}

async function giveUp(
  { wish, person }: Of<"giveUp">,
  { store, clock, endOwn, log }: DirectParts,
): Promise<void> {
  await store.write(async (tx) => {
    const standing = await tx.directWishes.ofPlace(wish.place);
    if (standing?.id !== wish.id || standing.since !== wish.since) return;
    await endOwn(tx, wish.place);
    for (const { offer } of await tx.follows.ofPerson(person))
      await tx.follows.end(person, offer, wish.cause, clock.now());
    await tx.directWishes.remove(wish.id);
    await tx.places.vacate(wish.place);
  });
  log.info({ place: wish.place }, "nobody came to a direct room");
}

async function toldThere(tx: Pick<Transaction, "subscriptions" | "follows">, place: PlaceId, person: UserId) {
  return {
    alerts: await tx.subscriptions.ofPlace(place),
    follows: (await tx.follows.ofPerson(person)).length,
  };
}

/** As an answer to what was asked for elsewhere, so that it goes before what is announced. */
async function greet(
  tx: Pick<Transaction, "outbox">,
  key: string,
  { place, room, message }: { readonly place: PlaceId; readonly room: RoomId; readonly message: Message },
  now: number,
): Promise<void> {
  const content = eventContent({ message, notify: false, key });
  await tx.outbox.add({ key, place, room, class: "reply", notify: false, content, createdAt: now });
}
