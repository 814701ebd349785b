import { expect, test } from "vitest";
import { asObject, isObject } from "../../src/text/untrusted.ts";

test.each([undefined, null, 0, "text", true, [1], () => {}])("%j from outside is no object", (value) => {
  expect(isObject(value)).toBe(false);
  expect(asObject(value)).toEqual({});
});

test("an object from outside is taken as it is", () => {
  const value = { a: 1 };
  expect(asObject(value)).toBe(value);
});
