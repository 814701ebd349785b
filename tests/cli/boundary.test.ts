import { expect, test } from "vitest";
import { within } from "../../src/cli/boundary.ts";
import { ConfigError } from "../../src/config/configError.ts";
import { HomeserverError, Mendable, type MendableKind } from "../../src/ports/index.ts";

/** Lets a command fail with an error; returns its exit code and the lines that it complained of. */
async function fail(error: unknown, debug = ""): Promise<{ code: number; said: string[] }> {
  const said: string[] = [];
  const terminal = { complain: (line: string) => void said.push(line), environment: { CRIEUR_DEBUG: debug } };
  return { code: await within(terminal, () => Promise.reject(error)), said };
}

test("what nobody foresaw is owned up to in one line, without a stack trace", async () => {
  expect(await fail(new TypeError("x is not a function\n    at y"))).toEqual({
    said: [
      "crieur: this is a fault of Crieur's own: x is not a function; CRIEUR_DEBUG=1 shows where it happened",
    ],
    code: 70,
  });
});

test("CRIEUR_DEBUG=1 shows where", async () => {
  const { code, said } = await fail(new TypeError("x"), "1");
  expect(code).toBe(70);
  expect(said.join("\n")).toMatch(/\n {4}at .*boundary\.test\.ts/);
});

const CODES = { usage: 64, configuration: 78, held: 70 } satisfies Record<MendableKind, number>;

test.each(Object.entries(CODES) as [MendableKind, number][])(
  "what people can mend is told in its own words: %s ends with %i",
  async (kind, code) => {
    const said = ["crieur: x is wrong; mend it"];
    expect(await fail(new Mendable(kind, "x is wrong; mend it"))).toEqual({ code, said });
  },
);

test("a configuration's problems are a line each", async () => {
  const problems = ["one", "two"].map((message, line) => ({ line, path: "", message }));
  expect(await fail(new ConfigError("a.yaml", problems))).toEqual({
    code: 78,
    said: ["a.yaml:0: one", "a.yaml:1: two"],
  });
});

test("a homeserver that refuses the account stands for configuration", async () => {
  const refused = new HomeserverError("the token is dead", { concern: "credentials" });
  expect(await fail(refused)).toEqual({ code: 78, said: ["crieur: the token is dead"] });
});
