/** A reason why the bot does not do its work, or does less than it should. */
export interface Reason {
  readonly name: string;
  /** What is wrong, in words for an operator. */
  readonly what: string;
  /** Since when, ISO 8601 in UTC. */
  readonly since: string;
  /** What an operator can do, or that waiting is enough. */
  readonly remedy: string;
}

/** For a trouble whose cause nobody foresaw. */
const LOOK_INTO_THE_LOG =
  "look into the log for its cause; it is tried again without help, and `docs/exploitation.md` names the usual remedies";

/** `starting`: as it has to be for some moments, and no trouble. `note`: a trouble that turns nothing red. */
type Kind = "starting" | "red" | "note";

/**
 * The reasons why the bot does not do its work, each under its own name. A reason keeps the moment of its first
 * appearance as long as it stands, whatever becomes of its words.
 */
export class Health {
  readonly #reasons = new Map<string, Reason & { readonly kind: Kind }>();
  readonly #onChange: (name: string, what: string | null) => void;
  readonly #now: () => number;

  /** `onChange` hears each reason once, when it appears, changes or goes (`null`); never what is only starting. */
  constructor(
    onChange: (name: string, what: string | null) => void = () => {},
    now: () => number = Date.now,
  ) {
    this.#onChange = onChange;
    this.#now = now;
  }

  /** `from`: when it began, milliseconds since the epoch, where that was before anybody could say so. */
  red(name: string, what: string, remedy = LOOK_INTO_THE_LOG, from = this.#now()): void {
    this.#set("red", { name, what, remedy }, from);
  }

  /** Red as well, but every start has it for some moments: nobody is told. */
  starting(name: string, what: string): void {
    this.#set("starting", { name, what, remedy: "nothing, for some seconds" }, this.#now());
  }

  /** A trouble of one room, or of something else that does not keep the bot as a whole from its work. */
  note(name: string, what: string, remedy: string): void {
    this.#set("note", { name, what, remedy }, this.#now());
  }

  /** What stood under this name, red or as a note, is over. */
  green(name: string): void {
    const before = this.#reasons.get(name);
    if (this.#reasons.delete(name) && before?.kind !== "starting") this.#onChange(name, null);
  }

  /** Why the bot is not ready. */
  get reasons(): Reason[] {
    return this.#list((kind) => kind !== "note");
  }

  /** Troubles that do not turn it red. */
  get notes(): Reason[] {
    return this.#list((kind) => kind === "note");
  }

  #set(kind: Kind, { name, what, remedy }: Omit<Reason, "since">, from: number): void {
    const before = this.#reasons.get(name);
    if (before?.what === what && before.remedy === remedy && before.kind === kind) return;
    const since = before?.since ?? new Date(from).toISOString();
    this.#reasons.set(name, { name, what, since, remedy, kind });
    if (kind !== "starting" && before?.what !== what) this.#onChange(name, what);
  }

  #list(belongs: (kind: Kind) => boolean): Reason[] {
    return [...this.#reasons.values()]
      .filter(({ kind }) => belongs(kind))
      .map(({ kind: _, ...reason }) => reason);
  }
}
