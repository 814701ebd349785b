import { Listener } from "./listener.ts";
import { syncOf } from "./sync.ts";
import { type Subject, trial } from "./trial.ts";

/** Batches that one bot hears before another takes its place, so that a store does not grow without end. */
const LIFE = 200;

/** Hostile answers of `/sync` through everything that hears and answers. */
export async function events(): Promise<Subject> {
  let listener = await Listener.open();
  let heard = 0;
  let said = 0;
  return {
    async attempt(seed) {
      if (heard >= LIFE) {
        said += listener.said;
        await listener.close();
        listener = await Listener.open();
        heard = 0;
      }
      heard += 1;
      const { about, answer } = syncOf(seed);
      return await trial(about, JSON.stringify(answer).length, () => listener.hear(answer));
    },
    sum: () => `, ${said + listener.said} messages said`,
    close: () => listener.close(),
  };
}
