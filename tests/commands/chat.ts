import { commandIn } from "../../src/commands/address.ts";
import type { PersonRecord, RecalledList, RoomRecord, ShownLists } from "../../src/commands/context.ts";
import { parse } from "../../src/commands/parser.ts";
import { openStore } from "../../src/edges/store/open.ts";
import { Catalogue } from "../../src/flows/scan/catalogue.ts";
import { render } from "../../src/messages/answer.ts";
import type { KnownOffer } from "../../src/offers/catalogue.ts";
import type { OfferKey } from "../../src/offers/offer.ts";
import { readOffer } from "../../src/offers/reading/parse.ts";
import { wellBot } from "../support/botState.ts";
import { ourLexicon, ourNames } from "../support/words.ts";
import { filtersOver, NOBODY, NOTHING_KEPT } from "./catalogue.ts";

export const TODAY = "2026-11-28";
const WORDING = { prefix: "!offres", publicUrl: null, today: () => TODAY };
const BOT = { user: "@crieur:tchap.example", displayName: "Crieur [Essai]", prefix: "!offres" };

/** An offer file of a test: its name, front matter and body. */
export interface Written {
  readonly id: string;
  readonly text: string;
  readonly closed?: boolean;
}

interface ChatRoom {
  readonly direct?: boolean;
  readonly room?: RoomRecord;
  readonly person?: PersonRecord;
}

/** A person who talks with the bot: offers as files say them, search, commands and words are the real ones. */
export class Chat {
  readonly #offers: Catalogue;
  readonly #direct: boolean;
  readonly #room: RoomRecord;
  readonly #person: PersonRecord;
  #last: RecalledList | null = null;

  constructor(offers: Catalogue, { direct = false, room = NOTHING_KEPT, person = NOBODY }: ChatRoom = {}) {
    this.#offers = offers;
    this.#direct = direct;
    this.#room = room;
    this.#person = person;
  }

  /** The answer as plain text, no-break spaces as plain ones; null when the bot says nothing. */
  async say(body: string, inReplyTo: OfferKey | "several" | null = null): Promise<string | null> {
    const said = { body, html: null, mentioned: false, reply: inReplyTo !== null, direct: this.#direct };
    const text = commandIn(said, BOT);
    const call = text === null ? null : parse(text, "!offres", (id) => this.#offers.byId(id) !== null);
    if (call === null) return null;
    const event = inReplyTo === null ? null : ("$annonce" as never);
    const context = {
      offers: this.#offers,
      lists: this.#lists(inReplyTo),
      room: this.#room,
      person: this.#person,
      bot: wellBot,
      filters: filtersOver(this.#offers),
      time: { now: Date.parse("2026-11-28T09:00:00Z"), timezone: "Europe/Paris" },
      inReplyTo: event,
      thread: null,
    };
    const answer = await call.command.run(call.argument, context);
    if ("found" in answer) {
      const { found: offers, shown, exact, standing } = answer;
      this.#last = { offers, shown, exact, closed: standing === "closed", at: 0 };
    }
    return render(answer, WORDING).text.replaceAll("\u00a0", " ");
  }

  #lists(about: OfferKey | "several" | null): ShownLists {
    return {
      ofEvent: async () => null,
      ofThread: async () => null,
      lastOfPerson: async () => this.#last,
      lastInRoom: async () => this.#last,
      isOurs: async () => about !== null,
      offerOf: async () => about,
    };
  }
}

/** The offers of these files, as the bot holds them after a start; the first has key 1. */
export async function catalogueOf(written: readonly Written[]): Promise<Catalogue> {
  const rows = written.map((one, index) => known(one, (index + 1) as OfferKey));
  const store = await openStore("sqlite::memory:", { lock: true, now: 0 });
  await store.write(async (tx) => {
    await tx.offers.save(rows);
    await tx.offers.alias(rows);
  });
  const catalogue = new Catalogue(
    ourLexicon,
    { now: () => Date.parse(`${TODAY}T10:00:00Z`), monotonic: () => 0 },
    "Europe/Paris",
  );
  await catalogue.load(store);
  await store.close();
  return catalogue;
}

function known({ id, text, closed = false }: Written, key: OfferKey): KnownOffer {
  const { offer } = readOffer(`${id}.md`, new TextEncoder().encode(text), ourNames);
  if (offer === null) throw new Error(`The offer ${id} cannot be read.`);
  const standing = closed ? "closed" : "open";
  return {
    key,
    id: offer.id,
    status: standing,
    opening: 1,
    offer,
    fingerprint: offer.fingerprint,
    stood: standing,
    openedAt: 0,
    closedAt: closed ? Date.parse("2026-10-02T10:00:00Z") : null,
    missingSince: null,
  };
}
