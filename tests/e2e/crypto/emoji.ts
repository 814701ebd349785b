import { writeFile } from "node:fs/promises";
import {
  CryptoEvent,
  type ShowSasCallbacks,
  VerificationPhase,
  type VerificationRequest,
  VerificationRequestEvent,
  VerifierEvent,
} from "matrix-js-sdk/lib/crypto-api/index.js";
import type { Ended, Typing } from "../../cli/inProcess.ts";
import { runAtTerminal } from "../../cli/inProcess.ts";
import { eventually } from "../../support/until.ts";
import type { Run, Scene } from "../bot/process.ts";
import type { Foreign } from "./foreign.ts";

/** What the person at the other client does once the emoji are there, or once they are asked. */
export type Deed = "confirm" | "mismatch" | "cancel" | "accept only";

/** The other side of a verification. */
export interface Side {
  /** The emoji that their client shows; empty before. */
  readonly emoji: string[];
  /** How it ended there: a code of cancellation, or "done". */
  ended(): Promise<string>;
}

function cryptoOf({ client }: Foreign) {
  const crypto = client.getCrypto();
  if (!crypto) throw new Error("matrix-js-sdk has no crypto");
  return crypto;
}

/** A person asks the bot in a room, and begins as soon as it has accepted. */
export async function askBot(person: Foreign, bot: string, room: string, deed: Deed): Promise<Side> {
  const crypto = cryptoOf(person);
  await crypto.getUserDeviceInfo([bot], true);
  return playThere(await crypto.requestVerificationDM(bot, room), { deed, begins: true });
}

/** Another session of the bot's account asks it, over to-device messages. */
export async function askOwn(session: Foreign, deed: Deed): Promise<Side> {
  return playThere(await cryptoOf(session).requestOwnUserVerification(), { deed, begins: true });
}

/** A client accepts the next verification that it is asked for. */
export async function acceptNext(person: Foreign, deed: Deed): Promise<Side> {
  const request = await new Promise<VerificationRequest>((resolve) => {
    person.client.once(CryptoEvent.VerificationRequestReceived, resolve);
  });
  if (deed === "cancel") await request.cancel();
  else await request.accept();
  return playThere(request, { deed, begins: false });
}

function playThere(request: VerificationRequest, { deed, begins }: { deed: Deed; begins: boolean }): Side {
  const emoji: string[] = [];
  const show = async (sas: ShowSasCallbacks): Promise<void> => {
    emoji.push(...(sas.sas.emoji ?? []).map(([symbol]) => symbol));
    if (deed === "confirm") await sas.confirm();
    if (deed === "mismatch") sas.mismatch();
    if (deed === "cancel") sas.cancel();
  };
  let playing = false;
  const play = (): void => {
    const { verifier } = request;
    if (!verifier || playing) return;
    playing = true;
    verifier.on(VerifierEvent.ShowSas, (sas) => void show(sas));
    verifier.verify().catch(() => {});
  };
  let begun = false;
  const look = (): void => {
    if (begins && !begun && request.phase === VerificationPhase.Ready && deed !== "accept only") {
      begun = true;
      void request.startVerification("m.sas.v1").then(play);
    }
    play();
  };
  request.on(VerificationRequestEvent.Change, look);
  look();
  return {
    emoji,
    ended: async () => {
      await eventually(
        () => request.phase,
        (phase) => phase === VerificationPhase.Done || phase === VerificationPhase.Cancelled,
        "the verification is over at the other side",
      );
      return request.phase === VerificationPhase.Done ? "done" : String(request.cancellationCode);
    },
  };
}

/** Runs `crieur verify` beside a running bot; `typing` is what the operator answers. */
export async function verifyAtTerminal(
  scene: Scene,
  run: Run,
  { typing, user, settings = {} }: { typing: readonly Typing[]; user?: string; settings?: object },
): Promise<Ended> {
  const address = /"health":"([^"]+)"/.exec(run.output())?.[1] ?? "";
  const written = { ...scene.settings, http: { listen: address }, ...settings };
  await writeFile(`${scene.folder}/verify.yaml`, JSON.stringify(written));
  const words = ["verify", ...(user ? [user] : []), "--config", "verify.yaml"];
  return await runAtTerminal(scene.folder, words, typing);
}
