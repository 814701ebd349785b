import { expect, test } from "vitest";
import { codeOf, messageOf } from "../../src/text/thrown.ts";

test("whatever was thrown has a message", () => {
  expect([new TypeError("x"), "y", null].map(messageOf)).toEqual(["x", "y", "null"]);
});

test("only an error has a code, and only a text is one", () => {
  const coded = (code: unknown) => Object.assign(new Error("x"), { code });
  expect([coded("EACCES"), coded(5), new Error("x"), { code: "EACCES" }].map(codeOf)).toEqual([
    "EACCES",
    null,
    null,
    null,
  ]);
});
