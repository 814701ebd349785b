// An encrypted room of a thousand people with two devices each, beside a clear room: processor time, how long the event loop
// stands still, and memory (docs/design.md §11). A real Synapse; the crowd has real keys, and a proxy answers for it.
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { OlmCrypto } from "../src/edges/crypto/olmCrypto.ts";
import { trustByNewKeys } from "../src/edges/crypto/trust/trustDevice.ts";
import { askWith } from "../src/edges/matrix/ask.ts";
import { openStore } from "../src/edges/store/open.ts";
import type { UserId } from "../src/rooms/identifiers.ts";
import type { Credentials } from "../synapse/accounts.ts";
import { startFaultProxy } from "../tests/matrix/faultProxy.ts";
import { makeCrowd } from "../tests/support/crowd.ts";
import { offerAbout } from "../tests/support/offerFile.ts";
import { crowdBehind } from "./crowdProxy.ts";
import { ms, printTable, progress, within } from "./print.ts";
import { processorTime, residentMemory } from "./resources.ts";
import { onScene, put, type Running } from "./scene.ts";

const PEOPLE = Number(process.argv[2] ?? 1000);
const DEVICES = 2;
/** Messages under one key, unless a room says otherwise; how many are measured beside as many in the clear room. */
const UNDER_ONE_KEY = 100;
const MESSAGES = 30;
const LOAD = 200;
const BUDGET = { send: 100, block: 250, memory: 200 };
const SETTLING = 30_000;
const PATIENCE = 900_000;

await onScene(async (scene) => {
  progress("keys of the crowd");
  const crowd = makeCrowd(PEOPLE, DEVICES, "foule.example");
  const [bot, plain] = [await scene.account("crieur"), await scene.account("clair")];
  await sign(bot, join(scene.folder, "crypto.db"));
  const watcher = await scene.follow(await scene.account("watcher"));
  const room = await watcher.createRoom({ invite: [bot.userId, plain.userId] });
  const sealed = await watcher.createRoom({ invite: [bot.userId] });
  const proxy = await startFaultProxy(scene.homeserver.url);
  const behind = crowdBehind(proxy, scene.homeserver.url, { token: bot.accessToken, room: sealed, crowd });
  const loops = new Map<number, string>();

  async function start(account: Credentials, name: string, url: string, words: object): Promise<Running> {
    const rooms = Object.entries(words).map(([at, filter]) => ({ room: at, filter: String(filter) }));
    const loop = join(scene.folder, `${name}.loop`);
    const settings = {
      ...{ name, url, rooms, offers: join(scene.folder, `offers-${name}`) },
      node: ["--import", join(import.meta.dirname, "loopWatch.js")],
      environment: { LOOP_FILE: loop },
    };
    await put(settings.offers, "etabli.md", offerAbout("établi"));
    const running = await scene.crieur(account, settings);
    loops.set(running.pid, loop);
    return running;
  }

  /** For how long the event loop did not turn at most since this was asked last, milliseconds. */
  async function blocked({ pid }: Running): Promise<{ readonly processor: number; readonly clock: number }> {
    const file = loops.get(pid) ?? "";
    await rm(file, { force: true });
    process.kill(pid, "SIGUSR2");
    for (;;) {
      const text = await readFile(file, "utf8").catch(() => "");
      if (text !== "") return JSON.parse(text);
      await sleep(20);
    }
  }

  let made = 0;
  /** New offers, one after the other, each seen in the room that its word leads to. */
  async function announce(running: string, account: Credentials, where: string, word: string, count: number) {
    for (let at = 0; at < count; at += 1) {
      made += 1;
      const seen = watcher.waitFor(
        ({ roomId, sender, type }) =>
          roomId === where && sender === account.userId && /^m\.room\.(message|encrypted)$/.test(type),
        { since: watcher.mark(), timeoutMs: PATIENCE },
      );
      const folder = join(scene.folder, `offers-${running}`);
      await put(
        folder,
        `offre-${made}.md`,
        offerAbout(`${word}${made}`, { title: `Poste de ${word} ${made}` }),
      );
      await seen;
    }
  }

  /** Processor time of each message, wall time of each, and the longest stand-still in between. */
  async function measured(of: Running, act: () => Promise<void>, count: number) {
    await blocked(of);
    behind.sent();
    const [before, begun] = [processorTime(of.pid), performance.now()];
    await act();
    const wall = (performance.now() - begun) / count;
    // What a message leaves to be done, such as backing up its key, is its own.
    await sleep(1500);
    return {
      processor: (processorTime(of.pid) - before) / count,
      wall,
      block: await blocked(of),
      devices: behind.sent(),
    };
  }

  progress("start");
  const crieur = await start(bot, "crypto", proxy.url, { [room]: "quai", [sealed]: "phare" });
  const clear = await start(plain, "clair", scene.homeserver.url, { [room]: "quai" });
  await announce("crypto", bot, room, "quai", 3);
  await announce("clair", plain, room, "quai", 3);
  await announce("crypto", bot, sealed, "phare", 3);
  // From here on all that is said there is sealed: the next message is the first one to the crowd.
  await watcher.setState(sealed, "m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" });
  const heard = watcher.waitFor(({ roomId, sender }) => roomId === room && sender === bot.userId, {
    since: watcher.mark(),
    timeoutMs: PATIENCE,
  });
  await watcher.say(room, "!offres aide");
  await heard;
  progress("the first message to the crowd");
  const first = await measured(crieur, () => announce("crypto", bot, sealed, "phare", 1), 1);
  progress("messages to a crowd that is known");
  const known = await measured(crieur, () => announce("crypto", bot, sealed, "phare", MESSAGES), MESSAGES);
  const beside = await measured(crieur, () => announce("crypto", bot, room, "quai", MESSAGES), MESSAGES);
  progress("somebody's devices change");
  behind.change(crowd[0]?.userId ?? "");
  await watcher.say(room, "bavardage");
  const changed = await measured(crieur, () => announce("crypto", bot, sealed, "phare", 1), 1);
  progress("a new key");
  await announce("crypto", bot, sealed, "phare", UNDER_ONE_KEY - MESSAGES - 2);
  const renewed = await measured(crieur, () => announce("crypto", bot, sealed, "phare", 1), 1);
  progress("load");
  const load = await measured(crieur, () => announce("crypto", bot, sealed, "phare", LOAD), LOAD);
  await measured(clear, () => announce("clair", plain, room, "quai", LOAD), LOAD);
  await sleep(SETTLING);
  const memory = [crieur, clear].map(({ pid }) => residentMemory(pid) / 1_048_576);
  const more = (memory[0] ?? 0) - (memory[1] ?? 0);

  const row = (name: string, of: typeof known, budget: number | null): string[] => [
    name,
    budget === null
      ? ms(of.processor)
      : within(ms(of.processor), ms(budget), of.processor - beside.processor <= budget),
    ms(of.wall),
    within(ms(of.block.processor), ms(BUDGET.block), of.block.processor <= BUDGET.block),
    ms(of.block.clock),
    String(of.devices),
  ];
  printTable(
    `an encrypted room of ${PEOPLE} people and ${PEOPLE * DEVICES} devices, a new key each ${UNDER_ONE_KEY}`,
    [
      ["", "processor a message", "file → seen", "longest stand-still", "by the clock", "devices written to"],
      row("clear room", beside, null),
      row("the first message", first, null),
      row(`${MESSAGES} messages, all known`, known, BUDGET.send),
      row("after a change of somebody's devices", changed, null),
      row("with a new key", renewed, null),
      row(`${LOAD} messages, new keys too`, load, BUDGET.send),
    ],
  );
  printTable("resident memory after that load", [
    ["with the crowd", "the unencrypted bot", "more"],
    [
      ...memory.map((one) => `${one.toFixed(0)} MB`),
      within(`${more.toFixed(0)} MB`, `${BUDGET.memory} MB`, more <= BUDGET.memory),
    ],
  ]);
  await Promise.all([crieur.stop(), clear.stop()]);
  await proxy.close();
});

/** What `crieur login` does with the answer "new". */
async function sign({ url, userId, deviceId, accessToken }: Credentials, file: string): Promise<void> {
  const store = await openStore(`sqlite:${file}`, { lock: true, now: Date.now() });
  const user = userId as UserId;
  const crypto = new OlmCrypto(user, deviceId, Date.now);
  const password = userId.slice(1, userId.indexOf(":"));
  await trustByNewKeys(password, { store, crypto, ask: askWith(url, accessToken), user, device: deviceId });
  await store.close();
}
