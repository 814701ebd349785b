import type { Records } from "./records.ts";
import { type Handler, Request } from "./request.ts";
import type { ObjectStore } from "./schema.ts";
import { soon } from "./turns.ts";

export type Mode = "readonly" | "readwrite" | "versionchange";

/** What a transaction works with: the records of the work under way, and the object stores of its database. */
export interface Ground {
  /** Throws outside of a work. */
  records(): Records;
  stores(): ReadonlyMap<string, ObjectStore>;
}

/** How the write transactions of a database follow each other: one begins when the one before it has ended. */
export interface Line {
  enter(transaction: Transaction): void;
  leave(transaction: Transaction): void;
}

interface Waiting {
  readonly request: Request;
  readonly work: () => unknown;
}

/**
 * A transaction of IndexedDB within a work of the store. What it writes is in the work at once; `abort`, or a request that
 * fails, takes it back. It ends by `commit` or `abort` only, because the crypto library always says which, but an
 * upgrade, which ends when nothing is asked of it any more.
 *
 * A FAILED REQUEST MUST END IN `abort`: the library does not wait for what it puts, and believes it stored once `commit`
 * completes.
 */
export class Transaction {
  oncomplete: Handler = null;
  onabort: Handler = null;
  onerror: Handler = null;
  error: DOMException | null = null;
  readonly mode: Mode;
  readonly #ground: Ground;
  readonly #line: Line;
  #waiting: Waiting[] = [];
  /** Undoes what was written, the last first. */
  #undo: (() => void)[] = [];
  #begun: boolean;
  #running = false;
  #committing = false;
  #over = false;
  /** For an upgrade: called when nothing is left to do, and when it has ended; null: well. The handlers are the library's. */
  whenIdle: (() => void) | null = null;
  whenOver: ((error: DOMException | null) => void) | null = null;

  constructor(mode: Mode, ground: Ground, line: Line) {
    this.mode = mode;
    this.#ground = ground;
    this.#line = line;
    this.#begun = mode === "readonly";
    if (!this.#begun) line.enter(this);
  }

  get isOver(): boolean {
    return this.#over;
  }

  commit(): void {
    this.assertLive();
    this.#committing = true;
    this.#run();
  }

  /** For an upgrade: nothing was asked of it since its last answer. */
  commitIfIdle(): void {
    if (!this.#over && !this.#committing && !this.#running && this.#waiting.length === 0) this.commit();
  }

  abort(): void {
    this.assertLive();
    this.#end(null);
  }

  /** It is this transaction's turn: what was asked meanwhile is done. */
  begin(): void {
    this.#begun = true;
    this.#run();
  }

  /** Answers a request, a new one unless a cursor goes on with its own, with what `work` finds once its turn has come. */
  ask(work: () => unknown, request = new Request()): Request {
    this.assertActive();
    this.#waiting.push({ request, work });
    this.#run();
    return request;
  }

  write(change: () => void, undo: () => void): void {
    this.#undo.push(undo);
    change();
  }

  records(): Records {
    return this.#ground.records();
  }

  storeNamed(name: string): ObjectStore {
    const store = this.#ground.stores().get(name);
    if (store === undefined) throw new DOMException(`There is no object store ${name}.`, "NotFoundError");
    return store;
  }

  assertActive(): void {
    if (this.#over || this.#committing) throw inactive();
  }

  /** What is no request says it in other words. */
  assertLive(): void {
    if (this.#over) throw new DOMException("The transaction has ended already.", "InvalidStateError");
  }

  assertWrites(): void {
    this.assertActive();
    if (this.mode === "readonly") throw new DOMException("This transaction only reads.", "ReadOnlyError");
  }

  #run(): void {
    if (this.#running || !this.#begun) return;
    this.#running = true;
    soon(() => this.#next());
  }

  #next(): void {
    this.#running = false;
    if (this.#over) return;
    const next = this.#waiting.shift();
    if (next === undefined) {
      if (this.#committing) this.#complete();
      else this.whenIdle?.();
      return;
    }
    this.#answer(next);
    if (!this.#over) this.#run();
  }

  #answer({ request, work }: Waiting): void {
    let result: unknown;
    const undone = this.#undo.length;
    try {
      result = work();
    } catch (error) {
      for (const undo of this.#undo.splice(undone).reverse()) undo();
      const failure = asDomException(error);
      request.fail(failure);
      this.#end(failure);
      return;
    }
    request.succeed(result);
  }

  #complete(): void {
    this.#over = true;
    this.#undo = [];
    this.#line.leave(this);
    this.oncomplete?.({ type: "complete", target: this });
    this.whenOver?.(null);
  }

  #end(error: DOMException | null): void {
    this.#over = true;
    this.error = error;
    for (const undo of this.#undo.splice(0).reverse()) undo();
    for (const { request } of this.#waiting.splice(0)) queueMicrotask(() => request.fail(aborted()));
    this.#line.leave(this);
    queueMicrotask(() => {
      if (error !== null) this.onerror?.({ type: "error", target: this });
      this.onabort?.({ type: "abort", target: this });
      this.whenOver?.(error ?? aborted());
    });
  }
}

/** Made only where somebody listens: the library aborts whatever it has only read from. */
function aborted(): DOMException {
  return new DOMException("The transaction was aborted.", "AbortError");
}

function inactive(): DOMException {
  return new DOMException("The transaction has ended.", "TransactionInactiveError");
}

/** What went wrong in the words of IndexedDB; a fault of SQLite keeps its message. */
function asDomException(error: unknown): DOMException {
  if (error instanceof DOMException) return error;
  return new DOMException(error instanceof Error ? error.message : String(error), "UnknownError");
}
