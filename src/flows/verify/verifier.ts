import type { Logger } from "pino";
import {
  type AskedVerification,
  type Clock,
  type Crypto,
  type Homeserver,
  HomeserverError,
  type KeyRequest,
  type KeyWork,
  type Store,
  type Verification,
  type VerificationPhase,
  type Verifications,
} from "../../ports/index.ts";
import type { RoomId, UserId } from "../../rooms/identifiers.ts";
import { type HeardEvent, readVerification } from "../../rooms/verificationEvent.ts";
import { asObject } from "../../text/untrusted.ts";
import { carryOne } from "../keys/carryOut.ts";
import type { Health } from "../service/health.ts";
import type { BackgroundWork, Rest } from "../service/loop.ts";
import { WakeSignal } from "../service/wakeSignal.ts";
import { ASKED_FOR, AskedList } from "./asked.ts";
import type { TalkEnd, TalkView, TalkWord } from "./talk.ts";

export interface VerifierParts {
  readonly store: Pick<Store, "read" | "write">;
  readonly homeserver: Pick<Homeserver, "carry" | "user">;
  readonly crypto: Pick<Crypto, "outgoing" | "answered"> & { readonly verifications: Verifications };
  readonly clock: Clock;
  readonly health: Health;
  readonly log: Logger;
  /** The library may have words of its own to send. */
  readonly onWords: () => void;
}

/** A terminal that has not looked for so long is gone, milliseconds. */
const GONE = 30_000;
/** Who asked may begin; where they leave it to us, we do after so long, milliseconds. */
const THEIR_TURN = 3000;
/** Words that are kept of one talk; a verification has about ten. */
const MOST = 200;
/** How often a talk is looked after, milliseconds. */
const STEP = 1000;

interface Talk {
  readonly id: string;
  readonly user: UserId | null;
  readonly began: number;
  seen: number;
  /** What the operator answered last, until it is done. */
  answer: "accept" | "decline" | "match" | "mismatch" | "leave" | null;
  asked: AskedVerification | null;
  played: Verification | null;
  /** Whether the other side asked. */
  theirs: boolean;
  acceptedAt: number | null;
  /** Words that still have to go to the homeserver, in order. */
  words: KeyRequest[];
  over: TalkEnd | null;
}

/**
 * Plays verifications by emoji for an operator at a terminal (`crieur verify`), one talk at a time: with whoever asks, or with
 * a person or the account's own sessions, who are asked then. Nothing is accepted or confirmed without the operator's word; a
 * terminal that is gone ends it. It all lives in memory.
 */
export class Verifier implements BackgroundWork {
  readonly name = "verification";
  readonly trouble = "a verification cannot go on";
  readonly wakeSignal = new WakeSignal();
  readonly #parts: VerifierParts;
  readonly #asked: AskedList;
  /** What was said in rooms during this talk, by event, and whether it was taken in. */
  readonly #heard = new Map<string, { readonly flow: string; readonly event: HeardEvent; taken: boolean }>();
  #talk: Talk | null = null;

  constructor(parts: VerifierParts) {
    this.#parts = parts;
    this.#asked = new AskedList(parts.homeserver.user);
  }

  /** Takes in words of verifications as sync brings them; the same may come several times. */
  heard(room: RoomId | null, event: HeardEvent): void {
    const word = readVerification(room, event);
    if (word === null) return;
    this.#asked.heard(room, event, this.#parts.clock.now());
    const { flow } = word;
    // Before the answer to our own question names its event, somebody may have answered that already.
    const concerns =
      this.#talk?.over === null && (this.#talk.played === null || this.#talk.played.flow === flow);
    if (
      concerns &&
      room !== null &&
      event.id !== undefined &&
      this.#heard.size < MOST &&
      !this.#heard.has(event.id)
    )
      this.#heard.set(event.id, { flow, event, taken: false });
    this.wakeSignal.wake();
  }

  /** A word of the terminal; returns what it shows now. */
  say({ talk: id, say, user }: TalkWord): TalkView {
    const now = this.#parts.clock.monotonic();
    if (say === "begin" && this.#talk?.id !== id) {
      if (this.#talk && this.#talk.over === null && now - this.#talk.seen < GONE)
        return overView("busy", null);
      const fresh = { answer: null, asked: null, played: null, theirs: false, acceptedAt: null, over: null };
      this.#talk = { ...fresh, id, user, began: now, seen: now, words: [] };
      this.#heard.clear();
    }
    const talk = this.#talk;
    if (talk?.id !== id) return overView("lost", null);
    talk.seen = now;
    if (say !== "look" && say !== "begin") talk.answer = say;
    this.wakeSignal.wake();
    return viewOf(talk);
  }

  firstRest(): Rest {
    return null;
  }

  async turn(signal: AbortSignal): Promise<Rest> {
    const { clock } = this.#parts;
    this.#noteAsked();
    const talk = this.#talk;
    if (talk && (talk.over === null || talk.words.length > 0)) {
      if (clock.monotonic() - talk.seen >= GONE) talk.answer = "leave";
      try {
        await this.#goOn(talk, signal);
      } catch (error) {
        if (!(error instanceof HomeserverError) || !isRefusal(error)) throw error;
        talk.words = [];
        talk.over ??= { end: "refused", why: error.message };
      }
      if (talk.over === null || talk.words.length > 0) return STEP;
      const { log } = this.#parts;
      log.info({ with: talk.played?.user, ended: talk.over.end }, "a verification ended");
    }
    return this.#asked.untilNext(clock.now());
  }

  /** One step: what waits goes out first, then what was said is taken in, then it is our turn. */
  async #goOn(talk: Talk, signal: AbortSignal): Promise<void> {
    await this.#carry(talk, signal);
    if (talk.over !== null) return;
    const { answer } = talk;
    talk.answer = null;
    if (talk.played === null) await this.#find(talk, answer, signal);
    else await this.#play(talk, talk.played, answer);
    await this.#carry(talk, signal);
  }

  async #find(talk: Talk, answer: Talk["answer"], signal: AbortSignal): Promise<void> {
    const { clock } = this.#parts;
    const now = clock.now();
    const stands = talk.asked !== null && this.#asked.has(talk.asked.flow, now);
    const shown = stands ? talk.asked : null;
    talk.asked = shown ?? this.#asked.first(talk.user, now);
    if (answer === "leave") talk.over = { end: "left", why: "" };
    else if (shown && answer === "decline") await this.#decline(talk, shown, signal);
    // A person whom the operator named needs no further word.
    else if (talk.asked && (talk.user !== null || (shown && answer === "accept")))
      await this.#accept(talk, talk.asked, signal);
    else if (talk.user !== null) await this.#ask(talk, talk.user, signal);
    else if (talk.asked === null && clock.monotonic() - talk.began >= ASKED_FOR)
      talk.over = { end: "nobody", why: "" };
  }

  async #accept(talk: Talk, asked: AskedVerification, signal: AbortSignal): Promise<void> {
    const played = await this.#take(talk, asked, signal);
    if (played === null) return;
    Object.assign(talk, { played, theirs: true });
    talk.words.push(...(await this.#write((work) => played.accept(work))));
  }

  async #decline(talk: Talk, asked: AskedVerification, signal: AbortSignal): Promise<void> {
    const played = await this.#take(talk, asked, signal);
    if (played) talk.words.push(...(await this.#write((work) => played.cancel(work, "m.user"))));
  }

  async #take(talk: Talk, asked: AskedVerification, signal: AbortSignal): Promise<Verification | null> {
    await this.#learnDevices(asked.user, signal);
    this.#asked.remove(asked.flow);
    talk.asked = null;
    return await this.#write((work) => this.#parts.crypto.verifications.take(work, asked));
  }

  async #ask(talk: Talk, user: UserId, signal: AbortSignal): Promise<void> {
    const { store, homeserver, crypto } = this.#parts;
    const { verifications } = crypto;
    await this.#learnDevices(user, signal);
    const standing = await this.#write((work) => verifications.standing(work, user));
    const ends = { unknown: "no identity", alone: "no session", verified: "already" } as const;
    if (standing !== "open") {
      talk.over = { end: ends[standing], why: "" };
      return;
    }
    if (user === homeserver.user) {
      const { verification, request } = await this.#write((work) => verifications.askOwn(work));
      talk.played = verification;
      talk.words.push(request);
      return;
    }
    const room = await store.read(async (tx) => (await tx.places.directWith([user])).get(user)?.room);
    if (room === undefined) {
      talk.over = { end: "no room", why: "" };
      return;
    }
    const question = await this.#write((work) => verifications.question(work, user, room));
    const { event_id: event } = asObject(JSON.parse(await carryOne(question, this.#parts, signal)));
    talk.played = await this.#write((work) => verifications.asked(work, user, room, String(event)));
  }

  async #play(talk: Talk, played: Verification, answer: Talk["answer"]): Promise<void> {
    const { clock, onWords } = this.#parts;
    for (const one of this.#heard.values()) {
      if (one.taken || one.flow !== played.flow) continue;
      one.taken = true;
      await this.#write((work) => played.hear(work, one.event));
    }
    onWords();
    const { phase, cancelled } = played.state();
    const ended = endOf(phase, cancelled?.code ?? "");
    const say = async (words: (work: KeyWork) => Promise<KeyRequest[]>): Promise<void> => {
      talk.words.push(...(await this.#write(words)));
    };
    const ours = answer === "leave" ? "left" : answer === "mismatch" ? "mismatch" : null;
    talk.over = ended ?? (ours && { end: ours, why: "" });
    if (ended?.end === "timeout") await say((work) => played.cancel(work, "m.timeout"));
    else if (ended === null && ours !== null)
      await say((work) => played.cancel(work, ours === "mismatch" ? "m.mismatched_sas" : "m.user"));
    else if (phase === "compare" && answer === "match") await say((work) => played.confirm(work));
    else if (phase === "begun") await say((work) => played.begin(work));
    else if (phase === "accepted") {
      const now = clock.monotonic();
      talk.acceptedAt ??= now;
      if (!talk.theirs || now - talk.acceptedAt >= THEIR_TURN) await say((work) => played.begin(work));
    }
  }

  async #learnDevices(user: UserId, signal: AbortSignal): Promise<void> {
    const request = await this.#write((work) => this.#parts.crypto.verifications.devicesOf(work, user));
    await carryOne(request, this.#parts, signal);
  }

  async #carry(talk: Talk, signal: AbortSignal): Promise<void> {
    for (let [word] = talk.words; word !== undefined; [word] = talk.words) {
      await carryOne(word, this.#parts, signal);
      talk.words.shift();
    }
  }

  #write<T>(work: (work: KeyWork) => Promise<T>): Promise<T> {
    return this.#parts.store.write((tx) => work(tx));
  }

  /** Whoever asks waits for ten minutes: an operator may hear of it meanwhile. */
  #noteAsked(): void {
    const { health, clock } = this.#parts;
    const some = this.#talk?.over !== null && this.#asked.first(null, clock.now()) !== null;
    if (some) health.note("verification asked", ASKED, ASKED_REMEDY);
    else health.green("verification asked");
  }
}

const ASKED = "somebody asks to verify this account by emoji";
const ASKED_REMEDY =
  "if you know who, run `npx crieur verify` within ten minutes; else nothing, it ends by itself";

/** What waiting does not mend. */
function isRefusal({ concern }: HomeserverError): boolean {
  return concern === "room" || concern === "message";
}

function endOf(phase: VerificationPhase, code: string): TalkEnd | null {
  if (phase === "done") return { end: "verified", why: "" };
  if (phase === "lost" || phase === "elsewhere") return { end: phase, why: "" };
  if (phase !== "cancelled") return null;
  if (code === "m.timeout") return { end: "timeout", why: "" };
  if (code === "m.accepted") return { end: "elsewhere", why: "" };
  return code === "m.mismatched_sas" ? { end: "mismatch", why: "there" } : { end: "cancelled", why: code };
}

function viewOf({ over, played, asked }: Talk): TalkView {
  if (over) return overView(over.end, played?.user ?? null, over.why);
  if (played === null)
    return asked ? { step: "asked", user: asked.user, device: asked.device } : { step: "waiting" };
  const { user, device } = played;
  const { phase, emoji } = played.state();
  if (phase === "compare" && emoji) return { step: "compare", user, emoji };
  return phase === "confirmed" ? { step: "confirming", user } : { step: "agreeing", user, device };
}

function overView(end: TalkEnd["end"], user: UserId | null, why = ""): TalkView {
  return { step: "over", end, why, user };
}
