import type { Paper } from "../offers/carefulPerson.ts";

/** What people do to a folder. An operation that has nothing to work on does nothing. */
export const DEEDS = [
  "open",
  "close",
  "retitle",
  "retrade",
  "revise",
  "date",
  "await",
  "rename",
  "recase",
  "respell",
  "delete",
  "copy",
  "torn",
  "rewrite",
  "restore",
  "moveIn",
  "swap",
  "over",
  "replace",
  "reuse",
  "republish",
  "vanish",
  "return",
] as const;
export type Deed = (typeof DEEDS)[number];

export const TRADES = ["Python", "Java", "Ruby"];
const FOLDERS = ["", "a/", "Z/", "été/", "a/b/"];

/**
 * People at work on a folder of papers, by id. Each text is touched once between two looks: what more could be read in
 * two ways, and neither reading would be wrong.
 */
export class People {
  readonly files = new Map<string, Paper | null>();
  /** Ids whose file name is written with combining accents. */
  readonly decomposed = new Set<string>();
  readonly #lost = new Map<string, Paper>();
  readonly #freed = new Set<string>();
  /** Texts of which there are copies: which of two equal files another name takes is anybody's guess. */
  readonly #copied = new Set<number>();
  #leftover: string | null = null;
  #touched = new Set<number>();
  #count = 0;

  create(which: number, open: boolean): void {
    this.#write(this.#fresh(which), this.#paper(which, open));
  }

  do(deed: Deed, which: number, today: string): void {
    switch (deed) {
      case "return":
        for (const id of [...this.#lost.keys()]) this.#mend(id);
        break;
      case "restore":
        this.#mend(pick([...this.#lost.keys()], which));
        break;
      case "moveIn":
        this.#moveIn(which);
        break;
      case "vanish":
        for (const [id, paper] of this.files) this.#lose(id, paper);
        break;
      case "reuse":
        this.#reuse(which);
        break;
      default:
        this.#onOne(deed, which, today);
    }
  }

  /** After a look: names that no file has and no offer claims may be taken by other jobs. */
  looked(freed: Iterable<string>): void {
    this.#touched = new Set();
    if (this.#leftover) this.files.delete(this.#leftover);
    this.#leftover = null;
    for (const id of freed) this.#freed.add(id);
  }

  #onOne(deed: Deed, which: number, today: string): void {
    const [id, paper] = pick([...this.files], which) ?? [];
    if (id !== undefined && paper === null && deed === "delete") this.#mend(id);
    if (id === undefined || !paper || this.#touched.has(paper.text)) return;
    this.#touched.add(paper.text);
    const put = (change: Partial<Paper>) => this.files.set(id, { ...paper, ...change });
    if (deed === "open" || deed === "close") put({ open: deed === "open" });
    else if (deed === "retitle") put({ title: this.#title() });
    else if (deed === "retrade") put({ trade: pick(TRADES, which) ?? "" });
    else if (deed === "revise") put({ version: this.#next() });
    else if (deed === "date") put({ until: today });
    else if (deed === "await") put({ from: dayAfter(today) });
    else if (deed === "rewrite") {
      const another = this.#paper(which, which % 2 === 0);
      this.#touched.add(another.text);
      this.files.set(id, another);
    } else if (deed === "delete") this.#lose(id, paper);
    else if (deed === "copy" && !paper.startup) {
      this.#copied.add(paper.text);
      this.#write(this.#fresh(which), { ...paper });
    } else if (deed === "torn") {
      this.#lost.set(id, paper);
      this.files.set(id, null);
    } else if (deed === "respell") this.#respell(id);
    else if (deed === "recase") this.#rename(id, swapCase(id), paper);
    else if (deed === "rename") this.#rename(id, this.#fresh(which), this.#onTheWay(paper, which));
    else if (deed === "republish" && paper.startup && !paper.open && !this.#leftover) {
      this.#write(this.#fresh(which), { ...paper, open: true, version: this.#next(), title: this.#title() });
      this.#leftover = id;
    } else if (deed === "replace" && paper.open && !this.#leftover) {
      this.#write(this.#fresh(which), paper);
      put({ open: false });
      this.#leftover = id;
    } else if (deed === "swap" || deed === "over") this.#onTwo(deed, which, id, paper);
  }

  /** Small changes that come with a new name. */
  #onTheWay(paper: Paper, which: number): Paper {
    const changes = [
      {},
      { version: this.#next() },
      { title: this.#title() },
      { open: !paper.open },
      { trade: pick(TRADES, which) ?? "" },
    ];
    return { ...paper, ...pick(changes, which) };
  }

  #onTwo(deed: "swap" | "over", which: number, id: string, paper: Paper): void {
    const [other, theirs] = pick([...this.files], which + 1) ?? [];
    if (!other || !theirs || theirs.text === paper.text || this.#touched.has(theirs.text)) return;
    if (this.#copied.has(paper.text) || this.#copied.has(theirs.text)) return;
    this.#touched.add(theirs.text);
    if (deed === "swap") this.files.set(id, theirs);
    else this.files.delete(id);
    this.files.set(other, paper);
  }

  #rename(from: string, to: string, paper: Paper): void {
    if (from === to || this.files.has(to)) return;
    this.files.delete(from);
    this.#write(to, paper);
  }

  #respell(id: string): void {
    if (!this.decomposed.delete(id)) this.decomposed.add(id);
  }

  #lose(id: string, paper: Paper | null): void {
    if (!paper) return;
    this.files.delete(id);
    this.#lost.set(id, paper);
  }

  #mend(id: string | undefined): void {
    const paper = id === undefined ? undefined : this.#lost.get(id);
    if (id === undefined || !paper || this.files.get(id) || this.#isBusy(paper, id)) return;
    this.#touched.add(paper.text);
    this.#lost.delete(id);
    this.files.set(id, paper);
  }

  /** What was deleted at an earlier look appears elsewhere: a rename split over two scans, or long after. */
  #moveIn(which: number): void {
    const [id, paper] = pick([...this.#lost], which) ?? [];
    if (id === undefined || !paper || this.files.has(id) || this.#isBusy(paper, id)) return;
    this.#lost.delete(id);
    // An unseen startup's paper comes back open: closed under another name it would be a second job of one text.
    const { open, ...rest } = this.#onTheWay(paper, which);
    this.#write(this.#fresh(which), { ...rest, open: paper.startup ? true : open });
  }

  #isBusy(paper: Paper, id: string): boolean {
    const isThere = [...this.files].some(([name, other]) => other?.text === paper.text && name !== id);
    return isThere || this.#touched.has(paper.text);
  }

  /** Another job takes a name that was free at the last look. */
  #reuse(which: number): void {
    const id = pick([...this.#freed], which);
    if (id !== undefined && !this.files.has(id)) this.#write(id, this.#paper(which, true));
  }

  #paper(which: number, open: boolean): Paper {
    return {
      text: this.#next(),
      version: 0,
      title: this.#title(),
      open,
      trade: pick(TRADES, which) ?? "",
      startup: which % 3 === 0,
    };
  }

  #write(id: string, paper: Paper): void {
    this.#touched.add(paper.text);
    this.#lost.delete(id);
    this.#freed.delete(id);
    this.files.set(id, paper);
  }

  #fresh(which: number): string {
    return `${pick(FOLDERS, which)}é${this.#next()}x`;
  }

  #title(): string {
    return `Titre ${this.#next()}`;
  }

  #next(): number {
    this.#count += 1;
    return this.#count;
  }
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 24 * 3_600_000).toISOString().slice(0, 10);
}

function swapCase(id: string): string {
  return id.endsWith("x") ? `${id.slice(0, -1)}X` : `${id.slice(0, -1)}x`;
}

export function pick<T>(from: readonly T[], which: number): T | undefined {
  return from[which % Math.max(1, from.length)];
}
