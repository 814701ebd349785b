import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Releases } from "../../src/flows/service/releases.ts";
import { type Credentials, login, register } from "../../synapse/accounts.ts";
import { Client } from "../../synapse/client.ts";
import { type Synapse, startSynapse } from "../../synapse/process.ts";
import { type FaultProxy, startFaultProxy } from "../../tests/matrix/faultProxy.ts";
import type { NewTownRoom, Person } from "../people/person.ts";
import { Reader } from "../people/reader.ts";
import { SealedPerson } from "../people/sealedPerson.ts";
import { SealedReader } from "../people/sealedReader.ts";
import { HomeserverView } from "../watch/homeserverView.ts";
import { Wire } from "../watch/wire.ts";
import { Town, type TownParts } from "./town.ts";

/** Words that the filters of rooms ask for, and titles hold. */
export const ABOUT = ["phare", "boussole"] as const;
/** Access tokens of the bot live so long: renewals happen all the time. Milliseconds. */
const TOKEN_LIFETIME = 6000;
const PEOPLE = 5;
/** Whose clients do not talk with devices that their owner has not signed, of those in encrypted rooms. */
const EXCLUDES = [true, false, true, false] as const;
/** For how many messages a key of an encrypted room serves, room by room. */
const SERVES = [2, 3, 5] as const;

const CONFIGURED = ["", ...ABOUT].map((filter) => ({ filter, notify: true, configured: true }));
const SILENT = { filter: "", notify: false, configured: true };
const UNNAMED = { filter: "", notify: true, configured: false };
const KINDS = {
  clear: [...CONFIGURED, SILENT, UNNAMED],
  // Each message is sealed for all, and opened by all: fewer rooms.
  encrypted: [...CONFIGURED.slice(0, -1), UNNAMED],
} as const;

interface Ground extends Pick<TownParts, "synapse" | "folder"> {
  readonly releases: Releases;
  readonly bot: string;
}

interface Residents extends Pick<TownParts, "people" | "reader" | "sealed" | "proxy"> {
  /** Made by the first of them. */
  newRoom(at: number, room: NewTownRoom): Promise<string>;
}

/** A homeserver, people and rooms of their own. Everything goes with `releases`. */
export async function foundTown(
  python: string,
  releases: Releases,
  { encrypted = false }: { readonly encrypted?: boolean } = {},
): Promise<Town> {
  const folder = await mkdtemp(join(tmpdir(), "crieur-campaign-"));
  releases.add(() => rm(folder, { recursive: true, force: true, maxRetries: 20 }));
  await mkdir(join(folder, "offers"));
  await mkdir(join(folder, "data"));
  const synapse = await startSynapse(python, {
    directory: join(folder, "synapse"),
    accessTokenLifetime: TOKEN_LIFETIME,
  });
  releases.add(() => synapse.kill());
  const password = await newAccount(synapse, "crieur");
  const bot = { userId: `@${password}:${synapse.serverName}`, password };
  const ground = { releases, synapse, folder, bot: bot.userId };
  const { newRoom, ...residents } = await (encrypted ? sealedResidents : clearResidents)(ground);
  const [, ...others] = residents.people;
  const invite = [bot.userId, ...others.map(({ userId }) => userId)];
  const settled = async (at: number, name: string): Promise<string> => {
    const room = await newRoom(at, { name, invite });
    await Promise.all(others.map((one) => one.join(room)));
    return room;
  };
  const kinds = KINDS[encrypted ? "encrypted" : "clear"];
  const town = new Town({ synapse, folder, bot, ...residents });
  if (town.sealed) town.sealed.wire.store = town.store;
  // Before it is invited: what is said to a device that nobody has signed stays unreadable.
  await town.logIn();
  town.rooms = await Promise.all(
    kinds.map(async (kind, at) => ({ ...kind, room: await settled(at, `Salon ${at}`) })),
  );
  town.adminRoom = await settled(kinds.length, "Administration");
  releases.add(async () => town.store.close());
  releases.add(() => town.end());
  return town;
}

async function clearResidents({ synapse, releases }: Ground): Promise<Residents> {
  const people = await Promise.all(
    Array.from({ length: PEOPLE }, async () => {
      const client = await Client.open(await newSession(synapse));
      releases.add(async () => client.close());
      return client;
    }),
  );
  const mayor = first(people);
  return {
    ...{ people, reader: new Reader(mayor.request), sealed: null, proxy: await proxied(synapse, releases) },
    newRoom: (_, room) => mayor.createRoom(room),
  };
}

async function sealedResidents({ synapse, folder, releases, bot }: Ground): Promise<Residents> {
  const people = await Promise.all(
    EXCLUDES.map(async (excludes) => {
      const person = await SealedPerson.open(await newSession(synapse), { excludes });
      releases.add(() => person.stop());
      return person;
    }),
  );
  const mayor = first(people);
  const wire = new Wire();
  const reading = people.slice(0, 2).map(({ foreign }) => foreign);
  const reader = new SealedReader(mayor.request, bot, reading);
  const homeserver = new HomeserverView(join(folder, "synapse"));
  const guestsWay = await proxied(synapse, releases);
  return {
    ...{ people, reader, sealed: { people, reader, wire, homeserver, guestsWay } },
    proxy: await proxied(synapse, releases, (request) => wire.note(request)),
    newRoom: (at, room) => mayor.createRoom({ ...room, serves: SERVES[at % SERVES.length] ?? 2 }),
  };
}

async function proxied(
  { url }: Synapse,
  releases: Releases,
  watch?: Parameters<typeof startFaultProxy>[1],
): Promise<FaultProxy> {
  const proxy = await startFaultProxy(url, watch);
  releases.add(() => proxy.close());
  return proxy;
}

/** The name of a new account is its password. */
async function newAccount({ url, sharedSecret }: Synapse, stem: string): Promise<string> {
  const user = `${stem}-${randomBytes(4).toString("hex")}`;
  await register(url, sharedSecret, { user, password: user });
  return user;
}

async function newSession(synapse: Synapse): Promise<Credentials> {
  const user = await newAccount(synapse, "agent");
  return await login(synapse.url, { user, password: user });
}

function first<P extends Person>(people: readonly P[]): P {
  const [one] = people;
  if (one === undefined) throw new RangeError("nobody is there");
  return one;
}
