import { type Homeserver, HomeserverError } from "../../ports/index.ts";
import {
  isEventId,
  isRoomAlias,
  isRoomId,
  isUserId,
  type RoomAlias,
  type RoomId,
  serverOf,
  type UserId,
} from "../../rooms/identifiers.ts";
import { type Ask, askWith } from "./ask.ts";
import { readEvents } from "./event.ts";
import { SYNC_FILTER, TIMELINE_FILTER } from "./filter.ts";
import { refresh } from "./refresh.ts";
import { askRenewing } from "./renewing.ts";
import { readSync } from "./sync.ts";
import { fileToken, literalToken, type TokenSource } from "./token.ts";
import { readHomeserverUrl } from "./url.ts";

export interface ConnectOptions {
  readonly url: string;
  readonly credentials: { readonly accessToken: string } | { readonly accessTokenFile: string };
  readonly signal?: AbortSignal;
}

const CLIENT = "/_matrix/client/v3";
/** Time that a long poll may take beyond its own, under load; milliseconds. */
const POLL_MARGIN = 30_000;
/** Time-out of the first sync, which gathers the state of every room; milliseconds. */
const FIRST_SYNC_TIMEOUT = 300_000;
/** Time-out of a join, for which a homeserver may fetch and check the state of another's room first; milliseconds. */
const JOIN_TIMEOUT = 180_000;

const SYNC_FILTER_JSON = JSON.stringify(SYNC_FILTER);
const TIMELINE_FILTER_JSON = JSON.stringify(TIMELINE_FILTER);

/**
 * Tries once to reach the account: asks whom the token belongs to.
 *
 * @throws {Mendable} for an address that is none
 * @throws {HomeserverError} `credentials` for a dead token, one without a device, or an unusable token file
 */
export async function connect(options: ConnectOptions): Promise<Homeserver> {
  const url = readHomeserverUrl(options.url);
  const tokens = await tokensOf(url, options.credentials);
  const ask = askRenewing(url, tokens);
  const { user_id: user, device_id: device } = await ask("GET", `${CLIENT}/account/whoami`, {
    what: "ask whose the access token is",
    refusal: "account",
    timeout: 30_000,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  if (!isUserId(user)) throw odd("ask whose the access token is", "it names no user");
  if (typeof device !== "string" || device === "") {
    throw new HomeserverError(
      `the access token of ${user} belongs to no device, so what it sends could be sent twice; ` +
        "`crieur login` makes one that does",
      { concern: "credentials" },
    );
  }
  return homeserver(ask, user, device);
}

function tokensOf(url: string, credentials: ConnectOptions["credentials"]): Promise<TokenSource> {
  if (!("accessTokenFile" in credentials)) return Promise.resolve(literalToken(credentials.accessToken));
  const ask = askWith(url, null);
  return fileToken(credentials.accessTokenFile, (token) => refresh(ask, token));
}

function homeserver(ask: Ask, user: UserId, device: string): Homeserver {
  return {
    user,
    device,

    async sync(since, timeout, signal) {
      const answer = await ask("GET", `${CLIENT}/sync`, {
        what: "sync",
        refusal: "account",
        query: {
          filter: SYNC_FILTER_JSON,
          set_presence: "offline",
          timeout,
          ...(since === null ? {} : { since }),
        },
        timeout: since === null ? FIRST_SYNC_TIMEOUT : timeout + POLL_MARGIN,
        signal,
      });
      const batch = readSync(answer, user);
      if (batch === null) throw odd("sync", "it holds no next_batch");
      return batch;
    },

    async send(room, transactionId, content, signal) {
      const path = `${CLIENT}/rooms/${encodeURIComponent(room)}/send/m.room.message/${encodeURIComponent(transactionId)}`;
      const { event_id: event } = await ask("PUT", path, {
        what: `send a message to ${room}`,
        refusal: "message",
        body: content,
        ...(signal === undefined ? {} : { signal }),
      });
      if (!isEventId(event)) throw odd(`send a message to ${room}`, "it names no event");
      return event;
    },

    async messages(room, from, to, limit) {
      const answer = await ask("GET", `${CLIENT}/rooms/${encodeURIComponent(room)}/messages`, {
        what: `read the messages of ${room}`,
        refusal: "room",
        query: {
          dir: "b",
          limit,
          filter: TIMELINE_FILTER_JSON,
          ...(from === null ? {} : { from }),
          ...(to === null ? {} : { to }),
        },
      });
      const { end } = answer;
      const next = typeof end === "string" && end !== from ? end : null;
      return { events: readEvents(answer.chunk), next };
    },

    async join(room) {
      const via = viaOf(room);
      const answer = await ask("POST", `${CLIENT}/join/${encodeURIComponent(room)}`, {
        what: `join ${room}`,
        refusal: "room",
        query: { via, server_name: via },
        body: {},
        timeout: JOIN_TIMEOUT,
      });
      return roomIn(answer, `join ${room}`);
    },

    async leave(room, reason) {
      await ask("POST", `${CLIENT}/rooms/${encodeURIComponent(room)}/leave`, {
        what: `leave ${room}`,
        refusal: "room",
        body: reason === null ? {} : { reason },
      });
    },

    async resolve(alias) {
      const answer = await ask("GET", `${CLIENT}/directory/room/${encodeURIComponent(alias)}`, {
        what: `find the room of ${alias}`,
        refusal: "room",
      });
      return roomIn(answer, `find the room of ${alias}`);
    },
  };
}

/** Names the server of an alias, or of a room id from before room version 12: it can let us in. */
function viaOf(room: RoomId | RoomAlias): string[] {
  return isRoomAlias(room) || room.includes(":") ? [serverOf(room)] : [];
}

function roomIn(answer: Readonly<Record<string, unknown>>, what: string): RoomId {
  const { room_id: room } = answer;
  if (!isRoomId(room)) throw odd(what, "it names no room");
  return room;
}

/** The error for a good status with an answer that cannot be: it is asked again, not believed. */
function odd(what: string, fault: string): HomeserverError {
  return new HomeserverError(`cannot ${what}: the homeserver's answer is incomplete, ${fault}`, {
    concern: "passing",
  });
}
