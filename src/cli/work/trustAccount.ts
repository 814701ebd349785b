import { OlmCrypto } from "../../edges/crypto/olmCrypto.ts";
import { type TrustParts, trustByCode, trustByNewKeys } from "../../edges/crypto/trust/trustDevice.ts";
import { askWith } from "../../edges/matrix/ask.ts";
import type { TokenPair } from "../../edges/matrix/tokenFile.ts";
import { readHomeserverUrl } from "../../edges/matrix/url.ts";
import { openStore } from "../../edges/store/open.ts";
import { Mendable } from "../../ports/mendable.ts";
import type { UserId } from "../../rooms/identifiers.ts";
import type { Questions } from "../../terminal/questions.ts";
import type { Terminal } from "../../terminal/terminal.ts";

/** Stands for a code where the account has none yet, or nobody knows it any more. */
const NEW = /^(?:new|nouveau)$/i;

const QUESTION =
  'Recovery code of the account (in Tchap « Code de récupération »; "new" makes one; empty: no encrypted rooms): ';

export interface Trusting {
  readonly homeserver: string;
  readonly pair: TokenPair;
  readonly password: string;
  /** The URL of the store in which the keys are kept. */
  readonly store: string;
  readonly questions: Questions;
  readonly terminal: Terminal;
}

/**
 * Asks for the account's recovery code and signs this device with what it opens, so that people's clients talk with it in
 * encrypted rooms; or makes new keys, whose code is printed once. Without an answer encrypted rooms are left out.
 *
 * @throws {Mendable} where the code is wrong (at a terminal it is asked for again), or a bot holds the store
 */
export async function trustAccount(trusting: Trusting): Promise<void> {
  const { questions, terminal } = trusting;
  for (;;) {
    const code = (await questions.askSecretly(QUESTION))?.trim() ?? "";
    if (code === "") {
      terminal.complain(
        "crieur: encrypted rooms are left out; log in again with a recovery code to take part in them",
      );
      return;
    }
    const refusal = await withParts(trusting, (parts) =>
      NEW.test(code) ? makeKeys(trusting, parts) : useCode(code, trusting, parts),
    );
    if (refusal === null) return;
    if (terminal.stdin.isTTY !== true) throw new Mendable("configuration", refusal);
    terminal.complain(`crieur: ${refusal}; try again, or leave it empty`);
  }
}

/** Whether the store was found to be an older copy of itself: its keys are used up, and only another device has others. */
export async function areKeysStale(url: string, cwd: string): Promise<boolean> {
  try {
    const store = await openStore(url, { lock: false, now: Date.now(), cwd });
    const { standing } = await store.read((tx) => tx.session.keys()).finally(() => store.close());
    return standing === "stale";
  } catch (error) {
    // A store that an older program left: it knew nothing of keys.
    if (error instanceof Mendable) return false;
    throw error;
  }
}

/** Null once it is done; else what is wrong. */
async function useCode(code: string, { terminal }: Trusting, parts: TrustParts): Promise<string | null> {
  const trusted = await trustByCode(code, parts);
  switch (trusted.kind) {
    case "signed":
      terminal.print("This device is signed with the account's keys: it can take part in encrypted rooms.");
      if (!trusted.backup)
        terminal.complain(
          "crieur: warning: the account has no backup of keys that this code opens; none is made",
        );
      return null;
    case "no storage":
      return 'the account has no recovery code yet; answer "new", or make one in Tchap';
    case "wrong code":
      return "this is not the account's recovery code";
    case "incomplete":
      return "the recovery code does not open the keys that sign the account's devices; set it up again in Tchap";
    default:
      return trusted satisfies never;
  }
}

async function makeKeys({ password, terminal }: Trusting, parts: TrustParts): Promise<null> {
  const code = await trustByNewKeys(password, parts);
  terminal.print(`The account has new keys, and this device is signed with them. Their recovery code, which is shown once:

    ${code}

Keep it where the account's password is kept: a lost store is replaced with it.`);
  return null;
}

async function withParts<T>(
  { homeserver, pair, store: url, terminal }: Trusting,
  work: (parts: TrustParts) => Promise<T>,
): Promise<T> {
  const store = await openStore(url, { lock: true, now: Date.now(), cwd: terminal.cwd });
  try {
    const user = pair.userId as UserId;
    const crypto = new OlmCrypto(user, pair.deviceId, Date.now);
    const ask = askWith(readHomeserverUrl(homeserver), pair.accessToken);
    return await work({ store, crypto, ask, user, device: pair.deviceId });
  } finally {
    await store.close();
  }
}
