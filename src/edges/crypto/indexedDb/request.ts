// Requests and events of IndexedDB, as far as the crypto library looks at them: it sets one handler of each kind, reads
// `readyState`, `result` and `error`, and asks `instanceof`. Answers come in microtasks, in the order of the requests.

export interface IdbEvent {
  readonly type: string;
  readonly target: unknown;
  readonly oldVersion?: number;
  readonly newVersion?: number;
}

export type Handler = ((event: IdbEvent) => void) | null;

export class Request {
  onsuccess: Handler = null;
  onerror: Handler = null;
  readyState: "pending" | "done" = "pending";
  #result: unknown;
  #error: DOMException | null = null;

  get result(): unknown {
    if (this.readyState === "pending") throw pending();
    return this.#result;
  }

  get error(): DOMException | null {
    if (this.readyState === "pending") throw pending();
    return this.#error;
  }

  succeed(result: unknown): void {
    this.readyState = "done";
    this.#result = result;
    this.#error = null;
    this.onsuccess?.({ type: "success", target: this });
  }

  /** The result is there, and who asked is not told yet: an upgrade comes first. */
  prepare(result: unknown): void {
    this.readyState = "done";
    this.#result = result;
  }

  fail(error: DOMException): void {
    this.readyState = "done";
    this.#result = undefined;
    this.#error = error;
    this.onerror?.({ type: "error", target: this });
  }

  /** A cursor goes on: the same request is answered once more. */
  ask(): void {
    this.readyState = "pending";
  }
}

export class OpenRequest extends Request {
  onupgradeneeded: Handler = null;
  onblocked: Handler = null;
  transaction: unknown = null;
}

function pending(): DOMException {
  return new DOMException("The request is still under way.", "InvalidStateError");
}
