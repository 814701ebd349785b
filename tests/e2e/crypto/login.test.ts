import { expect, test } from "vitest";
import { openStore } from "../../../src/edges/store/open.ts";
import { Place } from "../../cli/crieur.ts";
import { newAccount, sharedHomeserver } from "../../synapse/homeserver.ts";

test("login makes an account's keys and shows their code once; the code signs the next device, and a wrong one none", async () => {
  const { url } = sharedHomeserver();
  const { userId } = await newAccount("crieur");
  const user = userId.slice(1, userId.indexOf(":"));
  const lines = (code: string) => `${url}\n${user}\n${user}\n${code}\n`;
  const first = new Place();
  const made = await first.crieur(["login"], lines("new"));
  const [code] = /Es\w\w( \w{4}){11}/.exec(made.stdout) ?? [];
  expect(made).toMatchObject({ code: 0, stderr: "" });
  expect(code).toBeDefined();

  // The store is lost, or the bot moves: a new device.
  const next = new Place();
  const wrong = await next.crieur(
    ["login"],
    lines(code?.replace(/.$/, (last) => (last === "a" ? "b" : "a")) ?? ""),
  );
  expect(wrong).toMatchObject({ code: 78, stderr: "crieur: this is not the account's recovery code\n" });
  const signed = await next.crieur(["login"], lines(code ?? ""));
  expect(signed.stdout).toContain("This device is signed with the account's keys");
  expect(signed).toMatchObject({ code: 0, stderr: "" });
  expect(`${signed.stdout}${signed.stderr}${wrong.stdout}`).not.toContain(code);

  // A bot that works with the store is not disturbed.
  const held = await openStore(`sqlite:${next.path("data/crieur.db")}`, { lock: true, now: Date.now() });
  const refused = await next.crieur(["login"], lines(code ?? ""));
  expect(refused.code).toBe(70);
  await held.close();
});
