import process from "node:process";
import { expect, onTestFinished, test, vi } from "vitest";
import { within } from "../../src/cli/boundary.ts";
import { ConfigError } from "../../src/config/problem.ts";
import { HomeserverError, Mendable, type MendableKind } from "../../src/ports/index.ts";

function listen(): string[] {
  const said: string[] = [];
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
  onTestFinished(() => spy.mockRestore());
  return said;
}

test("what nobody foresaw is owned up to in one line, without a stack trace", async () => {
  const said = listen();
  const code = await within(async () => {
    throw new TypeError("x is not a function\n    at y");
  });
  expect(said).toEqual([
    "crieur: this is a fault of Crieur's own: x is not a function; CRIEUR_DEBUG=1 shows where it happened\n",
  ]);
  expect(code).toBe(70);
});

test("CRIEUR_DEBUG=1 shows where", async () => {
  vi.stubEnv("CRIEUR_DEBUG", "1");
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const said = listen();
  expect(await within(async () => Promise.reject(new TypeError("x")))).toBe(70);
  expect(said.join("")).toMatch(/\n {4}at .*boundary\.test\.ts/);
});

const CODES = { usage: 64, configuration: 78, held: 70 } satisfies Record<MendableKind, number>;

test.each(Object.entries(CODES) as [MendableKind, number][])(
  "what people can mend is told in its own words: %s ends with %i",
  async (kind, code) => {
    const said = listen();
    expect(await within(async () => Promise.reject(new Mendable(kind, "x is wrong; mend it")))).toBe(code);
    expect(said).toEqual(["crieur: x is wrong; mend it\n"]);
  },
);

test("a configuration's problems are a line each, and a refusing homeserver stands for configuration", async () => {
  const problems = ["one", "two"].map((message, line) => ({ line, path: "", message }));
  const said = listen();
  expect(await within(async () => Promise.reject(new ConfigError("a.yaml", problems)))).toBe(78);
  expect(said).toEqual(["a.yaml:0: one\n", "a.yaml:1: two\n"]);
  const refused = new HomeserverError("the token is dead", { concern: "credentials" });
  expect(await within(async () => Promise.reject(refused))).toBe(78);
});
