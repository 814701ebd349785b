import type { Release } from "../../ports/index.ts";

/** Lets everything acquired go in the opposite order; a release that fails does not keep the others. */
export class Releases {
  readonly #releases: Release[] = [];

  add(release: Release): void {
    this.#releases.push(release);
  }

  async all(): Promise<void> {
    const errors: unknown[] = [];
    for (let release = this.#releases.pop(); release; release = this.#releases.pop()) {
      await release().catch((error: unknown) => errors.push(error));
    }
    if (errors.length > 0) throw new AggregateError(errors, "not everything could be let go");
  }
}
