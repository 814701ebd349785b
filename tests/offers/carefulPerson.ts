/**
 * What a careful person would tell the rooms, told naively: lists, and jobs whose sameness is a matter of record (two
 * bodies are similar when they are versions of one text). Shares no code with `src`; docs/design.md §3 is all it knows.
 */
export interface Paper {
  readonly text: number;
  readonly version: number;
  readonly title: string;
  readonly open: boolean;
  /** Its text's own: what tells two versions of it to be one job, whatever their titles. */
  readonly startup?: boolean;
  /** Shown beside the title. */
  readonly trade?: string;
  /** The last day on which it stands open, `YYYY-MM-DD`. */
  readonly until?: string;
  /** The first day on which it stands open. */
  readonly from?: string;
}

export interface Job {
  id: string;
  paper: Paper;
  opening: number;
  state: "there" | "missing" | "removed";
  since: number;
}

export class CarefulPerson {
  readonly jobs: Job[] = [];
  readonly names = new Map<string, Job>();
  waiting = new Map<string, number>();
  /** Too much was missing at the last look. */
  isAlarmed = false;
  /** Closed files under the old name of an offer that has moved on. */
  leftovers = new Set<string>();

  /**
   * Whether, of these files alone, an absence would be concluded from: a person who has not gone through the whole
   * folder does that first.
   */
  wouldConclude(...look: Parameters<CarefulPerson["look"]>): boolean {
    const { jobs, names, waiting, leftovers } = this;
    const another = new CarefulPerson();
    const copied = structuredClone({ jobs, names, waiting, leftovers });
    another.jobs.push(...copied.jobs);
    for (const [id, job] of copied.names) another.names.set(id, job);
    Object.assign(another, { waiting: copied.waiting, leftovers: copied.leftovers });
    const removed = () => another.jobs.filter(({ state }) => state === "removed").length;
    const before = removed();
    another.look(...look);
    return another.isAlarmed || removed() > before;
  }

  /**
   * `null` is a file that cannot be read. Times in milliseconds. Papers stand open as their days have it; `expired`
   * tells which days are over, for what is not seen.
   */
  look(
    files: ReadonlyMap<string, Paper | null>,
    now: number,
    settle: number,
    agreed: boolean,
    expired: (paper: Paper) => boolean = () => false,
  ): string[] {
    const told: string[] = [];
    const place = new Map<Job, string>();
    const taken = new Set<string>();
    const put = (job: Job, id: string) => {
      const displaced = [...place].find(([, at]) => at === id)?.[0];
      if (displaced) place.delete(displaced);
      taken.add(id);
      place.set(job, id);
    };
    const byName = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
    const free = () => byName.filter(([id, paper]) => paper && !taken.has(id)) as [string, Paper][];

    const live = this.jobs.filter(({ state }) => state !== "removed").sort((a, b) => (a.id < b.id ? -1 : 1));
    const own = (job: Job) => (this.names.get(job.id) === job ? files.get(job.id) : undefined);
    for (const job of live) {
      const paper = own(job);
      if (paper === null || (paper && paper.text === job.paper.text)) put(job, job.id);
    }
    for (const [id, paper] of free()) {
      if ((this.leftovers.has(id) || this.waiting.has(id)) && this.#isLeftover(id, paper)) taken.add(id);
    }
    const leftovers = new Set([...taken].filter((id) => ![...place.values()].includes(id)));
    const away = live.filter((job) => !place.has(job)).sort((a, b) => weight(b) - weight(a));
    for (const job of away) {
      const same = free().filter(
        ([, paper]) => sameText(paper, job.paper) && paper.title === job.paper.title,
      );
      const exact = same.find(([id]) => baseName(id) === baseName(job.id)) ?? same[0];
      if (exact) put(job, exact[0]);
    }
    for (const job of away.filter((job) => !place.has(job))) {
      const paper = own(job);
      const another = !job.paper.open && job.opening > 0 && paper?.title !== job.paper.title;
      if (paper && !taken.has(job.id) && !another) put(job, job.id);
    }
    const follow = (alike: (a: Paper, b: Paper) => boolean) => {
      for (const job of away.filter((job) => !place.has(job))) {
        const found = free().find(([, paper]) => alike(paper, job.paper));
        if (found) put(job, found[0]);
      }
    };
    follow(sameText);
    for (const [id, paper] of free()) {
      const job = this.names.get(id);
      if (!job || place.has(job)) continue;
      if (paper.text === job.paper.text || paper.title === job.paper.title) put(job, id);
    }
    follow((a, b) => a.text === b.text && (a.title === b.title || isOfStartup(a, b)));
    for (const job of live) {
      const left = place.get(job) === job.id ? files.get(job.id) : undefined;
      if (!left || left.open || !job.paper.open) continue;
      const heir = free().find(
        ([, { open, title, ...paper }]) => open && sameText(paper, left) && title === left.title,
      );
      if (heir) put(job, heir[0]);
    }

    const opened = this.jobs.filter(({ state, paper }) => state !== "removed" && paper.open).length;
    for (const job of live.filter((job) => !files.get(place.get(job) ?? ""))) {
      if (!job.paper.open || !expired(job.paper)) continue;
      job.paper = { ...job.paper, open: false };
      told.push(`closed ${job.id} #${job.opening}`);
    }
    for (const [job, id] of place) this.#see(job, id, files.get(id) ?? job.paper, told);

    const waiting = new Map<string, number>();
    for (const [id, paper] of free()) {
      const since = this.waiting.get(id) ?? now;
      const same = this.jobs.some(
        ({ state, paper: other }) =>
          state === "there" &&
          other.open &&
          sameText(other, paper) &&
          other.title === paper.title &&
          (other.startup ?? false) === (paper.startup ?? false),
      );
      const copied = this.jobs.some(
        (job) =>
          job.state === "there" &&
          job.paper.open &&
          job.paper.text === paper.text &&
          (job.paper.version === paper.version ||
            job.paper.title === paper.title ||
            isOfStartup(job.paper, paper)),
      );
      const ended = this.jobs.find((job) => this.#isEnded(job) && isOfStartup(job.paper, paper));
      if (same || (copied && now - since < settle)) waiting.set(id, since);
      else if (this.#isLeftover(id, paper)) leftovers.add(id);
      else if (ended && paper.open) this.#republish(ended, id, paper, told);
      else taken.add(`new ${id}`);
    }
    for (const [id, paper] of free().filter(([id]) => taken.has(`new ${id}`))) {
      const job: Job = { id, paper: { ...paper, open: false }, opening: 0, state: "there", since: 0 };
      this.jobs.push(job);
      this.#see(job, id, paper, told);
    }
    this.waiting = waiting;
    this.leftovers = leftovers;
    this.#miss(
      live.filter((job) => !place.has(job)),
      files.size,
      opened,
      now,
      settle,
      agreed,
      told,
    );
    return told.sort();
  }

  #isEnded({ state, opening, paper }: Job): boolean {
    return opening > 0 && (state === "removed" || (state === "there" && !paper.open));
  }

  #republish(job: Job, id: string, paper: Paper, told: string[]): void {
    told.push(`reopened ${id} #${job.opening + 1} < ${job.id}`);
    Object.assign(job, { id, paper, state: "there", opening: job.opening + 1 });
    this.names.set(id, job);
  }

  #isLeftover(id: string, paper: Paper): boolean {
    const job = this.names.get(id);
    if (!job || job.state === "removed" || paper.open) return false;
    return job.paper.text === paper.text || job.paper.title === paper.title;
  }

  #see(job: Job, id: string, paper: Paper, told: string[]): void {
    const was = job.state !== "removed" && job.paper.open;
    if (job.id !== id && job.state !== "removed") told.push(`renamed ${id} #${job.opening} < ${job.id}`);
    const from = job.id !== id && job.state === "removed" && job.opening > 0 ? ` < ${job.id}` : "";
    if (paper.open && !was) {
      job.opening += 1;
      told.push(`${job.opening === 1 ? "published" : "reopened"} ${id} #${job.opening}${from}`);
    }
    if (was && !paper.open) told.push(`closed ${id} #${job.opening}`);
    if (was && paper.open && (paper.title !== job.paper.title || paper.trade !== job.paper.trade))
      told.push(`edited ${id} #${job.opening}`);
    Object.assign(job, { id, paper, state: "there" });
    this.names.set(id, job);
  }

  #miss(
    gone: Job[],
    files: number,
    opened: number,
    now: number,
    settle: number,
    agreed: boolean,
    told: string[],
  ): void {
    for (const job of gone) {
      if (job.state === "there") Object.assign(job, { state: "missing", since: now });
    }
    const missing = gone.filter(({ paper }) => paper.open).length;
    const tooMany = missing > 5 && missing * 5 > opened;
    const alarm = tooMany || (files === 0 && missing > 0);
    this.isAlarmed = alarm;
    for (const job of gone) {
      if (alarm && !agreed) {
        if (now - job.since >= settle / 2) job.since = now;
      } else if (alarm || now - job.since >= settle) {
        job.state = "removed";
        if (job.paper.open) told.push(`removed ${job.id} #${job.opening}`);
      }
    }
  }
}

/** The file's own name, whatever its folder and case: what tells a file that moved from a copy of it. */
function baseName(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1).toLowerCase();
}

/** Of two that one file may be, the open one counts for more than the ended one, and that for more than a draft. */
function weight({ paper, opening }: Job): number {
  return paper.open ? 2 : opening > 0 ? 1 : 0;
}

function isOfStartup(a: Paper, b: Paper): boolean {
  return a.text === b.text && a.startup === true && b.startup === true;
}

function sameText(a: Pick<Paper, "text" | "version">, b: Pick<Paper, "text" | "version">): boolean {
  return a.text === b.text && a.version === b.version;
}
