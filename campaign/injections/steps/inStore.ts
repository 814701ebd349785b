import { cut } from "../../../tests/matrix/faultProxy.ts";
import type { Stage } from "../../stage/stage.ts";
import { SEND } from "./requests.ts";
import { firstMoment, type Step } from "./step.ts";

/** Steps that the rows of the store show. */
export const inStore: readonly Step[] = [
  {
    name: "scan committed, nothing frozen",
    provoke: ({ files }) => files.publish().then(() => {}),
    reach: (stage, signal) =>
      firstMoment(stage, () => rows(stage, "state = 'queued' and class = 'announcement'") > 0, signal),
  },
  {
    name: "announcement frozen, nothing sent",
    provoke: ({ files }) => files.publish().then(() => {}),
    reach: (stage, signal) => unheard(stage, "class = 'announcement'", signal),
  },
  {
    name: "edit frozen, nothing sent",
    provoke: ({ files }) => files.change(),
    reach: (stage, signal) => unheard(stage, "edits is not null", signal),
  },
  {
    name: "batch stored, commands not answered",
    provoke: ({ talk }) => talk.askMany(),
    reach: (stage, signal) =>
      firstMoment(
        stage,
        () => stage.town.store.count("select count(*) from inbox where outcome is null") > 0,
        signal,
      ),
  },
  {
    name: "answer committed, nothing sent",
    provoke: ({ talk }) => talk.ask(),
    reach: (stage, signal) => unheard(stage, "class = 'reply'", signal),
  },
  {
    name: "right after the sync token moved",
    provoke: ({ talk }) => talk.ask(),
    reach: (stage, signal) => {
      const token = (): unknown => stage.town.store.value("select token from accounts");
      const before = token();
      return firstMoment(stage, () => token() !== before, signal);
    },
  },
  {
    name: "right after some commit",
    reach: (stage, signal) => atCommit(stage, 1 + stage.chance.whole(SOME), signal),
  },
];

/** Among so many commits that follow each other, one is chosen. */
const SOME = 12;

/** SQLite counts the commits of others. */
async function atCommit(stage: Stage, nth: number, signal: AbortSignal): Promise<boolean> {
  const { store } = stage.town;
  let last = store.commits();
  let left = nth;
  return firstMoment(
    stage,
    () => {
      const now = store.commits();
      if (now !== last) left -= 1;
      last = now;
      return left <= 0;
    },
    signal,
  );
}

function rows({ town }: Stage, where: string): number {
  return town.store.count(`select count(*) from outbox where ${where}`);
}

/** A frozen row of whose request the homeserver has heard nothing, and will not hear. */
async function unheard(stage: Stage, where: string, signal: AbortSignal): Promise<boolean> {
  const { store, proxy } = stage.town;
  const heard = (transaction: string): boolean =>
    proxy.seen.some(({ path }) => decodeURIComponent(SEND.path.exec(path)?.[1] ?? "") === transaction);
  const reached = await firstMoment(
    stage,
    () => {
      const transaction = store.value(
        `select transaction_id from outbox where state = 'attempted' and ${where} order by id desc limit 1`,
      );
      return typeof transaction === "string" && !heard(transaction);
    },
    signal,
  );
  if (!reached) return false;
  // Its request may lie on the wire already.
  const rule = proxy.fault(SEND, cut);
  void stage.town.running?.ended.then(() => rule.remove());
  return true;
}
