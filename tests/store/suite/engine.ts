import { afterEach, beforeEach } from "vitest";
import type { Store } from "../../../src/ports/index.ts";

/** An engine under test: a new, empty store each time. */
export interface Engine {
  readonly name: string;
  open(): Promise<{ readonly store: Store; readonly dispose: () => Promise<void> }>;
}

/** The store of the test that runs. */
export type Bed = Pick<Store, "read" | "write" | "close">;

/** Gives every test around it a store of its own. */
export function bedOf(engine: Engine): Bed {
  let opened: Awaited<ReturnType<Engine["open"]>>;
  beforeEach(async () => {
    opened = await engine.open();
  });
  afterEach(() => opened.dispose());
  return {
    read: (work) => opened.store.read(work),
    write: (work) => opened.store.write(work),
    close: () => opened.store.close(),
  };
}
