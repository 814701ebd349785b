import { describe, expect, test } from "vitest";
import { login } from "../../../synapse/accounts.ts";
import { eventually } from "../../support/until.ts";
import { sharedHomeserver } from "../../synapse/homeserver.ts";
import { ready } from "../bot/process.ts";
import { acceptNext, askBot, askOwn, verifyAtTerminal } from "./emoji.ts";
import { type Foreign, openForeign } from "./foreign.ts";
import { newSealedScene, reads, saidTo } from "./scene.ts";

const YES = [
  ["Go on with that?", "y\r"],
  ["Do they match?", "y\r"],
] as const;

async function trusts(person: Foreign, bot: string): Promise<boolean> {
  const status = await person.client.getCrypto()?.getUserVerificationStatus(bot);
  return status?.isCrossSigningVerified() === true;
}

/** The person sets up secure messaging anew, and loses the keys by which they were known. */
async function newKeys({ client, userId }: Foreign): Promise<void> {
  await client.getCrypto()?.bootstrapCrossSigning({
    setupNewCrossSigning: true,
    authUploadDeviceSigningKeys: async (upload) => {
      await upload({
        type: "m.login.password",
        identifier: { type: "m.id.user", user: userId },
        password: userId.slice(1, userId.indexOf(":")),
      } as never);
    },
  });
}

async function running() {
  const scene = await newSealedScene({ seeds: false });
  const run = await scene.start();
  await ready(run);
  await reads(scene.strict, scene, "Bonjour");
  return { scene, run, bot: scene.bot.userId };
}

describe("a person who asks in a room", () => {
  test("sees the same emoji, and the bot as verified afterwards; rooms go on as before", async () => {
    const { scene, run, bot } = await running();
    const { strict, sealed } = scene;
    expect(await trusts(strict, bot)).toBe(false);
    const asked = askBot(strict, bot, sealed, "confirm");
    const told = await verifyAtTerminal(scene, run, { typing: YES });
    const side = await asked;
    expect(told).toMatchObject({ code: 0 });
    expect(told.stdout).toContain(`Verified: ${strict.userId}.`);
    const shown = [...told.stdout.matchAll(/^ {2}(\S+) {2}\S.*$/gm)].map(([, symbol]) => symbol);
    expect(side.emoji).toHaveLength(7);
    expect(shown).toEqual(side.emoji);
    expect(await side.ended()).toBe("done");
    await eventually(
      () => trusts(strict, bot),
      (verified) => verified,
    );
    await strict.say(sealed, "!offres aide");
    expect((await reads(strict, scene, "!offres")).failure).toBeNull();
    // The words of the verification are none for the room.
    expect(saidTo(strict, scene).filter(({ body }) => body.includes("Je n’ai pas"))).toEqual([]);

    // Named now: there is nothing left to do.
    const again = await verifyAtTerminal(scene, run, { typing: [], user: strict.userId });
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toContain("is verified already");

    // Other keys since: they may be somebody else's. Nothing is heard of them until they are verified again.
    await newKeys(strict);
    // What the new keys know of the bot begins anew as well.
    await strict.client.getCrypto()?.withdrawVerificationRequirement(bot);
    // The key that the room has was given by a device that was verified.
    await strict.client.getCrypto()?.forceDiscardSession(sealed);
    await strict.say(sealed, "!offres aide");
    const { notes } = await eventually(
      async () => (await run.readiness()) as unknown as { notes: { name: string; what: string }[] },
      (answer) => answer?.notes.some(({ name }) => name === "other keys"),
    );
    expect(JSON.stringify(notes)).toContain(sealed);
    await scene.other.say(sealed, "!offres phare");
    expect((await reads(scene.other, scene, "phare")).failure).toBeNull();
    const answers = () => saidTo(strict, scene).filter(({ body }) => body.includes("!offres")).length;
    const before = answers();
    const newly = askBot(strict, bot, sealed, "confirm");
    expect(await verifyAtTerminal(scene, run, { typing: YES })).toMatchObject({ code: 0 });
    expect(await (await newly).ended()).toBe("done");
    expect(answers()).toBe(before);
    await strict.say(sealed, "!offres aide");
    await eventually(answers, (count) => count > before);
  });

  test("is not verified when the operator says that the emoji differ, nor when they say so, end it, or are not answered", async () => {
    const { scene, run, bot } = await running();
    const { strict, sealed } = scene;
    const cases = [
      ["confirm", "n\r", "m.mismatched_sas", /not verified: the emoji differ\. /],
      ["mismatch", "y\r", "m.mismatched_sas", /not verified: the emoji differ, says @lea/],
      ["cancel", null, "m.user", /not verified: @lea\S* ended it \(the person cancelled\)/],
      ["accept only", "", "m.user", /not verified: it was cancelled without an answer/],
    ] as const;
    for (const [deed, keys, code, line] of cases) {
      const asked = askBot(strict, bot, sealed, deed === "accept only" ? "confirm" : deed);
      // Without a last answer the operator stays there; with an empty one they go.
      const last = ["Do they match?", keys ?? ""] as const;
      const typing = [
        ["Go on with that?", "y\r"],
        last,
        ...(keys === null ? [["never", ""] as const] : []),
      ] as const;
      const told = await verifyAtTerminal(scene, run, { typing });
      expect(told.stderr).toMatch(line);
      expect(told.code, deed).toBe(1);
      expect(await (await asked).ended()).toBe(code);
      expect(await trusts(strict, bot)).toBe(false);
    }
    // Declined before it began.
    const asked = askBot(strict, bot, sealed, "confirm");
    const declined = verifyAtTerminal(scene, run, { typing: [["Go on with that?", "n\r"]] });
    expect(await (await asked).ended()).toBe("m.user");
    expect(await trusts(strict, bot)).toBe(false);
    await run.kill("SIGTERM");
    expect(await declined).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("has stopped answering"),
    });
  });
});

test("a person is asked in their direct room; without one the operator hears what to do", async () => {
  const { scene, run, bot } = await running();
  const { strict, other } = scene;
  const nowhere = await verifyAtTerminal(scene, run, { typing: [], user: other.userId });
  expect(nowhere.stderr).toContain(`there is no direct room with ${other.userId}`);
  expect(nowhere.code).toBe(1);

  const direct = await strict.createRoom([bot]);
  await eventually(
    async () => strict.read(direct).filter(({ sender }) => sender === bot),
    (said) => said.length > 0,
  );
  const accepted = acceptNext(strict, "confirm");
  const told = await verifyAtTerminal(scene, run, {
    typing: [["Do they match?", "y\r"]],
    user: strict.userId,
  });
  expect(told).toMatchObject({ code: 0 });
  expect(await (await accepted).ended()).toBe("done");
  expect(await trusts(strict, bot)).toBe(true);
});

describe("another session of the account", () => {
  test("asks over to-device messages, and is signed by the bot; it takes the bot's device for verified", async () => {
    const { scene, run, bot } = await running();
    const user = bot.slice(1, bot.indexOf(":"));
    const session = await openForeign(await login(sharedHomeserver().url, { user, password: user }), {
      signed: false,
    });
    const crypto = session.client.getCrypto();
    await crypto?.getUserDeviceInfo([bot], true);
    const asked = askOwn(session, "confirm");
    const told = await verifyAtTerminal(scene, run, { typing: YES });
    expect(told).toMatchObject({ code: 0 });
    expect(await (await asked).ended()).toBe("done");
    const verified = () => crypto?.getDeviceVerificationStatus(bot, scene.bot.deviceId);
    await eventually(verified, (status) => status?.crossSigningVerified === true);
    // The bot's keys have signed the session: strangers see it as the account's own.
    await eventually(
      async () => {
        await scene.strict.client.getCrypto()?.getUserDeviceInfo([bot], true);
        return await scene.strict.client
          .getCrypto()
          ?.getDeviceVerificationStatus(bot, session.session.deviceId);
      },
      (status) => status?.signedByOwner === true,
    );
  });

  test("is asked by the bot, where the operator names the account itself", async () => {
    const { scene, run, bot } = await running();
    const alone = await verifyAtTerminal(scene, run, { typing: [], user: bot });
    expect(alone).toMatchObject({ code: 1, stderr: expect.stringContaining("no other session") });
    const user = bot.slice(1, bot.indexOf(":"));
    const session = await openForeign(await login(sharedHomeserver().url, { user, password: user }), {
      signed: false,
    });
    const accepted = acceptNext(session, "mismatch");
    const told = await verifyAtTerminal(scene, run, { typing: [["Do they match?", "y\r"]], user: bot });
    expect(told.code).toBe(1);
    expect(await (await accepted).ended()).toBe("m.mismatched_sas");
    const status = await session.client.getCrypto()?.getDeviceVerificationStatus(bot, scene.bot.deviceId);
    expect(status?.crossSigningVerified).toBe(false);
  });
});

test("whoever cannot read the bot's store may not say a word", async () => {
  const { scene, run } = await running();
  const other = await verifyAtTerminal(scene, run, { typing: [], settings: { store: "sqlite:other.db" } });
  expect(other).toMatchObject({ code: 78, stderr: expect.stringContaining("works with another store") });
  const address = /"health":"([^"]+)"/.exec(run.output())?.[1] ?? "";
  const word = { method: "POST", body: JSON.stringify({ talk: "t", say: "begin" }) };
  for (const [header, status] of [
    [{}, 405],
    [{ "x-crieur": "1" }, 403],
  ] as const)
    expect((await fetch(`http://${address}/verify`, { ...word, headers: header })).status).toBe(status);
  const nobody = await verifyAtTerminal(scene, run, { typing: [], user: "lea" });
  expect(nobody).toMatchObject({ code: 64, stderr: expect.stringContaining("no user id") });
});
