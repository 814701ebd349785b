import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { login, register } from "../../synapse/accounts.ts";
import type { Fault, FaultProxy } from "../../tests/matrix/faultProxy.ts";
import type { Unread } from "../ledger/sealed.ts";
import type { Person } from "../people/person.ts";
import { SealedPerson } from "../people/sealedPerson.ts";
import type { SealedEvent, SealedReader } from "../people/sealedReader.ts";
import type { Chance } from "./chance.ts";
import type { Talk } from "./talk.ts";

interface Guest {
  readonly person: SealedPerson;
  readonly room: string;
  /** They came with an account of their own; else another device of somebody who was there. */
  readonly newcomer: boolean;
  /** What they asked, when they were there. */
  readonly question: string;
  readonly opened: Set<string>;
}

export interface GuestParts {
  readonly homeserver: { readonly url: string; readonly sharedSecret: string };
  /** Stands for the homeserver before them. */
  readonly way: FaultProxy;
  readonly bot: string;
  readonly mayor: Person;
  /** Somebody who may log in on another device; the name is the password. */
  readonly owner: string;
  readonly reader: SealedReader;
  readonly talk: Talk;
  readonly chance: Chance;
}

/** What was on its way when the bot learned of somebody may be sealed without them. Milliseconds. */
const UNDER_WAY = 5000;
/** How long the key of what they ask is on its way, when it comes late, milliseconds. */
const LATE = 4000;
const SHARE = { method: "PUT", path: /\/sendToDevice\/m\.room\.encrypted\// } as const;

/**
 * Those who come to encrypted rooms while the bot works there: people, and devices of people. Each asks one question in a
 * room; the bot cannot answer it without having heard of them, so that they must be able to open the answer and all that
 * follows it.
 */
export class Guests {
  readonly #parts: GuestParts;
  #present: Guest[] = [];

  constructor(parts: GuestParts) {
    this.#parts = parts;
  }

  /**
   * Somebody comes and asks. `late`: the key of the question is longer on its way than the question. `silent`: others ask
   * before, so that the bot writes first to a device that has not written to it.
   */
  async come({ late = false, silent = false, room = this.#parts.talk.aRoom() } = {}): Promise<void> {
    const { chance, talk, way } = this.#parts;
    if (room === null) return;
    const rule = late ? way.fault(SHARE, acceptedLate(chance.whole(LATE))) : null;
    try {
      const newcomer = chance.whole(2) === 0;
      const person = await this.#person(newcomer, room);
      if (silent) await talk.ask(room);
      const question = await talk.askAs(person, room);
      this.#present.push({ person, room, newcomer, question, opened: new Set() });
    } finally {
      rule?.remove();
    }
  }

  /** What those who are here should be able to open, and cannot. */
  async unread(): Promise<Unread[]> {
    const unread: Unread[] = [];
    for (const guest of this.#present)
      for (const { room, raw, event } of this.#meantFor(guest)) {
        if (guest.opened.has(event.eventId)) continue;
        const { failure: why } = await guest.person.foreign.open(raw);
        if (why === null) guest.opened.add(event.eventId);
        else unread.push({ person: nameOf(guest), room, event: event.eventId, at: event.sentAt, why });
      }
    return unread;
  }

  /** They go, and their devices with them. */
  async leave(): Promise<void> {
    const going = this.#present;
    this.#present = [];
    for (const { person, room, newcomer } of going) {
      if (newcomer) await person.leave(room);
      await person.logOut();
    }
  }

  async stop(): Promise<void> {
    for (const { person } of this.#present) await person.stop();
  }

  async #person(newcomer: boolean, room: string): Promise<SealedPerson> {
    const { homeserver, way, mayor, owner, chance } = this.#parts;
    const user = newcomer ? `visite-${randomBytes(4).toString("hex")}` : owner;
    if (newcomer) await register(homeserver.url, homeserver.sharedSecret, { user, password: user });
    const session = await login(homeserver.url, { user, password: user });
    // Most have not signed their device, which says nothing to a client that leaves out devices like that.
    const signed = newcomer && chance.whole(2) === 0;
    const person = await SealedPerson.open({ ...session, url: way.url }, { signed, excludes: signed });
    if (newcomer) {
      await mayor.invite(room, person.userId);
      await person.join(room);
    }
    return person;
  }

  /** The answer to them, and what the bot says once it is certain that it knows them. */
  #meantFor({ room, question }: Guest): SealedEvent[] {
    const { reader, bot } = this.#parts;
    const answer = (reader.timelines.get(room) ?? []).find(
      ({ sender, content }) => sender === bot && answeredBy(content) === question,
    );
    if (answer === undefined) return [];
    return reader.said.filter(
      (one) =>
        one.room === room &&
        (one.event.eventId === answer.eventId || one.event.sentAt > answer.sentAt + UNDER_WAY),
    );
  }
}

function nameOf({ person, newcomer }: Guest): string {
  return `${newcomer ? "a newcomer" : "a new device of"} ${person.userId}`;
}

/** The homeserver says at once that it took the keys, and passes them on later. */
function acceptedLate(after: number): Fault {
  return async (exchange) => {
    exchange.answer(200, { "content-type": "application/json" }, "{}");
    await sleep(after);
    await exchange.forward();
  };
}

/** The relation stands outside of what is sealed, too. */
function answeredBy(content: Readonly<Record<string, unknown>>): unknown {
  const relation = content["m.relates_to"] as { "m.in_reply_to"?: { event_id?: unknown } } | undefined;
  return relation?.["m.in_reply_to"]?.event_id;
}
