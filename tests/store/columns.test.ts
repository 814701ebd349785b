import fc from "fast-check";
import { expect, it } from "vitest";
import { batches } from "../../src/edges/store/columns.ts";

it("rows are cut in their order, each once, into batches of few lengths", () => {
  const lengths = new Set<number>();
  fc.assert(
    fc.property(fc.nat(9000), (count) => {
      const rows = Array.from({ length: count }, (_, at) => at);
      const cut = [...batches(rows, 1)];
      expect(cut.flat()).toEqual(rows);
      for (const batch of cut) lengths.add(batch.length);
    }),
    { examples: [[0], [1], [3999], [4000], [4001]] },
  );
  expect([...lengths].filter((length) => length > 4000)).toEqual([]);
  expect(lengths.size).toBeLessThan(15);
});
