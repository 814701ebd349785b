import type { Entry } from "../ledger/entry.ts";
import { auditSealed } from "../ledger/sealed.ts";
import type { Chance } from "./chance.ts";
import type { Chronicle } from "./chronicle.ts";
import { Guests } from "./guests.ts";
import type { SealedSide } from "./sealedSide.ts";
import type { Talk } from "./talk.ts";
import type { Town } from "./town.ts";

/** Nobody yet; their other devices are those of somebody whose client talks with all devices. */
export function guestsOf(
  { synapse, bot, people }: Pick<Town, "synapse" | "bot" | "people">,
  { reader, guestsWay }: SealedSide,
  { talk, chance }: { readonly talk: Talk; readonly chance: Chance },
): Guests {
  const [mayor, owner] = people;
  if (mayor === undefined || owner === undefined) throw new RangeError("nobody is there");
  const { userId } = owner;
  return new Guests({
    ...{ homeserver: synapse, way: guestsWay, bot: bot.userId, mayor, reader, talk, chance },
    owner: userId.slice(1, userId.indexOf(":")),
  });
}

/** What stands against the bot beside what rooms show. Everything that was read is opened again first. */
export async function lookAtSealed(
  { allRooms }: Pick<Town, "allRooms">,
  { reader, wire, homeserver }: SealedSide,
  guests: Guests | null,
): Promise<Entry[]> {
  const unread = [...reader.unread, ...((await guests?.unread()) ?? [])];
  const { sealings, uploads } = wire;
  return auditSealed({
    unread,
    readable: [...wire.readable, ...homeserver.look(allRooms)],
    sealings,
    uploads,
  });
}

/** A question that was answered long ago is shown a second time, sealed as it was: nobody asked it again. */
export async function repeatQuestion(
  { people, reader }: SealedSide,
  { commands, lastQuiet }: Pick<Chronicle, "commands" | "lastQuiet">,
  chance: Chance,
): Promise<void> {
  const old = commands.flatMap(({ event, at }) => (at <= lastQuiet ? (reader.sealed(event) ?? []) : []));
  if (old.length === 0) return;
  const { room, event } = chance.pick(old);
  const person = people.find(({ userId }) => userId === event.sender);
  await person?.repeat(room, event.content);
}
