/**
 * Requests to the offers' file system under way at once. Node.js has four threads for files, which also look up names in the
 * DNS and unpack answers: one share that hangs must not take all of them, or nobody is answered any more.
 */
const AT_ONCE = 2;

let underWay = 0;
const waiting: (() => void)[] = [];

/** Runs `work` as soon as few enough others are under way, in no order. */
export async function throughGate<T>(work: () => Promise<T>): Promise<T> {
  if (underWay < AT_ONCE) underWay += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.pop();
    if (next) next();
    else underWay -= 1;
  }
}
