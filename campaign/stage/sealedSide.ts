import type { FaultProxy } from "../../tests/matrix/faultProxy.ts";
import type { SealedPerson } from "../people/sealedPerson.ts";
import type { SealedReader } from "../people/sealedReader.ts";
import type { HomeserverView } from "../watch/homeserverView.ts";
import type { Wire } from "../watch/wire.ts";

/** What a town has besides where all its rooms are encrypted. */
export interface SealedSide {
  readonly people: readonly SealedPerson[];
  readonly reader: SealedReader;
  readonly wire: Wire;
  readonly homeserver: HomeserverView;
  /** Guests reach the homeserver through it. */
  readonly guestsWay: FaultProxy;
}
