import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import Database from "better-sqlite3";
import { pino } from "pino";
import { onTestFinished, vi } from "vitest";
import { type Bot, startBot } from "../../src/app.ts";
import { loadConfig } from "../../src/config/load.ts";
import type { Reason } from "../../src/flows/service/health.ts";
import type { HomeserverError, Incident, JoinedRoom, SyncBatch } from "../../src/ports/index.ts";
import type { RoomId } from "../../src/rooms/identifiers.ts";
import type { RoomEvent } from "../../src/rooms/room.ts";
import { batch, creation, joined, membership, said, state } from "../flows/syncing.ts";
import { FakeHomeserver, ownEvent, type Sent } from "../flows/world.ts";
import { room, user } from "../support/identifiers.ts";
import { newFolder } from "../support/newFolder.ts";
import { offerAbout } from "../support/offerFile.ts";
import { ourWords } from "../support/words.ts";

/** The rooms of every situation: the bot is in the first two, and is to join the third. */
export const [NORD, SUD, EST] = [room("nord"), room("sud"), room("est")];

/** A homeserver that is ill as a situation wants it. What is null is well. */
export class Town extends FakeHomeserver {
  ill: {
    connect?: HomeserverError | null;
    sync?: HomeserverError | null;
    send?: (room: RoomId) => HomeserverError | Promise<void> | null;
    join?: HomeserverError | null;
    history?: HomeserverError | null;
    echoes?: "kept back" | null;
  } = {};
  readonly #coming: Partial<SyncBatch>[] = [];
  readonly #keptBack: Sent[] = [];
  #tokens = 0;

  override refuse = async (to: RoomId): Promise<void> => {
    const answer = this.ill.send?.(to) ?? null;
    if (answer instanceof Error) throw answer;
    await answer;
  };
  override swallow = (sent: Sent): void => {
    if (this.ill.echoes) this.#keptBack.push(sent);
    else this.#echo(sent);
  };
  override history = (): { events: RoomEvent[]; next: null } => {
    if (this.ill.history) throw this.ill.history;
    return { events: [], next: null };
  };

  tell(of: RoomId, more: Partial<JoinedRoom>): void {
    this.#coming.push({ joined: [{ ...joined("x", more), room: of }] });
  }

  come(more: Partial<SyncBatch>): void {
    this.#coming.push(more);
  }

  /** Everything that was accepted shows in sync after all. */
  release(): void {
    for (const sent of this.#keptBack.splice(0)) this.#echo(sent);
  }

  override async sync(_since: string | null, timeout: number, signal: AbortSignal): Promise<SyncBatch> {
    for (let left = timeout; ; left -= 100) {
      if (this.ill.sync) throw this.ill.sync;
      const next = this.#coming.shift();
      if (next || left <= 0) return batch(`s${++this.#tokens}`, next ?? {});
      await new Promise((resolve) => setTimeout(resolve, 100));
      signal.throwIfAborted();
    }
  }

  override async join(to: RoomId): Promise<void> {
    if (this.ill.join) throw this.ill.join;
    this.enter(to);
  }

  /** Sync shows that the bot is in a room with two people. */
  enter(to: RoomId): void {
    const person = state("m.room.member", { membership: "join" }, user("lea"));
    this.tell(to, { state: [creation(), membership("join"), person], memberCount: 3 });
  }

  override async members() {
    return [this.user, user("lea"), user("max")];
  }

  #echo(sent: Sent): void {
    this.tell(sent.room, { timeline: [ownEvent(sent)] });
  }
}

export interface Situation {
  readonly town: Town;
  readonly folder: string;
  readonly bot: Bot;
  /** Lets so many seconds pass, on clocks and timers. */
  pass(seconds: number): Promise<void>;
  /** Somebody asks in a room. */
  ask(of: RoomId): void;
  readiness(): Promise<{ ready: boolean; reasons: readonly Reason[]; notes: readonly Reason[] }>;
  seen(): Promise<void>;
  /** Something happened that only the store knows. */
  happen(incident: Pick<Incident, "kind" | "about" | "cause">): void;
  /** Sets the wall clock. */
  setClock(change: number): void;
}

/** A whole bot over a store on disk and a folder of ten offers; only the homeserver and the time are made up. */
export async function newSituation(prepare: (town: Town) => void = () => {}): Promise<Situation> {
  vi.useFakeTimers({
    now: 1_800_000_000_000,
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"],
  });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const folder = await newFolder();
  const offers = join(folder, "offers");
  await mkdir(offers);
  for (let at = 1; at <= 10; at += 1)
    await writeFile(join(offers, `metier${at}.md`), offerAbout(`Metier${at}`));
  const file = join(folder, "crieur.yaml");
  const settings = {
    access: { invitesFrom: ["example.org"] },
    offers: { folder: offers, settle: "1s", rescan: "* * * * *" },
    store: `sqlite:${join(folder, "crieur.db")}`,
  };
  await writeFile(file, JSON.stringify(settings));
  const config = loadConfig({ file, environment: {}, readFilter: (filter) => ({ canonical: filter }) });
  const town = new Town();
  for (const one of [NORD, SUD]) town.enter(one);
  prepare(town);
  let change = 0;
  const configured = (name: RoomId) =>
    ({ room: name, filter: "", schedule: "immediate", notify: true }) as const;
  const bot = await startBot({
    config,
    words: ourWords,
    rooms: [NORD, SUD, ...(town.ill.join ? [EST] : [])].map(configured),
    log: pino({ level: "silent" }),
    connect: async () => {
      if (town.ill.connect) throw town.ill.connect;
      return town;
    },
    listen: "127.0.0.1:0",
    clock: { now: () => Date.now() + change, monotonic: () => performance.now() },
  });
  const pass = async (seconds: number): Promise<void> => {
    for (let left = seconds * 1000; left > 0; left -= 500) {
      await vi.advanceTimersByTimeAsync(500);
      // What waits for files or sockets has its turn, too.
      await turnOfTheLoop();
      await turnOfTheLoop();
    }
  };
  onTestFinished(async () => {
    town.ill = {};
    const stopped = bot.stop();
    await pass(10);
    await stopped;
  });
  const ask = (path: string, method = "GET") =>
    fetch(`http://${bot.address}${path}`, { method, headers: { "x-crieur": "1" } });
  return {
    ...{ town, folder: offers, bot, pass },
    ask: (of) =>
      town.tell(of, {
        timeline: [said(user("lea"), { msgtype: "m.text", body: "!offres" }, { sentAt: Date.now(), age: 0 })],
      }),
    readiness: async () => (await ask("/readyz")).json() as ReturnType<Situation["readiness"]>,
    seen: async () => {
      await ask("/seen", "POST");
    },
    happen: ({ kind, about, cause }) => {
      const db = new Database(join(folder, "crieur.db"));
      db.prepare("insert into incidents (kind, about, cause, times, since) values (?, ?, ?, 1, ?)").run(
        ...[kind, about, cause, Date.now()],
      );
      db.close();
    },
    setClock: (by) => {
      change += by;
    },
  };
}
