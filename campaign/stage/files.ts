import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { offerFile, proseAbout } from "../../tests/support/offerFile.ts";
import { titleOf } from "../ledger/said.ts";
import type { FileState } from "../ledger/truth.ts";
import type { Chance } from "./chance.ts";
import type { Chronicle, Filed } from "./chronicle.ts";
import { ABOUT } from "./found.ts";
import type { Town } from "./town.ts";

/** Offers that are always there and never change: among them one that goes is no mass vanishing. */
const BACKGROUND = 12;
const ABSENCE = "2026-01-01";

/** Does what people do with files, and writes it down. Each deed is in effect when it resolves. */
export class Files {
  readonly #town: Town;
  readonly #chronicle: Chronicle;
  readonly #chance: Chance;

  constructor(town: Town, chronicle: Chronicle, chance: Chance) {
    this.#town = town;
    this.#chronicle = chronicle;
    this.#chance = chance;
  }

  async background(): Promise<void> {
    for (let at = 1; at <= BACKGROUND; at += 1) {
      const text = offerFile({ roles: `Poste de fond ${at}`, open: true }, proseAbout(`fond${at}`, 40));
      await writeFile(join(this.#town.offers, `${ABSENCE}-fond-${at}.md`), text);
    }
  }

  /** A new offer, open. */
  async publish(): Promise<Filed> {
    const { offers } = this.#chronicle;
    const number = offers.length + 1;
    const about = this.#chance.pick([...ABOUT, "large"]);
    const rooms = this.#town.rooms
      .filter(({ configured, filter }) => configured && (filter === "" || filter === about))
      .map(({ room }) => room);
    const filed: Filed = {
      truth: { number, rooms, states: [] },
      about,
      file: `${ABSENCE}-lanterne${number}.md`,
    };
    offers.push(filed);
    await this.#become(filed, "open", 1);
    return filed;
  }

  /** Closes, reopens, retitles, renames, removes or flaps one: most often one that was told of before. */
  async change(): Promise<void> {
    const { offers, lastQuiet } = this.#chronicle;
    const any = this.#chance.whole(4) === 0;
    const subject = offers.filter(({ truth }) => any || (truth.states.at(-1)?.at ?? 0) <= lastQuiet);
    if (subject.length === 0) return;
    const filed = this.#chance.pick(subject);
    const last = lastStateOf(filed);
    if (last.state === "open") await this.#changeOpen(filed, last.revision);
    else await this.#become(filed, "open", last.revision + this.#chance.whole(2));
  }

  async #changeOpen(filed: Filed, revision: number): Promise<void> {
    const deed = this.#chance.whole(6);
    if (deed <= 1) return this.#become(filed, "closed", revision);
    if (deed === 2) return this.#become(filed, "open", revision + 1);
    if (deed === 3) return this.#rename(filed);
    if (deed === 4) return this.#remove(filed, revision);
    await this.#become(filed, "closed", revision);
    await sleep(this.#chance.whole(400));
    await this.#become(filed, "open", revision);
  }

  async #become(filed: Filed, state: "open" | "closed", revision: number): Promise<void> {
    const { number } = filed.truth;
    const title = titleOf(number, revision, filed.about);
    const text = offerFile(
      { roles: title, startup: "lanterne", open: state === "open" },
      proseAbout(`sujet${number}`, 60),
    );
    const file = join(this.#town.offers, filed.file);
    await writeFile(`${file}.tmp`, text);
    note(filed, { state, revision });
    await rename(`${file}.tmp`, file);
  }

  async #remove(filed: Filed, revision: number): Promise<void> {
    note(filed, { state: "gone", revision });
    await rm(join(this.#town.offers, filed.file));
  }

  async #rename(filed: Filed): Promise<void> {
    const file = `${ABSENCE}-lanterne${filed.truth.number}-${this.#chance.whole(1e6)}.md`;
    await rename(join(this.#town.offers, filed.file), join(this.#town.offers, file));
    filed.file = file;
  }
}

function note({ truth }: Filed, state: Omit<FileState, "at">): void {
  truth.states.push({ at: Date.now(), ...state });
}

function lastStateOf({ truth }: Filed): FileState {
  const last = truth.states.at(-1);
  if (last === undefined) throw new RangeError(`offer ${truth.number} was never written`);
  return last;
}
