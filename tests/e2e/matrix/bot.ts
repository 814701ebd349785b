import { onTestFinished } from "vitest";
import { connect } from "../../../src/edges/matrix/connect.ts";
import type { Homeserver, SyncBatch } from "../../../src/ports/index.ts";
import type { RoomId } from "../../../src/rooms/identifiers.ts";
import type { Credentials } from "../../../synapse/accounts.ts";
import { type FaultProxy, startFaultProxy } from "../../matrix/faultProxy.ts";
import { newAccount, sharedHomeserver } from "../../synapse/homeserver.ts";

/** A fresh account, connected as the bot connects; `url` leads there through something else, a proxy for instance. */
export async function newBot(
  homeserver: { readonly url: string; readonly sharedSecret: string } = sharedHomeserver(),
  url: string = homeserver.url,
): Promise<{ bot: Homeserver; session: Credentials }> {
  const session = await newAccount("crieur", homeserver);
  return { session, bot: await connect({ url, credentials: { accessToken: session.accessToken } }) };
}

/** A proxy before a homeserver, until the test ends. */
export async function newProxy(homeserver: string): Promise<FaultProxy> {
  const proxy = await startFaultProxy(homeserver);
  onTestFinished(() => proxy.close());
  return proxy;
}

/** Syncs until a batch is as wanted, and gives it back. */
export async function syncUntil(
  bot: Homeserver,
  since: string | null,
  wanted: (batch: SyncBatch) => boolean,
): Promise<SyncBatch> {
  for (let from = since; ; ) {
    const batch = await bot.sync(from, 5_000, AbortSignal.timeout(20_000));
    if (wanted(batch)) return batch;
    from = batch.nextToken;
  }
}

export const roomId = (id: string): RoomId => id as RoomId;
