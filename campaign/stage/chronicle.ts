import type { Entry } from "../ledger/entry.ts";
import { audit } from "../ledger/ledger.ts";
import type { CommandTruth, FileState, OfferTruth, RedactionTruth, Truth } from "../ledger/truth.ts";
import type { Town } from "./town.ts";

/** An offer, and where its file is now. */
export interface Filed {
  readonly truth: OfferTruth & { readonly states: FileState[] };
  readonly about: string;
  file: string;
}

/** What was done in a town, as those who did it wrote it down. */
export class Chronicle {
  readonly offers: Filed[] = [];
  readonly commands: CommandTruth[] = [];
  readonly redactions: RedactionTruth[] = [];
  readonly #quiets: number[] = [];
  readonly #town: Town;
  readonly #known = new Set<string>();

  constructor(town: Town) {
    this.#town = town;
  }

  get truth(): Truth {
    const { bot, rooms, adminRoom } = this.#town;
    return {
      bot: bot.userId,
      rooms: [...rooms.map(({ room }) => ({ id: room })), { id: adminRoom, administrative: true }],
      offers: this.offers.map(({ truth }) => truth),
      ...{ commands: this.commands, redactions: this.redactions, quiets: this.#quiets },
    };
  }

  /** The moment up to which all had its time. */
  get lastQuiet(): number {
    return this.#quiets.at(-1) ?? 0;
  }

  /** Replaces what is known of a command. */
  amend(event: string, more: Partial<CommandTruth>): void {
    const at = this.commands.findIndex((one) => one.event === event);
    const known = this.commands[at];
    if (known) this.commands[at] = { ...known, ...more };
  }

  /** What the ledger would say of what was read if all were quiet since `quiet`, and what else was found. */
  look(quiet: number, more: readonly Entry[]): Entry[] {
    const { truth } = this;
    const judged = audit({ ...truth, quiets: [...truth.quiets, quiet] }, this.#town.reader.timelines);
    return [...judged, ...more].filter(({ id }) => !this.#known.has(id));
  }

  /** From now on all that was done before counts as due, and what was found is not found again. */
  close(quiet: number, entries: readonly Entry[]): void {
    this.#quiets.push(quiet);
    for (const { id } of entries) this.#known.add(id);
  }
}
