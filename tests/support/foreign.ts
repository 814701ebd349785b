import "./quietLogger.ts";
import {
  ClientEvent,
  createClient,
  type IContent,
  type MatrixClient,
  MatrixEvent,
  MatrixEventEvent,
  RoomEvent,
  SyncState,
} from "matrix-js-sdk";
import {
  AllDevicesIsolationMode,
  OnlySignedDevicesIsolationMode,
} from "matrix-js-sdk/lib/crypto-api/index.js";
import type { Logger } from "matrix-js-sdk/lib/logger.js";
import type { Credentials } from "../../synapse/accounts.ts";
import { eventually } from "./until.ts";

/** A message as the other side's client shows it, once it is opened. */
export interface Read {
  readonly id: string;
  readonly sender: string;
  readonly type: string;
  readonly body: string;
  readonly content: IContent;
  readonly encrypted: boolean;
  /** Why it cannot be read; null when it can. */
  readonly failure: string | null;
}

/** A person's client on matrix-js-sdk, with its own Rust crypto: the foreign side of an encrypted room. */
export interface Foreign {
  readonly client: MatrixClient;
  readonly session: Credentials;
  createRoom(invite: readonly string[], more?: object): Promise<string>;
  readonly userId: string;
  /** Every message that came in the room so far, in order, opened where it could be. */
  read(room: string): Read[];
  /** Opens an event as the homeserver shows it (with its `room_id`), as if it were seen for the first time. */
  open(event: object): Promise<Pick<Read, "type" | "content" | "failure">>;
  say(room: string, content: string | IContent): Promise<string>;
  stop(): Promise<void>;
}

const silence = (): void => {};
const SILENT: Logger = {
  ...{ trace: silence, debug: silence, info: silence, warn: silence, error: silence },
  getChild: () => SILENT,
};

/**
 * Runs until `stop`. `excludes`: does not talk with devices that their owner has not signed (MSC4153, Element's default).
 * `signed`: makes keys for its account, and signs its device.
 */
export async function openForeign(
  session: Credentials,
  { excludes = false, signed = true }: { readonly excludes?: boolean; readonly signed?: boolean } = {},
): Promise<Foreign> {
  const secrets = new Map<string, Uint8Array<ArrayBuffer>>();
  const client = createClient({
    baseUrl: session.url,
    accessToken: session.accessToken,
    userId: session.userId,
    deviceId: session.deviceId,
    timelineSupport: true,
    logger: SILENT,
    cryptoCallbacks: {
      cacheSecretStorageKey: (id, _, key) => void secrets.set(id, key),
      getSecretStorageKey: async ({ keys }) => {
        const [id] = Object.keys(keys).filter((one) => secrets.has(one));
        const key = id === undefined ? undefined : secrets.get(id);
        return id !== undefined && key ? [id, key] : null;
      },
    },
  });
  await client.initRustCrypto({ useIndexedDB: false });
  const crypto = client.getCrypto();
  if (!crypto) throw new Error("matrix-js-sdk has no crypto");
  crypto.setDeviceIsolationMode(
    excludes ? new OnlySignedDevicesIsolationMode() : new AllDevicesIsolationMode(false),
  );
  const events = new Map<string, MatrixEvent>();
  client.on(RoomEvent.Timeline, (event) => {
    const id = event.getId();
    if (id && !id.startsWith("~")) events.set(id, event);
  });
  const synced = new Promise<void>((resolve) => {
    client.on(ClientEvent.Sync, (state) => {
      if (state === SyncState.Prepared || state === SyncState.Syncing) resolve();
    });
  });
  client.on(MatrixEventEvent.Decrypted, () => {});
  await client.startClient({ initialSyncLimit: 100, lazyLoadMembers: false });
  await synced;
  if (signed) {
    await crypto.bootstrapCrossSigning({
      authUploadDeviceSigningKeys: async (upload) => {
        await upload(null);
      },
    });
  }
  return {
    client,
    session,
    createRoom: async (invite, more = {}) => {
      const state = (type: string, content: object) => ({ type, state_key: "", content });
      const { room_id: room } = await client.createRoom({
        preset: "private_chat" as never,
        invite: [...invite],
        name: "Missions",
        initial_state: [
          state("im.vector.room.access_rules", { rule: "restricted" }),
          state("m.room.history_visibility", { history_visibility: "invited" }),
          state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2", ...more }),
        ] as never,
      });
      return room;
    },
    userId: session.userId,
    read: (room) =>
      [...events.values()].flatMap((event) => {
        if (event.getRoomId() !== room || event.isState()) return [];
        const content = event.getContent();
        return [
          {
            id: event.getId() ?? "",
            sender: event.getSender() ?? "",
            type: event.getType(),
            body: String((content["m.new_content"] as IContent | undefined)?.body ?? content.body ?? ""),
            content,
            encrypted: event.isEncrypted(),
            failure: failureOf(event),
          },
        ];
      }),
    open: async (raw) => {
      const event = new MatrixEvent(raw);
      await client.decryptEventIfNeeded(event);
      return {
        type: event.getType(),
        content: event.getContent(),
        failure: failureOf(event),
      };
    },
    say: async (room, content) => {
      await eventually(
        () => crypto.isEncryptionEnabledInRoom(room),
        (enabled) => enabled,
      );
      const sent = typeof content === "string" ? { msgtype: "m.text", body: content } : content;
      const { event_id: id } = await client.sendEvent(room, "m.room.message" as never, sent as never);
      return id;
    },
    stop: async () => client.stopClient(),
  };
}

function failureOf(event: MatrixEvent): string | null {
  return event.isDecryptionFailure() ? String(event.decryptionFailureReason) : null;
}
