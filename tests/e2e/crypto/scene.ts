import { join } from "node:path";
import { OlmCrypto } from "../../../src/edges/crypto/olmCrypto.ts";
import { trustByNewKeys } from "../../../src/edges/crypto/trust/trustDevice.ts";
import { askWith } from "../../../src/edges/matrix/ask.ts";
import { openStore } from "../../../src/edges/store/open.ts";
import type { UserId } from "../../../src/rooms/identifiers.ts";
import { eventually } from "../../support/until.ts";
import { newAccount } from "../../synapse/homeserver.ts";
import { newScene, type Scene } from "../bot/process.ts";
import { type Foreign, openForeign, type Read } from "./foreign.ts";

export interface SealedScene extends Scene {
  /** The recovery code of the bot's account. */
  readonly code: string;
  /** A person whose client does not talk with devices that their owner has not signed, and one whose client does. */
  readonly strict: Foreign;
  readonly other: Foreign;
  readonly sealed: string;
}

/** A bot whose device is signed, and an encrypted room with two people in it to which it is invited and subscribed. */
export async function newSealedScene(
  options: { readonly seeds?: boolean; readonly encryption?: object } = {},
): Promise<SealedScene> {
  const scene = await newScene(options);
  const code = await signDevice(scene);
  const strict = await openForeign(await newAccount("lea"), { excludes: true });
  const other = await openForeign(await newAccount("max"));
  const sealed = await strict.createRoom([scene.bot.userId, other.userId], options.encryption);
  await other.client.joinRoom(sealed);
  scene.settings = { ...scene.settings, rooms: [{ room: sealed, filter: "" }] };
  return Object.assign(scene, { code, strict, other, sealed });
}

/** What `crieur login` does with the answer "new". */
export async function signDevice({ bot, folder }: Pick<Scene, "bot" | "folder">): Promise<string> {
  const store = await openStore(`sqlite:${join(folder, "crieur.db")}`, { lock: true, now: Date.now() });
  try {
    const user = bot.userId as UserId;
    const crypto = new OlmCrypto(user, bot.deviceId, Date.now);
    const password = bot.userId.slice(1, bot.userId.indexOf(":"));
    const ask = askWith(bot.url, bot.accessToken);
    return await trustByNewKeys(password, { store, crypto, ask, user, device: bot.deviceId });
  } finally {
    await store.close();
  }
}

/** What the bot has said in the encrypted room, as a person's client shows it. */
export function saidTo(person: Foreign, scene: Pick<SealedScene, "bot" | "sealed">): Read[] {
  return person.read(scene.sealed).filter(({ sender }) => sender === scene.bot.userId);
}

/** Waits until a person's client shows a message of the bot that contains the text. */
export async function reads(person: Foreign, scene: SealedScene, text: string): Promise<Read> {
  const found = await eventually(
    async () => saidTo(person, scene),
    (all) => all.some(({ body }) => plain(body).includes(text)),
  );
  return found.find(({ body }) => plain(body).includes(text)) as Read;
}

/** No-break spaces of French typography, as ordinary ones. */
export function plain(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, " ");
}
