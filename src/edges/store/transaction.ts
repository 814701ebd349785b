import type { Kysely } from "kysely";
import type { Transaction, Vault } from "../../ports/index.ts";
import { auditTable } from "./audit.ts";
import { changeTable } from "./changes.ts";
import { confirmationTable } from "./confirmations.ts";
import { decisionTable } from "./decisions.ts";
import { digestTable } from "./digests.ts";
import { directWishTable } from "./directWishes.ts";
import { followTable } from "./follows.ts";
import { gapTable } from "./gaps.ts";
import { inboxTable } from "./inbox.ts";
import { incidentTable } from "./incidents.ts";
import { indexSnapshotTable } from "./indexSnapshot.ts";
import { listTable } from "./lists.ts";
import { offerTable } from "./offers.ts";
import { outboxTable } from "./outbox.ts";
import { parseTable } from "./parses.ts";
import { peopleTable } from "./people.ts";
import { placeTable } from "./places.ts";
import { quietTable } from "./quiet.ts";
import { readerTable } from "./readers.ts";
import { roomTable } from "./rooms.ts";
import type { Schema } from "./schema.ts";
import { sessionTable } from "./session.ts";
import { subscriptionTable } from "./subscriptions.ts";
import { toldTable } from "./told.ts";
import { unopenedTable } from "./unopened.ts";

/** All tables over one transaction, and the vault of its work. */
export function transactionOver(db: Kysely<Schema>, vault: Vault): Transaction {
  return {
    offers: offerTable(db),
    parses: parseTable(db),
    indexSnapshot: indexSnapshotTable(db),
    places: placeTable(db),
    subscriptions: subscriptionTable(db),
    audit: auditTable(db),
    changes: changeTable(db),
    digests: digestTable(db),
    quiet: quietTable(db),
    told: toldTable(db),
    decisions: decisionTable(db),
    outbox: outboxTable(db),
    rooms: roomTable(db),
    inbox: inboxTable(db),
    gaps: gapTable(db),
    incidents: incidentTable(db),
    lists: listTable(db),
    confirmations: confirmationTable(db),
    follows: followTable(db),
    directWishes: directWishTable(db),
    people: peopleTable(db),
    session: sessionTable(db),
    readers: readerTable(db),
    unopened: unopenedTable(db),
    vault,
  };
}
