import {
  type Homeserver,
  HomeserverError,
  type KeyRequest,
  type MessagesPage,
  type Reader,
  type ResolvedAlias,
  type SessionName,
  type SyncBatch,
} from "../../ports/index.ts";
import {
  type EventId,
  isEventId,
  isRoomId,
  isUserId,
  type RoomAlias,
  type RoomId,
  type UserId,
} from "../../rooms/identifiers.ts";
import type { Membership, RoomEvent } from "../../rooms/room.ts";
import { asObject } from "../../text/untrusted.ts";
import type { Ask } from "./ask.ts";
import { carry } from "./carry.ts";
import { CLIENT_API, incomplete, JOIN_TIMEOUT } from "./clientApi.ts";
import {
  createDirect,
  directList,
  inviteDirect,
  membershipOf,
  putOut,
  setDirectList,
} from "./directRooms.ts";
import { listOf, readEvents } from "./event.ts";
import { NO_ROOMS, syncFilter, TIMELINE_FILTER } from "./filter.ts";
import { readSync } from "./sync.ts";

/** Time that a long poll may take beyond its own, under load; milliseconds. */
const POLL_MARGIN = 30_000;
/** Time-out of the first sync, which gathers the state of every room; milliseconds. */
const FIRST_SYNC_TIMEOUT = 300_000;
/** Time-out of a sync after one that took too long; milliseconds. */
const SLOW_SYNC_TIMEOUT = 150_000;
/** Largest answer that is read where the usual limit cannot do, bytes: the state of ten thousand rooms. */
const LARGEST_SYNC = 256 * 1024 * 1024;

const SYNC_FILTER_JSON = JSON.stringify(syncFilter(false));
const FEW_FILTER_JSON = JSON.stringify(syncFilter(true));
const NO_ROOMS_JSON = JSON.stringify(NO_ROOMS);
const TIMELINE_FILTER_JSON = JSON.stringify(TIMELINE_FILTER);

/** The homeserver as one account reaches it by the client-server API; each call is one request, never repeated here. */
export class MatrixHomeserver implements Homeserver {
  readonly user: UserId;
  readonly device: string;
  readonly displayName: string | null;
  readonly #ask: Ask;

  constructor(ask: Ask, { user, device, displayName }: Pick<Homeserver, "user" | "device" | "displayName">) {
    this.#ask = ask;
    this.user = user;
    this.device = device;
    this.displayName = displayName;
  }

  async sync(since: string | null, timeout: number, signal: AbortSignal, fewer = false): Promise<SyncBatch> {
    const few = fewer || since === null;
    const answer = await this.#ask("GET", `${CLIENT_API}/sync`, {
      what: "sync",
      // What is wrong with an account has names; another refusal may be a proxy's, and is not waited for so long.
      refusal: "passing",
      query: {
        filter: few ? FEW_FILTER_JSON : SYNC_FILTER_JSON,
        set_presence: "offline",
        timeout,
        ...(since === null ? {} : { since }),
      },
      timeout: since === null ? FIRST_SYNC_TIMEOUT : few ? SLOW_SYNC_TIMEOUT : timeout + POLL_MARGIN,
      ...(few ? { largest: LARGEST_SYNC } : {}),
      signal,
    });
    const batch = readSync(answer, this.user);
    if (batch === null) throw incomplete("sync", "it holds no next_batch");
    return batch;
  }

  async answersSync(signal: AbortSignal): Promise<void> {
    const answer = await this.#ask("GET", `${CLIENT_API}/sync`, {
      what: "sync without a token",
      refusal: "passing",
      query: { filter: NO_ROOMS_JSON, set_presence: "offline", timeout: 0 },
      signal,
    });
    if (readSync(answer, this.user) === null) throw incomplete("sync", "it holds no next_batch");
  }

  async send(
    room: RoomId,
    transactionId: string,
    content: object,
    signal?: AbortSignal,
    type = "m.room.message",
  ): Promise<EventId> {
    const path = `${CLIENT_API}/rooms/${encodeURIComponent(room)}/send/${encodeURIComponent(type)}/${encodeURIComponent(transactionId)}`;
    const { event_id: event } = await this.#ask("PUT", path, {
      what: `send a message to ${room}`,
      refusal: "message",
      body: content,
      ...(signal === undefined ? {} : { signal }),
    });
    if (!isEventId(event)) throw incomplete(`send a message to ${room}`, "it names no event");
    return event;
  }

  async messages(
    room: RoomId,
    from: string | null,
    to: string | null,
    limit: number,
    signal?: AbortSignal,
  ): Promise<MessagesPage> {
    const answer = await this.#ask("GET", `${CLIENT_API}/rooms/${encodeURIComponent(room)}/messages`, {
      what: `read the messages of ${room}`,
      refusal: "room",
      query: {
        dir: "b",
        limit,
        filter: TIMELINE_FILTER_JSON,
        ...(from === null ? {} : { from }),
        ...(to === null ? {} : { to }),
      },
      ...(signal === undefined ? {} : { signal }),
    });
    const { end } = answer;
    const next = typeof end === "string" && end !== from ? end : null;
    return { events: readEvents(answer.chunk), next };
  }

  async members(room: RoomId): Promise<readonly UserId[]> {
    const what = `ask who is in ${room}`;
    const path = `${CLIENT_API}/rooms/${encodeURIComponent(room)}/joined_members`;
    const { joined } = await this.#ask("GET", path, { what, refusal: "room", timeout: JOIN_TIMEOUT });
    const members = Object.keys(asObject(joined)).filter(isUserId);
    // We are among them, or the answer is not what it should be; nothing is concluded from that.
    if (!members.includes(this.user)) throw incomplete(what, "it does not name the account itself");
    return members;
  }

  async event(room: RoomId, event: EventId, signal?: AbortSignal): Promise<RoomEvent | null> {
    const path = `${CLIENT_API}/rooms/${encodeURIComponent(room)}/event/${encodeURIComponent(event)}`;
    try {
      const answer = await this.#ask("GET", path, {
        what: `read a message of ${room}`,
        refusal: "room",
        ...(signal === undefined ? {} : { signal }),
      });
      return readEvents([answer])[0] ?? null;
    } catch (error) {
      if (error instanceof HomeserverError && error.errcode === "M_NOT_FOUND") return null;
      throw error;
    }
  }

  async joinedRooms(): Promise<readonly RoomId[]> {
    const what = "ask in which rooms the account is";
    const { joined_rooms: rooms } = await this.#ask("GET", `${CLIENT_API}/joined_rooms`, {
      what,
      refusal: "message",
      timeout: JOIN_TIMEOUT,
    });
    if (!Array.isArray(rooms)) throw incomplete(what, "it names no rooms");
    return rooms.filter(isRoomId);
  }

  async join(room: RoomId, via: readonly string[], signal?: AbortSignal): Promise<void> {
    await this.#ask("POST", `${CLIENT_API}/join/${encodeURIComponent(room)}`, {
      what: `join ${room}`,
      refusal: "room",
      // `server_name` is the name of `via` before Matrix 1.12.
      query: { via, server_name: via },
      body: {},
      timeout: JOIN_TIMEOUT,
      ...(signal === undefined ? {} : { signal }),
    });
  }

  async leave(room: RoomId, reason: string | null): Promise<void> {
    await this.#ask("POST", `${CLIENT_API}/rooms/${encodeURIComponent(room)}/leave`, {
      what: `leave ${room}`,
      refusal: "room",
      body: reason === null ? {} : { reason },
    });
  }

  async createDirect(mark: string, encrypted: boolean, signal?: AbortSignal): Promise<RoomId> {
    return await createDirect(this.#ask, { mark, encrypted }, signal);
  }

  async membership(room: RoomId, person: UserId, signal?: AbortSignal): Promise<Membership | null> {
    return await membershipOf(this.#ask, { room, person }, signal);
  }

  async inviteDirect(room: RoomId, person: UserId, signal?: AbortSignal): Promise<void> {
    await inviteDirect(this.#ask, { room, person }, signal);
  }

  async putOut(room: RoomId, person: UserId, reason: string | null): Promise<void> {
    await putOut(this.#ask, { room, person }, reason);
  }

  async directList(): Promise<object> {
    return await directList(this.#ask, this.user);
  }

  async setDirectList(list: object): Promise<void> {
    await setDirectList(this.#ask, this.user, list);
  }

  async readers(room: RoomId, signal?: AbortSignal): Promise<readonly Reader[]> {
    const what = `ask who may read in ${room}`;
    const path = `${CLIENT_API}/rooms/${encodeURIComponent(room)}/members`;
    const { chunk } = await this.#ask("GET", path, {
      what,
      refusal: "room",
      query: { not_membership: "leave" },
      timeout: JOIN_TIMEOUT,
      ...(signal === undefined ? {} : { signal }),
    });
    const readers = readEvents(chunk).flatMap(({ stateKey, content: { membership } }): Reader[] =>
      isUserId(stateKey) && (membership === "join" || membership === "invite")
        ? [{ person: stateKey, invited: membership === "invite" }]
        : [],
    );
    if (!readers.some(({ person }) => person === this.user))
      throw incomplete(what, "it does not name the account itself");
    return readers;
  }

  async backedUpKey(
    { room, session }: SessionName,
    version: string,
    signal?: AbortSignal,
  ): Promise<object | null> {
    const path = `${CLIENT_API}/room_keys/keys/${encodeURIComponent(room)}/${encodeURIComponent(session)}`;
    try {
      return await this.#ask("GET", path, {
        what: "look for a key in the backup",
        refusal: "message",
        query: { version },
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (error) {
      if (error instanceof HomeserverError && error.status === 404 && error.errcode === "M_NOT_FOUND")
        return null;
      throw error;
    }
  }

  async carry(request: KeyRequest, signal?: AbortSignal): Promise<string> {
    return await carry(this.#ask, request, signal);
  }

  async resolve(alias: RoomAlias): Promise<ResolvedAlias> {
    const what = `find the room of ${alias}`;
    const path = `${CLIENT_API}/directory/room/${encodeURIComponent(alias)}`;
    const { room_id: room, servers } = await this.#ask("GET", path, { what, refusal: "room" });
    if (!isRoomId(room)) throw incomplete(what, "it names no room");
    return { room, servers: listOf(servers).filter((server) => typeof server === "string") };
  }
}
