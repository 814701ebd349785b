import { describe } from "vitest";
import { audit } from "./audit.ts";
import { confirmations } from "./confirmations.ts";
import { decisions } from "./decisions.ts";
import { digests } from "./digests.ts";
import { directRooms } from "./directRooms.ts";
import { edits } from "./edits.ts";
import { bedOf, type Engine } from "./engine.ts";
import { follows } from "./follows.ts";
import { givenUp } from "./givenUp.ts";
import { heads } from "./heads.ts";
import { inbox } from "./inbox.ts";
import { incidents } from "./incidents.ts";
import { indexSnapshot } from "./indexSnapshot.ts";
import { lists } from "./lists.ts";
import { mergedPlaces } from "./mergedPlaces.ts";
import { offers } from "./offers.ts";
import { outbox } from "./outbox.ts";
import { parses } from "./parses.ts";
import { people } from "./people.ts";
import { places } from "./places.ts";
import { quiet } from "./quiet.ts";
import { rooms } from "./rooms.ts";
import { sealing } from "./sealing.ts";
import { session } from "./session.ts";
import { subscriptions } from "./subscriptions.ts";
import { told } from "./told.ts";
import { works } from "./works.ts";

const TABLES = [
  works,
  session,
  offers,
  parses,
  indexSnapshot,
  places,
  mergedPlaces,
  subscriptions,
  audit,
  confirmations,
  follows,
  people,
  directRooms,
  told,
  decisions,
  digests,
  outbox,
  edits,
  givenUp,
  heads,
  quiet,
  rooms,
  inbox,
  lists,
  sealing,
  incidents,
];

/** Runs everything that an engine behind the port of the store has to do. */
export function storeSuite(engine: Engine): void {
  describe(`the store over ${engine.name}`, () => {
    const bed = bedOf(engine);
    for (const table of TABLES) table(bed);
  });
}
