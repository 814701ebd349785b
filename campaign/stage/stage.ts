import { setTimeout as sleep } from "node:timers/promises";
import type { Releases } from "../../src/flows/service/releases.ts";
import type { Entry } from "../ledger/entry.ts";
import type { Chance } from "./chance.ts";
import { Chronicle } from "./chronicle.ts";
import { Files } from "./files.ts";
import type { Guests } from "./guests.ts";
import { guestsOf, lookAtSealed, repeatQuestion } from "./sealedDeeds.ts";
import { Talk } from "./talk.ts";
import type { Town } from "./town.ts";

/** A removal counts after a second, and a second look. */
const LEAST = 1500;
const PAUSE = 100;

/** A town with those who act in it. */
export class Stage {
  readonly town: Town;
  readonly chance: Chance;
  readonly chronicle: Chronicle;
  readonly files: Files;
  readonly talk: Talk;
  /** Null where rooms are not encrypted. */
  readonly guests: Guests | null;
  /** How often a round does its harm before everything is looked at: exactly, or at least where faults come by chance. */
  readonly each: number;
  /** Goes when the campaign ends, however it ends. */
  readonly releases: Releases;
  readonly #patience: number;

  /** `patience`: how long what is missing may take to come, milliseconds. */
  constructor(
    town: Town,
    chance: Chance,
    { each, patience, releases }: { each: number; patience: number; releases: Releases },
  ) {
    this.each = each;
    this.releases = releases;
    this.#patience = patience;
    this.town = town;
    this.chance = chance;
    this.chronicle = new Chronicle(town);
    this.files = new Files(town, this.chronicle, chance);
    this.talk = new Talk(town, this.chronicle, chance);
    this.guests = town.sealed && guestsOf(town, town.sealed, { talk: this.talk, chance });
  }

  /** What people do in a while: so many deeds, in an order of chance. */
  async act(deeds = 5): Promise<void> {
    const { files, talk, chance } = this;
    for (let done = 0; done < deeds; done += 1) {
      const deed = chance.whole(12);
      if (deed <= 2) await files.publish();
      else if (deed <= 5) await files.change();
      else if (deed <= 8) await talk.ask();
      else if (deed === 9) await talk.chat(3);
      else if (deed === 10) await talk.deleteAnnouncement();
      else await talk.goAndCome();
      await this.#actSealed();
      await sleep(chance.whole(150));
    }
  }

  /** What happens besides in encrypted rooms. */
  async #actSealed(): Promise<void> {
    const { town, chance, guests, chronicle } = this;
    if (town.sealed === null) return;
    const deed = chance.whole(16);
    if (deed === 0) await guests?.come({ late: chance.whole(2) === 0 });
    else if (deed === 1) await repeatQuestion(town.sealed, chronicle, chance);
  }

  /**
   * Waits until the bot is well and has nothing left to do, and closes the ledger up to that moment. Returns what stands
   * against it then. Throws when the bot does not become well.
   */
  async settle(): Promise<Entry[]> {
    const { town, chronicle } = this;
    const began = performance.now();
    await town.untilReady();
    for (;;) {
      const late = performance.now() - began > this.#patience;
      if (late || (performance.now() - began > LEAST && town.store.isIdle())) {
        const quiet = Date.now();
        await town.reader.read(town.allRooms);
        const sealed = town.sealed && (await lookAtSealed(town, town.sealed, this.guests));
        const entries = chronicle.look(quiet, sealed ?? []);
        if (late || (!entries.some(({ passing }) => passing) && town.store.isIdle())) {
          chronicle.close(quiet, entries);
          this.talk.returned();
          await this.guests?.leave();
          return entries;
        }
      }
      await sleep(PAUSE);
    }
  }
}
