import { distance, forgiven, mayBeNear, signature } from "../../text/typos.ts";
import { Beginnings } from "./beginnings.ts";
import { STRICT } from "./fields.ts";

/**
 * A posting is one number: the offer's slot (20 bits), the fields that hold the term (6 bits,
 * `FIELD`), the term's weight in the body (5 bits). Sorted lists of small integers are the most
 * compact form that plain arrays have.
 */
export const MOST_SLOTS = 2 ** 20;
const SLOT_SHIFT = 11;
const FIELD_SHIFT = 5;
export const MOST_WEIGHT = 31;

export function posting(slot: number, fields: number, weight: number): number {
  return (slot << SLOT_SHIFT) | (fields << FIELD_SHIFT) | Math.min(weight, MOST_WEIGHT);
}
export const slotOf = (entry: number): number => entry >>> SLOT_SHIFT;
export const fieldsOf = (entry: number): number => (entry >>> FIELD_SHIFT) & 63;
export const weightOf = (entry: number): number => entry & MOST_WEIGHT;

/** Typos are corrected to a word that names no job only when this many offers hold it. */
const ESTABLISHED = 4;

/** A term of the vocabulary that is near a mistyped or unfinished one. */
export interface NearTerm {
  readonly id: number;
  readonly term: string;
  readonly slips: number;
  /** How many offers hold the term outside their body (`named`), and at all (`held`). */
  readonly named: number;
  readonly held: number;
}

/** Everything that a vocabulary holds, by term number. Signatures follow from the terms. */
export interface VocabularyState {
  readonly terms: readonly string[];
  readonly written: readonly (string | undefined)[];
  readonly postings: readonly number[][];
  readonly named: readonly number[];
  /** Numbers that no term has. */
  readonly free: readonly number[];
}

/**
 * Terms by number, with the sorted postings of each. The number of a term that no offer
 * holds any more is reused.
 */
export class Vocabulary {
  readonly #ids = new Map<string, number>();
  readonly #terms: string[];
  readonly #written: (string | undefined)[];
  readonly #signatures: number[];
  readonly #postings: number[][];
  readonly #named: number[];
  readonly #free: number[];
  /** Made when the first unfinished word is typed: a start need not wait for it. */
  #beginnings: Beginnings | null = null;
  #epoch = 0;

  /** With a state, which it takes over, the vocabulary that had it; otherwise an empty one. */
  constructor(state?: VocabularyState) {
    this.#terms = [...(state?.terms ?? [""])];
    this.#written = [...(state?.written ?? [undefined])];
    this.#postings = [...(state?.postings ?? [[]])];
    this.#named = [...(state?.named ?? [0])];
    this.#free = [...(state?.free ?? [])];
    this.#signatures = this.#terms.map((term) => signature(unspaced(term)));
    const free = new Set(this.#free);
    for (const [id, term] of this.#terms.entries()) if (id > 0 && !free.has(id)) this.#ids.set(term, id);
  }

  /** Shares its lists with the vocabulary: to be written down before anything changes. */
  get state(): VocabularyState {
    return {
      terms: this.#terms,
      written: this.#written,
      postings: this.#postings,
      named: this.#named,
      free: this.#free,
    };
  }

  /** Changes whenever a number is given back: within one epoch, numbers stay with their terms. */
  get epoch(): number {
    return this.#epoch;
  }

  id(term: string): number | undefined {
    return this.#ids.get(term);
  }

  has(term: string): boolean {
    return this.#ids.has(term);
  }

  term(id: number): string {
    return this.#terms[id] ?? "";
  }

  /** A written form of a term, for people. */
  shown(term: string): string {
    return this.#written[this.#ids.get(term) ?? 0] ?? term;
  }

  postings(id: number): readonly number[] {
    return this.#postings[id] ?? [];
  }

  /** How many offers hold the term outside their body and slug. */
  named(id: number): number {
    return this.#named[id] ?? 0;
  }

  /** Gives a number, from 1, to a term that has none yet. `written` is the form that people are shown. */
  enter(term: string, written: string | undefined): number {
    const id = this.#free.pop() ?? this.#terms.length;
    this.#ids.set(term, id);
    this.#terms[id] = term;
    this.#written[id] = written === term ? undefined : written;
    this.#signatures[id] = signature(unspaced(term));
    this.#postings[id] = [];
    this.#named[id] = 0;
    this.#beginnings?.add(id, term);
    return id;
  }

  /** Adds a posting to a term, or replaces the one that its slot has. An unknown number is passed over. */
  put(id: number, entry: number): void {
    const list = this.#postings[id];
    if (list === undefined) return;
    if ((fieldsOf(entry) & STRICT) !== 0) this.#named[id] = this.named(id) + 1;
    const slot = slotOf(entry);
    // Nothing stands before an empty list's end, and to look there takes V8 its slowest way.
    if (list.length === 0 || slotOf(list[list.length - 1] ?? 0) < slot) {
      list.push(entry);
      return;
    }
    const at = positionOf(list, slot);
    const before = list[at] ?? 0;
    const replaces = slotOf(before) === slot;
    if (replaces && (fieldsOf(before) & STRICT) !== 0) this.#named[id] = this.named(id) - 1;
    list.splice(at, replaces ? 1 : 0, entry);
  }

  remove(id: number, slot: number): void {
    const list = this.#postings[id];
    if (list === undefined) return;
    const at = positionOf(list, slot);
    const entry = list[at];
    if (entry === undefined || slotOf(entry) !== slot) return;
    list.splice(at, 1);
    if ((fieldsOf(entry) & STRICT) !== 0) this.#named[id] = this.named(id) - 1;
    if (list.length === 0) this.#forget(id);
  }

  #forget(id: number): void {
    const term = this.term(id);
    this.#beginnings?.remove(id, term);
    this.#ids.delete(term);
    this.#terms[id] = "";
    this.#written[id] = undefined;
    this.#postings[id] = [];
    this.#free.push(id);
    this.#epoch += 1;
  }

  /** Terms that begin with `start`, of `SHORTEST_BEGINNING` letters or more, those that name jobs first. */
  beginningWith(start: string, most: number): NearTerm[] {
    this.#beginnings ??= this.#allBeginnings();
    const found: NearTerm[] = [];
    for (const id of this.#beginnings.like(start)) {
      const term = this.term(id);
      if (term.startsWith(start)) found.push(this.#near(id, term, 0));
    }
    return found.sort((a, b) => b.named - a.named || b.held - a.held || a.id - b.id).slice(0, most);
  }

  #allBeginnings(): Beginnings {
    const beginnings = new Beginnings();
    for (const [term, id] of this.#ids) beginnings.add(id, term);
    return beginnings;
  }

  /** The terms at the least distance from a mistyped one, best first. One pass over the vocabulary. */
  nearest(term: string, limit = forgiven(term.length)): NearTerm[] {
    if (limit === 0) return [];
    const bits = signature(term);
    let best = limit;
    let found: NearTerm[] = [];
    for (let id = 1; id < this.#terms.length; id += 1) {
      if (!mayBeNear(bits, this.#signatures[id] ?? 0, best)) continue;
      const other = unspaced(this.#terms[id] ?? "");
      if (other === "") continue;
      const slips = distance(term, other, best);
      if (slips > best || !this.#isEstablished(id)) continue;
      if (slips < best) found = [];
      best = slips;
      found.push(this.#near(id, this.term(id), slips));
    }
    const first = term.charAt(0);
    const likely = (near: NearTerm): number => (near.term.startsWith(first) ? 1 : 0);
    return found.sort((a, b) => likely(b) - likely(a) || b.named - a.named || b.held - a.held);
  }

  /**
   * Whether typos may be corrected to the term. A word of one body alone may itself
   * be a slip of its author's.
   */
  #isEstablished(id: number): boolean {
    return this.named(id) > 0 || this.postings(id).length >= ESTABLISHED;
  }

  #near(id: number, term: string, slips: number): NearTerm {
    return { id, term, slips, named: this.named(id), held: this.postings(id).length };
  }
}

/** A label without its spaces, as it may be mistyped: `productowner`. */
function unspaced(term: string): string {
  return term.includes(" ") ? term.replaceAll(" ", "") : term;
}

/** The position at which the posting of `slot` stands, or would be inserted. */
function positionOf(list: readonly number[], slot: number): number {
  const sought = slot << SLOT_SHIFT;
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) < sought) low = middle + 1;
    else high = middle;
  }
  return low;
}
