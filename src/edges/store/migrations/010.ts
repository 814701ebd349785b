// The tables of the first release. A migration that has been released is never changed: later ones build on it.
//
// Moments are milliseconds since the epoch. Sets that may grow (states, classes, kinds …) are checked by the program;
// what stands in a CHECK here holds whatever they grow to. Keys are numbers: the text of a room's or an account's id
// stands once. People's ids are text where they are needed, because they are to be gone with their row.

import { type Migration, run, type Words } from "./words.ts";

export const up: Migration = (db, words) =>
  run(db, [
    ...accounts(words),
    ...offers(),
    ...places(words),
    ...outbox(words),
    ...told(words),
    ...conversation(words),
  ]);

const flag = (name: string): string => `${name} boolean not null check (${name} in (true, false))`;

/** Accounts and what they saw of rooms. The one account of today has no id until its first login. */
function accounts({ id }: Words): string[] {
  return [
    "alter table store add column scanned boolean not null default false",
    `create table accounts (id ${id}, user_id text unique, token text)`,
    "insert into accounts (user_id) values (null)",
    `create table rooms (id ${id}, room_id text not null unique)`,
    `create table room_states (
      account integer not null references accounts,
      room integer not null references rooms,
      membership text not null,
      encrypted boolean check (encrypted in (true, false)),
      joined_at bigint,
      member_count integer,
      power json,
      creators json not null,
      successor text,
      predecessor text,
      inviter text,
      aliases json not null,
      name text,
      leave_reason text,
      primary key (account, room))`,
    `create table gaps (
      id ${id},
      account integer not null references accounts,
      room integer not null references rooms,
      from_token text not null,
      until_token text,
      opened_at bigint not null)`,
    "create index gaps_room on gaps (room)",
  ];
}

function offers(): string[] {
  return [
    `create table offers (
      key integer primary key,
      id text not null,
      status text not null,
      opening integer not null check (opening >= 0),
      offer json not null,
      fingerprint text not null,
      stood text not null,
      opened_at bigint,
      closed_at bigint,
      missing_since bigint)`,
    "create table offer_aliases (id text not null primary key, offer integer not null references offers)",
    "create table newcomers (id text not null primary key, fingerprint text not null, since bigint not null)",
    // A cache of what files said when they were last read, so that a start with unchanged files need not parse them again.
    "create table parses (file text not null primary key, content text not null, reading json not null)",
  ];
}

/** A place is served by one account. `place_aliases` and `place_rooms`: all that lead to it, present or former. */
function places({ id }: Words): string[] {
  return [
    `create table places (
      id ${id},
      account integer not null references accounts,
      alias text unique,
      room integer unique references rooms,
      state text not null,
      reason text,
      ${flag("configured")},
      mentioned_at bigint not null)`,
    "create table place_aliases (alias text not null primary key, place integer not null references places)",
    "create index place_aliases_place on place_aliases (place)",
    "create table place_rooms (room integer not null primary key references rooms, place integer not null references places)",
    "create index place_rooms_place on place_rooms (place)",
    `create table subscriptions (
      id ${id},
      place integer not null references places,
      filter text not null,
      schedule text not null,
      origin text not null,
      author text,
      ${flag("notify")},
      since bigint not null,
      constraint subscription_identity unique (place, filter, schedule, origin))`,
  ];
}

/**
 * `content` is readable, `sealed` is the ciphertext that was sent instead; both go once they are not needed any more,
 * and `shown` (a hash of what people see) and `marks` (the offers named) stay. `reachable`: its place takes messages,
 * or it answers, so that nobody walks through the rows of suspended places. `not_before` is when it was meant to be
 * said, `next_attempt_at` when a failed attempt is repeated.
 */
function outbox({ id }: Words): string[] {
  return [
    `create table outbox (
      id ${id},
      key text not null unique,
      place integer not null references places,
      class text not null,
      state text not null,
      type text not null,
      edits integer references outbox,
      revision integer not null,
      ${flag("notify")},
      ${flag("held")},
      ${flag("reachable")},
      content json,
      sealed json,
      shown text,
      marks json,
      room integer references rooms,
      transaction_id text unique,
      device text,
      event text unique,
      ${flag("redacted")},
      attempts integer not null,
      attempted_at bigint,
      not_before bigint not null,
      next_attempt_at bigint not null,
      created_at bigint not null,
      settled_at bigint,
      error text,
      constraint outbox_edit check (class <> 'edit' or edits is not null),
      constraint outbox_unsettled check (state not in ('queued', 'attempted') or settled_at is null),
      constraint outbox_settled check (state not in ('sent', 'dropped', 'dead') or settled_at is not null),
      constraint outbox_frozen check (state not in ('attempted', 'sent') or (room is not null and shown is not null
        and transaction_id is not null and device is not null and attempted_at is not null)),
      constraint outbox_content check (state <> 'attempted' or content is not null),
      constraint outbox_sent check ((state = 'sent') = (event is not null)))`,
    // A partial index for each way in which the store looks at what is not settled yet.
    "create index outbox_line on outbox (class, id) where settled_at is null and reachable",
    "create index outbox_place_line on outbox (place, class, id) where settled_at is null",
    "create index outbox_due on outbox (next_attempt_at) where settled_at is null and reachable",
    "create index outbox_later on outbox (not_before) where settled_at is null and reachable and not_before > 0",
    "create index outbox_attempted on outbox (place, class) where state = 'attempted'",
    "create unique index outbox_waiting_edit on outbox (edits) where state = 'queued' and edits is not null",
    "create unique index outbox_revisions on outbox (edits, revision) where edits is not null",
    "create index outbox_replies on outbox (settled_at) where class = 'reply'",
    "create index outbox_counts on outbox (place, state)",
  ];
}

function told({ clustered }: Words): string[] {
  return [
    `create table told (
      offer integer not null references offers,
      opening integer not null,
      place integer not null references places,
      state text not null,
      ${flag("silent")},
      primary key (offer, opening, place)) ${clustered}`,
    "create index told_place on told (place)",
    `create table decisions (
      offer integer not null references offers,
      opening integer not null,
      place integer not null references places,
      kind text not null,
      cause text not null,
      message integer not null references outbox,
      position integer not null,
      subscription integer references subscriptions on delete set null,
      closed_at bigint,
      primary key (offer, opening, place, kind, cause)) ${clustered}`,
    "create index decisions_message on decisions (message, position)",
    "create index decisions_place on decisions (place)",
    "create index decisions_subscription on decisions (subscription) where subscription is not null",
  ];
}

function conversation({ id }: Words): string[] {
  return [
    `create table inbox (
      id ${id},
      event text not null unique,
      room integer not null references rooms,
      sender text not null,
      text text,
      in_reply_to text,
      thread text,
      replaces text,
      sent_at bigint not null,
      received_at bigint not null,
      age bigint not null,
      outcome text,
      done_at bigint,
      constraint inbox_erased check ((outcome is null) = (text is not null)),
      constraint inbox_done check ((outcome is null) = (done_at is null)))`,
    "create index inbox_waiting on inbox (sent_at, id) where outcome is null",
    "create index inbox_age on inbox (received_at)",
    `create table lists (
      id ${id},
      room integer not null references rooms,
      person text not null,
      reply integer not null references outbox,
      offers json not null,
      shown integer not null,
      ${flag("closed")},
      thread text,
      at bigint not null)`,
    "create index lists_person on lists (room, person, id)",
    "create index lists_room on lists (room, id)",
    "create index lists_thread on lists (room, thread, id) where thread is not null",
    "create index lists_reply on lists (reply, id)",
    "create index lists_age on lists (at)",
  ];
}
