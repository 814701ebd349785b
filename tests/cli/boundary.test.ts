import process from "node:process";
import { expect, onTestFinished, test, vi } from "vitest";
import { within } from "../../src/cli/boundary.ts";

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
