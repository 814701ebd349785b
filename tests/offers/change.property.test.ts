import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CarefulPerson, type Paper } from "./carefulPerson.ts";
import { prose, SETTLE, WatchedFolder } from "./watchedFolder.ts";

/** Numbers are taken modulo what there is to choose from; an operation that has nothing to work on does nothing. */
const operation = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("create" as const), which: fc.nat(), open: fc.boolean() }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constantFrom(
        "open",
        "close",
        "retitle",
        "revise",
        "rename",
        "delete",
        "copy",
        "torn",
        "rewrite",
      ),
      which: fc.nat(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom("restore", "swap", "over", "replace", "reuse"),
      which: fc.nat(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("vanish", "return"), which: fc.nat() }) },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant("look" as const),
      after: fc.constantFrom(100, 20_000, 45_000, SETTLE, 10 * SETTLE),
      agreed: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
    }),
  },
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** People at work on a folder. Each text is touched once between two looks where more could be read in two ways. */
class People {
  readonly files = new Map<string, Paper | null>();
  readonly #lost = new Map<string, Paper>();
  readonly #freed = new Set<string>();
  #leftover: string | null = null;
  #touched = new Set<number>();
  #count = 0;

  work({ do: what, which }: { do: string; which: number }, open = true): void {
    const [id, paper] = pick([...this.files], which) ?? [];
    if (what === "create")
      this.#write(this.#fresh(which), { text: this.#next(), version: 0, title: this.#title(), open });
    else if (what === "return") this.#returnAll();
    else if (what === "restore") this.#restore(which);
    else if (what === "vanish") for (const [each, lost] of this.files) this.#lose(each, lost);
    else if (what === "reuse") this.#reuse(which);
    else if (id && paper && !this.#touched.has(paper.text)) this.#onOne(what, which, id, paper);
    else if (id && paper === null && what === "delete") this.#mend(id);
  }

  looked(): void {
    this.#touched = new Set();
    if (this.#leftover) this.files.delete(this.#leftover);
    this.#leftover = null;
  }

  #onOne(what: string, which: number, id: string, paper: Paper): void {
    this.#touched.add(paper.text);
    if (what === "open" || what === "close") this.files.set(id, { ...paper, open: what === "open" });
    else if (what === "retitle") this.files.set(id, { ...paper, title: this.#title() });
    else if (what === "revise") this.files.set(id, { ...paper, version: this.#next() });
    else if (what === "rewrite") {
      this.files.set(id, { text: this.#next(), version: 0, title: this.#title(), open: which % 2 === 0 });
    } else if (what === "delete") this.#lose(id, paper);
    else if (what === "copy") this.#write(this.#fresh(which), { ...paper });
    else if (what === "torn") {
      this.#lost.set(id, paper);
      this.files.set(id, null);
    } else if (what === "rename") {
      const onTheWay = [
        paper,
        { ...paper, version: this.#next() },
        { ...paper, title: this.#title() },
        { ...paper, open: !paper.open },
      ];
      this.files.delete(id);
      this.#write(this.#fresh(which), onTheWay[which % 4] ?? paper);
    } else if (what === "replace" && paper.open && !this.#leftover) {
      this.#write(this.#fresh(which), paper);
      this.files.set(id, { ...paper, open: false });
      this.#leftover = id;
    } else this.#onTwo(what, which, id, paper);
  }

  #onTwo(what: string, which: number, id: string, paper: Paper): void {
    const [other, theirs] = pick([...this.files], which + 1) ?? [];
    if (!other || !theirs || theirs.text === paper.text || this.#touched.has(theirs.text)) return;
    this.#touched.add(theirs.text);
    // Where a copy of either lies about, who moved where can be read in two ways.
    if (this.#isCopied(paper) || this.#isCopied(theirs)) return;
    if (what === "swap") this.files.set(id, theirs);
    if (what === "over") this.files.delete(id);
    if (what === "swap" || what === "over") this.files.set(other, paper);
  }

  #isCopied({ text }: Paper): boolean {
    return [...this.files.values()].filter((paper) => paper?.text === text).length > 1;
  }

  #lose(id: string, paper: Paper | null): void {
    if (!paper) return;
    this.files.delete(id);
    this.#lost.set(id, paper);
  }

  #restore(which: number): void {
    const [id] = pick([...this.#lost], which) ?? [];
    if (id) this.#mend(id);
  }

  #returnAll(): void {
    for (const id of [...this.#lost.keys()]) this.#mend(id);
  }

  #mend(id: string): void {
    const paper = this.#lost.get(id);
    const isThere = [...this.files].some(([name, other]) => other?.text === paper?.text && name !== id);
    if (!paper || this.files.get(id) || isThere || this.#touched.has(paper.text)) return;
    this.#touched.add(paper.text);
    this.#lost.delete(id);
    this.files.set(id, paper);
  }

  /** Another job takes a name that was free at the last look. */
  #reuse(which: number): void {
    const id = pick([...this.#freed], which);
    if (id && !this.files.has(id))
      this.#write(id, { text: this.#next(), version: 0, title: this.#title(), open: true });
  }

  free(ids: Iterable<string>): void {
    for (const id of ids) this.#freed.add(id);
  }

  #write(id: string, paper: Paper): void {
    this.#touched.add(paper.text);
    this.#lost.delete(id);
    this.#freed.delete(id);
    this.files.set(id, paper);
  }

  #fresh(which: number): string {
    return `${pick(["", "a/", "Z/", "été/"], which)}${this.#next()}`;
  }

  #title(): string {
    return `Titre ${this.#next()}`;
  }

  #next(): number {
    this.#count += 1;
    return this.#count;
  }
}

function pick<T>(from: readonly T[], which: number): T | undefined {
  return from[which % Math.max(1, from.length)];
}

function show(folder: WatchedFolder, files: ReadonlyMap<string, Paper | null>): void {
  folder.files.clear();
  for (const [id, paper] of files) {
    if (paper)
      folder.write(id, {
        title: paper.title,
        open: paper.open,
        body: `${prose(`t${paper.text}x`)} version${paper.version}`,
      });
    else folder.files.set(id, "refused");
  }
}

/** Plays the operations and compares, look by look, what is told; at the end, how every offer stands. */
function play(operations: readonly Operation[], settle: number): Map<string, number> {
  const people = new People();
  const person = new CarefulPerson();
  const folder = new WatchedFolder();
  const seen = new Map<string, number>();
  for (let at = 0; at < 12; at += 1) people.work({ do: "create", which: at }, at % 6 !== 0);

  for (const operation of [{ do: "look" as const, after: 100, agreed: false }, ...operations]) {
    if (operation.do !== "look") {
      people.work(operation, "open" in operation ? operation.open : true);
      continue;
    }
    show(folder, people.files);
    folder.look({ settle, after: operation.after, acceptRemovals: operation.agreed });
    const told = folder.last?.changes.map((change) => {
      const previous = "previousId" in change ? ` < ${change.previousId}` : "";
      seen.set(change.change, (seen.get(change.change) ?? 0) + 1);
      return `${change.change} ${change.id} #${change.opening}${previous}`;
    });
    expect(told?.sort()).toEqual(person.look(people.files, folder.now, settle, operation.agreed));
    expect(folder.newcomers.filter(({ id }) => person.waiting.has(id))).toHaveLength(person.waiting.size);
    if (folder.last?.vanishing) seen.set("vanishing", (seen.get("vanishing") ?? 0) + 1);
    people.looked();
    people.free(
      [...person.names].filter(([id, job]) => job.state === "removed" || job.id !== id).map(([id]) => id),
    );
  }

  const standing = (state: string, open: boolean) => (state === "there" ? (open ? "open" : "closed") : state);
  const known = [...folder.known.values()].map(({ id, status, opening }) => `${id} ${status} ${opening}`);
  expect(known.sort()).toEqual(
    person.jobs
      .map(({ id, state, paper, opening }) => `${id} ${standing(state, paper.open)} ${opening}`)
      .sort(),
  );
  return seen;
}

describe("whatever happens in the folder", () => {
  it.each([
    ["with settle", SETTLE],
    ["with settle taken as elapsed", 0],
  ])("the rooms hear what a careful person would tell them, %s", { timeout: 60_000 }, (_, settle) => {
    const seen = new Map<string, number>();
    fc.assert(
      // Without shrinking: a sequence of hundreds would be played for minutes.
      fc.property(fc.array(operation, { minLength: 20, maxLength: 300, size: "max" }), (operations) => {
        for (const [what, times] of play(operations, settle)) seen.set(what, (seen.get(what) ?? 0) + times);
      }),
      { numRuns: 40, endOnFailure: true, seed: 20221108 },
    );
    const kinds = ["published", "reopened", "edited", "closed", "removed", "renamed", "vanishing"];
    for (const kind of kinds) expect(seen.get(kind), kind).toBeGreaterThan(20);
  });

  it("does not depend on the order of the readings", () => {
    const ids = fc.uniqueArray(fc.nat(30), { minLength: 5, maxLength: 25 });
    const run = (order: readonly number[]) => {
      const folder = new WatchedFolder();
      for (const at of order)
        folder.write(`f${at}`, { body: prose(`t${at % 5}`), title: `Titre ${at % 3}`, startup: "s" });
      folder.look();
      const moved = new WatchedFolder();
      Object.assign(moved, { known: folder.known, aliases: folder.aliases });
      for (const at of order)
        moved.write(`f${at + 7}`, {
          body: `${prose(`t${at % 5}`)} ${at}`,
          title: `Titre ${at % 4}`,
          startup: "s",
        });
      return moved.look({ settle: 0 });
    };
    fc.assert(
      fc.property(ids, fc.infiniteStream(fc.nat()), (order, random) => {
        const sorted = [...order].sort((a, b) => a - b);
        const shuffled = order.map((at) => ({ at, by: random.next().value })).sort((a, b) => a.by - b.by);
        expect(run(shuffled.map(({ at }) => at))).toEqual(run(sorted));
      }),
      { numRuns: 100, seed: 20221109 },
    );
  });
});
