/** Chance that comes again with its seed. */
export interface Chance {
  /** In [0, 1). */
  next(): number;
  /** A whole number from 0 to `below`, without it. */
  whole(below: number): number;
  /** One of several; there has to be one. */
  pick<T>(of: readonly T[]): T;
  /** The same elements in an order of chance. */
  shuffled<T>(of: readonly T[]): T[];
}

/** mulberry32: small, and good enough to choose what is tried. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number): number => Math.floor(next() * below);
  return {
    next,
    whole,
    pick: (of) => {
      const one = of[whole(of.length)];
      if (one === undefined) throw new RangeError("nothing to choose from");
      return one;
    },
    shuffled: (of) => {
      const order = [...of];
      for (let at = order.length - 1; at > 0; at -= 1) {
        const other = whole(at + 1);
        [order[at], order[other]] = [
          order[other] as (typeof order)[number],
          order[at] as (typeof order)[number],
        ];
      }
      return order;
    },
  };
}
