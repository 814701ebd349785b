import { setTimeout as sleep } from "node:timers/promises";
import { claimsIn, messagesOf, nameOf } from "../ledger/said.ts";
import type { Person } from "../people/person.ts";
import type { Chance } from "./chance.ts";
import type { Chronicle } from "./chronicle.ts";
import type { Town } from "./town.ts";

/** The bot answers twenty commands a minute and person, then no more; somewhat less are asked. */
const ALLOWED = 14;
const MINUTE = 65_000;

/** Does what people do in rooms, past the proxy, and writes it down. */
export class Talk {
  readonly #town: Town;
  readonly #chronicle: Chronicle;
  readonly #chance: Chance;
  readonly #asked = new Map<string, number[]>();
  /** Rooms in which the bot is not at the moment. */
  readonly #without = new Set<string>();
  #words = 0;

  constructor(town: Town, chronicle: Chronicle, chance: Chance) {
    this.#town = town;
    this.#chronicle = chronicle;
    this.#chance = chance;
  }

  /** One command; corrected or deleted soon after, by chance. */
  async ask(room = this.aRoom()): Promise<void> {
    const person = this.#somebody();
    if (person === null || room === null) return;
    const word = this.#chance.whole(3) === 0 ? this.#anOffer() : this.#newWord();
    const at = Date.now();
    const event = await person.say(room, `!offres ${word}`);
    this.#chronicle.commands.push({ event, room, at, word });
    const then = this.#chance.whole(6);
    if (then > 1) return;
    await sleep(this.#chance.whole(500));
    if (then === 0) {
      this.#chronicle.amend(event, { redactedAt: Date.now() });
      await person.redact(room, event);
    } else {
      const edit = { at: Date.now(), word: this.#newWord() };
      this.#chronicle.amend(event, { edit });
      await person.say(room, `!offres ${edit.word}`, { edits: event });
    }
  }

  /** So many commands that they are not answered in the batch that brings them. */
  async askMany(count = 6): Promise<void> {
    const room = this.aRoom();
    if (room === null) return;
    await Promise.all(
      Array.from({ length: count }, async () => {
        const person = this.#somebody();
        if (person === null) return;
        await this.askAs(person, room);
      }),
    );
  }

  /** One command of a certain person. Returns its event. */
  async askAs(person: Person, room: string): Promise<string> {
    const word = this.#newWord();
    const at = Date.now();
    const event = await person.say(room, `!offres ${word}`);
    this.#chronicle.commands.push({ event, room, at, word });
    return event;
  }

  /** What is no command. */
  async chat(count: number): Promise<string | null> {
    const room = this.aRoom();
    if (room === null) return null;
    for (let at = 0; at < count; at += 1)
      await this.#residents(at).say(room, `bavardage ${this.#chance.whole(1e6)}`);
    return room;
  }

  /** A moderator deletes an announcement that stands since the last quiet moment. */
  async deleteAnnouncement(): Promise<void> {
    const { bot, reader } = this.#town;
    const { lastQuiet, redactions } = this.#chronicle;
    const room = this.aRoom();
    const standing = messagesOf(bot.userId, reader.timelines.get(room ?? "") ?? []).filter(
      ({ answers, redactedAt, versions: [{ at, text }] }) =>
        answers === null && redactedAt === null && at <= lastQuiet && claimsIn(text).length > 0,
    );
    if (room === null || standing.length === 0) return;
    const { event } = this.#chance.pick(standing);
    redactions.push({ room, event, at: Date.now() });
    await this.#town.person(0).redact(room, event);
  }

  /** Puts the bot out of a room; `invite` lets it come back. Nobody asks there meanwhile. */
  async kick(): Promise<{ invite(): Promise<void> } | null> {
    const { rooms, bot } = this.#town;
    const { room } = this.#chance.pick(rooms);
    const mayor = this.#town.person(0);
    if (this.#without.has(room)) return null;
    this.#without.add(room);
    await mayor.kick(room, bot.userId, "essai");
    return {
      invite: async () => {
        await mayor.invite(room, bot.userId);
      },
    };
  }

  /** The bot is everywhere again. */
  returned(): void {
    this.#without.clear();
  }

  /** A room in which the bot is, as far as that is up to people. */
  aRoom(): string | null {
    const rooms = this.#town.rooms.filter(({ room }) => !this.#without.has(room));
    return rooms.length === 0 ? null : this.#chance.pick(rooms).room;
  }

  /** A person leaves and comes back. */
  async goAndCome(): Promise<void> {
    const { room } = this.#chance.pick(this.#town.rooms);
    const person = this.#town.person(-1);
    await person.leave(room);
    await this.#town.person(0).invite(room, person.userId);
    await person.join(room);
  }

  /** Of those who always stay, one after the other; the last of all comes and goes. */
  #residents(at: number): Person {
    return this.#town.person(at % (this.#town.people.length - 1));
  }

  /** The word in its title that no other offer has. */
  #anOffer(): string {
    const { offers } = this.#chronicle;
    if (offers.length === 0) return this.#newWord();
    return nameOf(this.#chance.pick(offers).truth.number);
  }

  #newWord(): string {
    this.#words += 1;
    return `zeste${this.#words}`;
  }

  /** Somebody who may still ask. */
  #somebody(): Person | null {
    const now = Date.now();
    for (const person of this.#chance.shuffled(this.#town.people.slice(0, -1))) {
      const lately = (this.#asked.get(person.userId) ?? []).filter((at) => at > now - MINUTE);
      if (lately.length >= ALLOWED) continue;
      this.#asked.set(person.userId, [...lately, now]);
      return person;
    }
    return null;
  }
}
