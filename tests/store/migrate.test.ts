import Database from "better-sqlite3";
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { migrate } from "../../src/edges/store/migrate.ts";
import { BASELINE, migrations } from "../../src/edges/store/migrations/all.ts";
import { type Migration, POSTGRES, run } from "../../src/edges/store/migrations/words.ts";
import { kyselyOver } from "../../src/edges/store/sqlite.ts";
import { storeOver } from "../../src/edges/store/store.ts";
import { vaultsOver } from "../../src/edges/store/vault.ts";
import { event, offerKey, room, user } from "../support/identifiers.ts";
import { knownOffer } from "../support/knownOffer.ts";
import { activePlace, queue, send } from "../support/outbox.ts";
import { decide } from "./fixtures.ts";

/** A store with all that points to the outbox: an announcement with its decision and edit, an answer with its list. */
async function filled() {
  const database = new Database(":memory:");
  const db = kyselyOver(database);
  const id = await migrate(db, "in memory");
  const release = (): Promise<void> => db.destroy();
  const store = storeOver({ db, id, vaultOf: vaultsOver(database), writable: true, release });
  onTestFinished(() => store.close());
  await store.write(async (tx) => {
    await tx.offers.save([knownOffer("a")]);
    const place = await activePlace(tx, "salon");
    const message = await decide(tx, place, "a");
    await send(tx, message);
    await queue(tx, place, "edit", "edit", { edits: message, revision: 1 });
    const reply = await queue(tx, place, "reply", "reply", { room: room("salon") });
    await send(tx, reply);
    const shown = { offers: [offerKey("a")], shown: 1, exact: 1, closed: false, thread: null, at: 5 };
    await tx.lists.add({ room: room("salon"), person: user("lea"), reply, ...shown });
  });
  return { database, db, store };
}

interface Named {
  readonly name: string;
  readonly sql: string;
}

function made(database: Database.Database, type: "table" | "index"): Named[] {
  const named = database.prepare<[string], Named>(
    "select name, sql from sqlite_schema where type = ? and sql is not null and name not like 'sqlite_%' order by name",
  );
  return named.all(type);
}

/** Every row of every table, and how they are made. */
function dump(database: Database.Database): unknown {
  const tables = made(database, "table");
  const rows = tables.map(({ name }) => database.prepare(`select * from ${name}`).all());
  return { tables, indexes: made(database, "index"), rows };
}

/** Makes the outbox anew with a column that may not be null, which no `alter table` adds. */
function rebuilding(database: Database.Database): Migration {
  const table = made(database, "table").find(({ name }) => name === "outbox")?.sql ?? "";
  const indexes = made(database, "index").filter(({ name }) => name.startsWith("outbox_"));
  return (db) =>
    run(db, [
      table.replace(/^create table outbox \(/i, "create table renewed (priority integer not null,"),
      "insert into renewed select 7, * from outbox",
      "drop table outbox",
      "alter table renewed rename to outbox",
      ...indexes.map(({ sql }) => sql),
    ]);
}

describe("a migration", () => {
  it("may rebuild the outbox, with all that points to it", async () => {
    const { database, db, store } = await filled();
    const before = database.prepare("select * from outbox").all() as object[];
    expect(before).toHaveLength(3);
    await migrate(db, "in memory", [...migrations, rebuilding(database)]);
    expect(database.prepare("select * from outbox").all()).toEqual(
      before.map((row) => ({ priority: 7, ...row })),
    );
    expect(database.pragma("foreign_key_check")).toEqual([]);
    expect(database.pragma("foreign_keys", { simple: true })).toBe(1);
    expect(database.prepare("select schema from store").pluck().get()).toBe(BASELINE + migrations.length + 1);
    await store.read(async (tx) => {
      expect(await tx.outbox.heads(0, 9)).toMatchObject([{ row: { key: "edit" } }]);
      expect(await tx.decisions.ofOffer(offerKey("a"), 1)).toHaveLength(1);
      expect(await tx.lists.lastOf(room("salon"), user("lea"))).toMatchObject({ shown: 1 });
    });
    // The references hold: what is pointed to cannot go.
    expect(() => database.exec("delete from outbox where event is not null")).toThrow(/FOREIGN KEY/);
  });

  it("numbers the subscriptions of each place that stand already, and shows their filters", async () => {
    const database = new Database(":memory:");
    const db = kyselyOver(database);
    onTestFinished(() => db.destroy());
    await migrate(db, "in memory", migrations.slice(0, 20 - BASELINE - 1));
    const place = database.prepare(
      "insert into places (account, state, configured, mentioned_at) values (1, 'waiting', 1, 0) returning id",
    );
    const [one, two] = [place.pluck().get(), place.pluck().get()];
    const subscribe = database.prepare(
      "insert into subscriptions (place, filter, schedule, origin, notify, since) values (?, ?, 'immediate', 'configuration', 1, 0)",
    );
    for (const [where, filter] of [
      [one, "devop"],
      [two, "devop"],
      [one, "lieu:lyon"],
    ])
      subscribe.run(where, filter);
    await migrate(db, "in memory");
    expect(database.prepare("select number, shown from subscriptions order by id").all()).toEqual([
      { number: 1, shown: "devop" },
      { number: 1, shown: "devop" },
      { number: 2, shown: "lieu:lyon" },
    ]);
    expect(database.prepare("select numbered from places order by id").pluck().all()).toEqual([2, 1]);
  });

  it("that would leave rows pointing to nothing is refused, and the store left as it was", async () => {
    const { database, db, store } = await filled();
    const before = dump(database);
    const broken: Migration = (again) =>
      run(again, ["alter table outbox rename column error to reason", "delete from outbox"]);
    await expect(migrate(db, "in memory", [...migrations, broken])).rejects.toThrow(
      /rows of (decisions|lists) would point to nothing in outbox. Nothing was changed/,
    );
    expect(dump(database)).toEqual(before);
    expect(database.pragma("foreign_keys", { simple: true })).toBe(1);
    await store.write((tx) => tx.outbox.redacted(room("salon"), event("e1"), 9));
  });

  it("that throws leaves the store as it was", async () => {
    const { database, db } = await filled();
    const before = dump(database);
    const torn: Migration = async (again) => {
      await run(again, ["drop table lists"]);
      throw new Error("midway");
    };
    await expect(migrate(db, "in memory", [...migrations, torn])).rejects.toThrow("midway");
    expect(dump(database)).toEqual(before);
  });
});

/** The statements that migrations would send to a PostgreSQL server. */
async function forPostgres(): Promise<string[]> {
  const statements: string[] = [];
  const db = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (of) => new PostgresIntrospector(of),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log({ query }) {
      statements.push(query.sql);
    },
  });
  for (const up of migrations) await up(db, POSTGRES);
  await db.destroy();
  return statements;
}

it("migrations are written for PostgreSQL too, without a word that only SQLite knows", async () => {
  const statements = await forPostgres();
  const tables = statements.filter((statement) => statement.startsWith("create table"));
  expect(tables.length).toBeGreaterThan(15);
  const foreign =
    /auto_?increment|without rowid|\b(?:pragma|strict|datetime|rowid|ifnull|glob|blob|nocase|unixepoch|strftime|json_\w+|or (?:ignore|replace|abort)|replace into)\b|[`"[]/i;
  expect(statements.filter((statement) => foreign.test(statement))).toEqual([]);
  const counted = tables.filter((statement) => statement.includes("id integer generated always as identity"));
  expect(counted).toHaveLength(13);
});
