import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import process from "node:process";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { openStore } from "../../src/edges/store/open.ts";
import { exitCodeOf } from "../../src/terminal/exitCodes.ts";
import { event } from "../support/identifiers.ts";
import { Child } from "./childProcess.ts";
import { command, temporaryFolder } from "./fixtures.ts";

const owner = { lock: true, now: Date.UTC(2026, 0, 2) } as const;
const reader = { lock: false, now: Date.UTC(2026, 0, 2) } as const;

/** Names, sizes and times of everything in a folder. */
function traces(folder: string): unknown {
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const { size, mtimeMs, ino } = statSync(join(folder, name));
      return { name, size, mtimeMs, ino };
    });
}

async function refusal(url: string, options: { lock: boolean; now: number } = owner): Promise<Error> {
  try {
    await (await openStore(url, options)).close();
  } catch (error) {
    return error as Error;
  }
  throw new Error(`${url} was opened.`);
}

describe("opening a store", () => {
  it("makes file and folder, and finds everything again", async () => {
    using folder = temporaryFolder();
    const url = `sqlite:${join(folder.path, "new", "deep", "crieur.db")}`;
    const first = await openStore(url, owner);
    await first.write((tx) => tx.session.setToken("s1"));
    await first.close();
    const again = await openStore(url, owner);
    expect([again.id, await again.read((tx) => tx.session.token())]).toEqual([first.id, "s1"]);
    expect(first.id).toMatch(/^[0-9a-f]{32}$/);
    await again.close();
  });

  it("gives every store an id of its own", async () => {
    const [a, b] = [await openStore("sqlite::memory:", owner), await openStore("sqlite::memory:", owner)];
    expect(a.id).not.toBe(b.id);
    await Promise.all([a.close(), b.close()]);
  });

  it("takes an empty file, and one whose first start was cut short", async () => {
    using folder = temporaryFolder();
    const empty = join(folder.path, "empty.db");
    writeFileSync(empty, "");
    await (await openStore(`sqlite:${empty}`, owner)).close();
    const bare = join(folder.path, "bare.db");
    const database = new Database(bare);
    database.pragma(`application_id = ${0x63726965}`);
    database.close();
    const seen = await openStore(`sqlite:${bare}`, reader);
    expect(await seen.read((tx) => tx.places.all())).toEqual([]);
    await seen.close();
    await (await openStore(`sqlite:${bare}`, owner)).close();
  });

  it("erases what people wrote from the file itself", async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, "crieur.db");
    const store = await openStore(`sqlite:${path}`, owner);
    const names = Array.from({ length: 50 }, (_, index) => `c${index}`);
    await store.write((tx) =>
      tx.inbox.add(names.map((name) => command(name, { text: `confidence ${name}` }))),
    );
    for (const name of names) await store.write((tx) => tx.inbox.done(event(name), "answered", 200));
    await store.close();
    expect(readFileSync(path).includes("confidence")).toBe(false);
  });
});

describe("a store that another process holds", () => {
  it("is refused with who holds it, and free at once when that one is killed", async () => {
    using folder = temporaryFolder();
    const url = `sqlite:${join(folder.path, "crieur.db")}`;
    await using child = new Child(url, "hold");
    expect(await child.line()).toBe("held");
    const began = performance.now();
    const error = await refusal(url);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(error).toMatchObject({ kind: "held" });
    expect(exitCodeOf(error)).toBe(70);
    expect(error.message).toContain(`process ${child.pid} on `);
    await child.kill();
    await (await openStore(url, owner)).close();
  });

  it("is refused to a second process", async () => {
    using folder = temporaryFolder();
    const url = `sqlite:${join(folder.path, "crieur.db")}`;
    const store = await openStore(url, owner);
    await using child = new Child(url, "open");
    expect(JSON.parse(await child.line())).toMatchObject({ kind: "held", exitCode: 70 });
    await store.close();
    expect(existsSync(join(folder.path, "crieur.db.holder"))).toBe(false);
  });

  it("is refused also when nobody can say who holds it", async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, "crieur.db");
    const store = await openStore(`sqlite:${path}`, owner);
    writeFileSync(`${path}.holder`, "{ torn");
    expect((await refusal(`sqlite:${path}`)).message).toContain("held by another process");
    await store.close();
  });

  it("is read meanwhile, with all that is committed, and takes no write from a reader", async () => {
    using folder = temporaryFolder();
    const url = `sqlite:${join(folder.path, "crieur.db")}`;
    await using child = new Child(url, "loop");
    const round = Number(await child.line());
    const seen = await openStore(url, reader);
    const [token, counts] = await seen.read(async (tx) => [
      await tx.session.token(),
      await tx.outbox.counts(),
    ]);
    expect(Number(token)).toBeGreaterThanOrEqual(round);
    expect(counts.queued).toBe((Number(token) + 1) * 20);
    await expect(seen.write((tx) => tx.session.setToken("x"))).rejects.toThrow("opened for reading");
    await seen.close();
    expect(Number(await child.line())).toBeGreaterThan(round);
  });
});

describe("a reader", () => {
  it("finds an empty store where there is none, and makes nothing", async () => {
    using folder = temporaryFolder();
    const store = await openStore(`sqlite:${join(folder.path, "no", "crieur.db")}`, reader);
    expect(await store.read((tx) => tx.session.scanned())).toBe(false);
    await store.close();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it("makes and changes no file beside a store at rest", async () => {
    using folder = temporaryFolder();
    const url = `sqlite:${join(folder.path, "crieur.db")}`;
    const store = await openStore(url, owner);
    await store.write((tx) => tx.session.setToken("s1"));
    await store.close();
    utimesSync(join(folder.path, "crieur.db"), 1000, 1000);
    const before = traces(folder.path);
    const seen = await openStore(url, reader);
    expect([seen.id, await seen.read((tx) => tx.session.token())]).toEqual([store.id, "s1"]);
    await seen.close();
    expect(traces(folder.path)).toEqual(before);
  });

  it("sees what a killed process had committed", async () => {
    using folder = temporaryFolder();
    const url = `sqlite:${join(folder.path, "crieur.db")}`;
    await using child = new Child(url, "loop");
    const first = Number(await child.line());
    const last = Number((await child.kill()).at(-1) ?? first);
    const seen = await openStore(url, reader);
    expect(Number(await seen.read((tx) => tx.session.token()))).toBeGreaterThanOrEqual(last);
    await seen.close();
  });
});

describe("what is no store", () => {
  const unusable = async (url: string, message: RegExp): Promise<void> => {
    for (const options of [owner, reader]) {
      const error = await refusal(url, options);
      expect(error).toMatchObject({ kind: "configuration" });
      expect(exitCodeOf(error)).toBe(78);
      expect(error.message).toMatch(message);
    }
  };

  it.each([
    ["five bytes", Buffer.from("hello")],
    ["a text", Buffer.from("roles: devops\n".repeat(500))],
    ["zeros", Buffer.alloc(8192)],
  ])("is left as it is: %s", async (_, bytes) => {
    using folder = temporaryFolder();
    const path = join(folder.path, "notes.txt");
    writeFileSync(path, bytes);
    const before = traces(folder.path);
    await unusable(`sqlite:${path}`, /is no database, and was left as it is; choose another path/);
    expect(traces(folder.path)).toEqual(before);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it("is left as it is: the database of another program, in WAL mode", async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, "other.db");
    const other = new Database(path);
    other.pragma("journal_mode = WAL");
    other.exec("create table store (id text)");
    other.close();
    const before = traces(folder.path);
    await unusable(`sqlite:${path}`, /database of another program/);
    expect(traces(folder.path)).toEqual(before);
  });

  it("is refused: a folder, a path through a file, a folder that cannot be made", async () => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, "folder"));
    await unusable(`sqlite:${join(folder.path, "folder")}`, /is a folder/);
    writeFileSync(join(folder.path, "file"), "");
    expect((await refusal(`sqlite:${join(folder.path, "file", "crieur.db")}`)).message).toMatch(
      /is no folder/,
    );
    expect((await refusal("sqlite:/proc/crieur/crieur.db")).message).toMatch(/cannot/);
  });

  it("is refused: another kind of store, whose password is not repeated", async () => {
    await unusable(
      "postgres://crieur:secret@db/crieur",
      /^The store "postgres:" is of no kind known here; write sqlite:PATH/,
    );
    await unusable("data/crieur.db", /write sqlite:PATH/);
    await unusable("sqlite:", /names no file/);
    expect((await refusal("postgres://crieur:secret@db/crieur")).message).not.toContain("secret");
  });

  it("is refused: a store of a newer Crieur, with both schemas, and left as it is", async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, "crieur.db");
    await (await openStore(`sqlite:${path}`, owner)).close();
    const database = new Database(path);
    database.exec("update store set schema = 99");
    database.close();
    const before = readFileSync(path);
    await unusable(`sqlite:${path}`, /has schema 99, .* up to \d+; /);
    expect(readFileSync(path).equals(before)).toBe(true);
    expect((await refusal(`sqlite:${path}`)).message).toMatch(/schema 99/);
  });

  it("is refused: a store from before the first release, with the way on, and left as it is", async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, "crieur.db");
    const database = new Database(path);
    database.pragma(`application_id = ${0x63726965}`);
    database.pragma("journal_mode = WAL");
    database.exec(
      "create table store (id text primary key, schema integer); insert into store values ('x', 2)",
    );
    database.close();
    const before = readFileSync(path);
    await unusable(
      `sqlite:${path}`,
      /before the first release \(schema 2\), .* move the file away and start again/,
    );
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it("is refused: a store whose pages are damaged", async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, "crieur.db");
    await (await openStore(`sqlite:${path}`, owner)).close();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xff, 100, 4096));
    await unusable(`sqlite:${path}`, /is damaged .* restore a copy/);
  });

  it.runIf(process.platform !== "win32")("is refused: a store that this user may not write", async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, "crieur.db");
    await (await openStore(`sqlite:${path}`, owner)).close();
    chmodSync(path, 0o444);
    chmodSync(folder.path, 0o555);
    await using child = new Child(`sqlite:${path}`, "open", "nobody");
    const refused = JSON.parse(await child.line());
    expect(refused).toMatchObject({ kind: "configuration", exitCode: 78 });
    expect(refused.message).toMatch(/write access/);
    chmodSync(folder.path, 0o755);
  });
});
