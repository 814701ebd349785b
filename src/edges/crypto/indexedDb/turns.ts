/** So long answers follow each other before the event loop has its turn, milliseconds. */
const BREATH = 20;

const waiting: (() => void)[] = [];
/** When the answers that follow each other began; null: the event loop has had its turn since, and nothing waits. */
let began: number | null = null;
let isNextDue = false;

/**
 * Does something after what is under way, in the order in which it was asked: in a microtask, as long as the event loop
 * had its turn a moment ago. The library works through thousands of answers in one go otherwise, and everything else in the
 * program stands still meanwhile.
 */
export function soon(work: () => void): void {
  waiting.push(work);
  if (began === null) begin();
  if (!isNextDue) nextSoon();
}

function begin(): void {
  began = performance.now();
  setImmediate(rested);
}

/** The event loop had its turn. */
function rested(): void {
  began = null;
  if (waiting.length === 0) return;
  begin();
  next();
}

function nextSoon(): void {
  isNextDue = true;
  queueMicrotask(next);
}

/** One at a time, each with all that follows from it, until it is the event loop's turn again: then that goes on. */
function next(): void {
  isNextDue = began === null || performance.now() - began >= BREATH;
  if (isNextDue) return;
  waiting.shift()?.();
  if (waiting.length > 0) nextSoon();
}
