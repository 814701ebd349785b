import type { Job } from "../offers/carefulPerson.ts";

/** One opening of a job, as a message shows it. */
export interface Item {
  readonly job: Job;
  readonly opening: number;
}

export interface Shown {
  readonly title: string;
  readonly open: boolean;
}

interface Letter {
  readonly room: string;
  readonly items: readonly Item[];
  shown: readonly Shown[];
  /** Something that it shows has changed since. */
  stale: boolean;
  dead: boolean;
}

interface Room {
  filter: string | null;
  /** Letters that wait, none of them attempted; each about one item until they are drawn together. */
  waiting: Item[][];
  readonly told: Map<string, "queued" | "told" | "failed">;
}

interface Before {
  readonly open: boolean;
  readonly opening: number;
  readonly title: string;
  readonly trade: string | undefined;
}

const LIST_ABOVE = 8;
const LIST_SIZE = 20;

/**
 * What rooms hear of jobs, told by rule (docs/design.md §3, §7): who matches and is untold has a letter waiting; who does not
 * any more has none; what was sent is kept true. Shares no code with `src`.
 */
export class Town {
  readonly rooms = new Map<string, Room>();
  readonly letters = new Map<number, Letter>();
  #before = new Map<Job, Before>();

  subscribe(name: string, filter: string, jobs: readonly Job[]): void {
    const room = this.rooms.get(name) ?? { filter: null, waiting: [], told: new Map() };
    this.rooms.set(name, room);
    if (room.filter === filter) return;
    room.filter = filter;
    for (const job of jobs) {
      const name = nameOf({ job, opening: job.opening });
      if (isOpen(job) && hears(room, job) && !room.told.has(name)) room.told.set(name, "told");
    }
    withdraw(room, ({ job }) => hears(room, job));
  }

  unsubscribe(name: string): void {
    const room = this.rooms.get(name);
    if (!room) return;
    room.filter = null;
    withdraw(room, () => false);
  }

  /** After a look. `silent`: what is open counts as told. */
  looked(jobs: readonly Job[], silent: boolean): void {
    for (const job of jobs) {
      const before = this.#before.get(job);
      if (before?.open) this.#spoil(job, before);
      for (const room of this.rooms.values()) {
        const isOver = (item: Item) => item.job === job && !(isOpen(job) && job.opening === item.opening);
        withdraw(room, (item) => !isOver(item) && (item.job !== job || hears(room, job)));
      }
    }
    const inOrder = jobs.filter(isOpen).sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const job of inOrder) {
      const item = { job, opening: job.opening };
      for (const room of this.rooms.values()) {
        if (!hears(room, job) || room.told.has(nameOf(item))) continue;
        room.told.set(nameOf(item), silent ? "told" : "queued");
        if (!silent) room.waiting.push([item]);
      }
    }
    this.#before = new Map(
      jobs.map((job) => {
        const { title, trade } = job.paper;
        return [job, { open: isOpen(job), opening: job.opening, title, trade }];
      }),
    );
  }

  /** A room's next letter is frozen. Returns its items, and what they show. */
  freeze(name: string, row: number): Letter {
    const room = this.rooms.get(name);
    if (!room) throw new Error(`There is no room ${name}.`);
    if (room.waiting.length > LIST_ABOVE) room.waiting = drawnTogether(room.waiting);
    const items = room.waiting.shift();
    if (!items) throw new Error(`Nothing waits for ${name}.`);
    const letter = { room: name, items, shown: items.map(show), stale: false, dead: false };
    this.letters.set(row, letter);
    return letter;
  }

  sent(row: number): void {
    this.#settle(row, "told");
  }

  dead(row: number): void {
    this.#letter(row).dead = true;
    this.#settle(row, "failed");
  }

  /** A letter is rewritten. Returns what it shows from now on; null when nothing it shows had changed. */
  rewrite(row: number): readonly Shown[] | null {
    const letter = this.#letter(row);
    if (!letter.stale) return null;
    letter.stale = false;
    letter.shown = letter.items.map(show);
    return letter.shown;
  }

  /** Letters that show what is no longer true, although nothing waits any more. */
  untrue(): string[] {
    return [...this.letters.values()]
      .filter(({ stale, dead, items, shown }) => stale && !dead && !isSame(items.map(show), shown))
      .map(({ room, items }) => `${room}: ${items.map(nameOf).join(", ")}`);
  }

  #letter(row: number): Letter {
    const letter = this.letters.get(row);
    if (!letter) throw new Error(`No letter was ever row ${row}.`);
    return letter;
  }

  #settle(row: number, state: "told" | "failed"): void {
    const { room, items } = this.#letter(row);
    for (const item of items) this.rooms.get(room)?.told.set(nameOf(item), state);
  }

  #spoil(job: Job, before: Before): void {
    const ended = !isOpen(job) || job.opening !== before.opening;
    if (!ended && job.paper.title === before.title && job.paper.trade === before.trade) return;
    for (const letter of this.letters.values()) {
      if (letter.items.some((item) => item.job === job && item.opening === before.opening))
        letter.stale = true;
    }
  }
}

function isOpen({ state, paper }: Job): boolean {
  return state !== "removed" && paper.open;
}

function hears({ filter }: Room, { paper }: Job): boolean {
  return filter !== null && (filter === "" || paper.trade?.toLowerCase() === filter);
}

function show({ job, opening }: Item): Shown {
  return {
    title: job.paper.title,
    open: isOpen(job) && job.opening === opening,
  };
}

function isSame(a: readonly Shown[], b: readonly Shown[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Takes back what waits and is not to be said any more: it is untold again. */
function withdraw(room: Room, stays: (item: Item) => boolean): void {
  for (const item of room.waiting.flat()) if (!stays(item)) room.told.delete(nameOf(item));
  room.waiting = room.waiting.map((items) => items.filter(stays)).filter((items) => items.length > 0);
}

function drawnTogether(waiting: readonly Item[][]): Item[][] {
  const lists: Item[][] = [];
  for (const items of waiting) {
    const last = lists.at(-1);
    if (last && last.length + items.length <= LIST_SIZE) last.push(...items);
    else lists.push([...items]);
  }
  return lists;
}

const numbers = new Map<Job, number>();

function nameOf({ job, opening }: Item): string {
  const number = numbers.get(job) ?? numbers.size;
  numbers.set(job, number);
  return `${number}#${opening}`;
}
