/** A sleep that ends early when somebody calls `wake`: a wake while nobody sleeps is kept for the next sleep. */
export class WakeSignal {
  #awake = false;
  #end: (() => void) | null = null;

  wake(): void {
    this.#awake = true;
    this.#end?.();
  }

  /** `milliseconds: null` sleeps until it is woken or the signal aborts. Never rejects. */
  async sleep(milliseconds: number | null, signal: AbortSignal): Promise<void> {
    if (!this.#awake && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          signal.removeEventListener("abort", end);
          resolve();
        };
        const timer =
          milliseconds === null ? undefined : setTimeout(end, Math.min(milliseconds, 2 ** 31 - 1));
        this.#end = end;
        signal.addEventListener("abort", end, { once: true });
      });
      this.#end = null;
    }
    this.#awake = false;
  }
}
