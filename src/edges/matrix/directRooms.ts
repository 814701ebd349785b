import { HomeserverError } from "../../ports/index.ts";
import { creationOf } from "../../rooms/creationMark.ts";
import { isRoomId, type RoomId, type UserId } from "../../rooms/identifiers.ts";
import type { Membership } from "../../rooms/room.ts";
import type { Ask } from "./ask.ts";
import { CLIENT_API, incomplete, JOIN_TIMEOUT } from "./clientApi.ts";

/** Requests about rooms of one person and the account; `Homeserver` in ports/homeserver.ts says what each does. */

interface Somebody {
  readonly room: RoomId;
  readonly person: UserId;
}

const ENCRYPTION = {
  type: "m.room.encryption",
  state_key: "",
  content: { algorithm: "m.megolm.v1.aes-sha2" },
};

export async function createDirect(
  ask: Ask,
  { mark, encrypted }: { readonly mark: string; readonly encrypted: boolean },
  signal?: AbortSignal,
): Promise<RoomId> {
  const what = "open a direct room";
  const { room_id: room } = await ask("POST", `${CLIENT_API}/createRoom`, {
    what,
    refusal: "room",
    body: {
      // As Tchap's clients do; its homeservers add the access rule `direct` to such a room.
      ...{ preset: "trusted_private_chat", visibility: "private", is_direct: true },
      creation_content: creationOf(mark),
      initial_state: encrypted ? [ENCRYPTION] : [],
    },
    timeout: JOIN_TIMEOUT,
    ...(signal === undefined ? {} : { signal }),
  });
  if (!isRoomId(room)) throw incomplete(what, "it names no room");
  return room;
}

export async function membershipOf(
  ask: Ask,
  { room, person }: Somebody,
  signal?: AbortSignal,
): Promise<Membership | null> {
  try {
    const { membership } = await ask("GET", memberPath(room, person), {
      what: `ask who is in ${room}`,
      refusal: "room",
      ...(signal === undefined ? {} : { signal }),
    });
    return membership === "join" || membership === "invite" || membership === "ban" ? membership : "leave";
  } catch (error) {
    if (error instanceof HomeserverError && error.errcode === "M_NOT_FOUND") return null;
    throw error;
  }
}

export async function inviteDirect(
  ask: Ask,
  { room, person }: Somebody,
  signal?: AbortSignal,
): Promise<void> {
  // Not by `/invite`, which leaves out `is_direct`: by it the person's client knows what kind of room it is.
  await ask("PUT", memberPath(room, person), {
    what: `invite somebody to ${room}`,
    refusal: "room",
    body: { membership: "invite", is_direct: true },
    timeout: JOIN_TIMEOUT,
    ...(signal === undefined ? {} : { signal }),
  });
}

export async function putOut(ask: Ask, { room, person }: Somebody, reason: string | null): Promise<void> {
  await ask("POST", `${CLIENT_API}/rooms/${encodeURIComponent(room)}/kick`, {
    what: `take back an invitation to ${room}`,
    refusal: "room",
    body: { user_id: person, ...(reason === null ? {} : { reason }) },
  });
}

export async function directList(ask: Ask, account: UserId): Promise<object> {
  try {
    return await ask("GET", listPath(account), {
      what: "read the account's list of direct rooms",
      refusal: "message",
    });
  } catch (error) {
    if (error instanceof HomeserverError && error.status === 404 && error.errcode === "M_NOT_FOUND")
      return {};
    throw error;
  }
}

export async function setDirectList(ask: Ask, account: UserId, list: object): Promise<void> {
  const what = "write the account's list of direct rooms";
  await ask("PUT", listPath(account), { what, refusal: "message", body: list });
}

function memberPath(room: RoomId, person: UserId): string {
  return `${CLIENT_API}/rooms/${encodeURIComponent(room)}/state/m.room.member/${encodeURIComponent(person)}`;
}

function listPath(account: UserId): string {
  return `${CLIENT_API}/user/${encodeURIComponent(account)}/account_data/m.direct`;
}
