import { expect, test } from "vitest";
import { hang, swallow } from "../../matrix/faultProxy.ts";
import { eventually } from "../../support/until.ts";
import { newAccount, sharedHomeserver } from "../../synapse/homeserver.ts";
import { ready } from "../bot/process.ts";
import { newProxy } from "../matrix/bot.ts";
import { openForeign } from "./foreign.ts";
import { newSealedScene, plain, reads, saidTo } from "./scene.ts";

const CLAIM = { method: "POST", path: /\/keys\/claim/ } as const;
const SHARE = { method: "PUT", path: /\/sendToDevice\// } as const;
const SEND = { method: "PUT", path: /\/send\/m\.room\.encrypted\// } as const;

/** The steps of an answer at which the process is killed; each in an encrypted room whose keys change every other message. */
const STEPS = [
  ["before keys of a newcomer's device are claimed", CLAIM, hang],
  ["when they are claimed, and that is not noted", CLAIM, swallow],
  ["before the room's key is sent", SHARE, hang],
  ["when it is sent, and that is not noted", SHARE, swallow],
  ["before the answer is sent", SEND, hang],
  ["when it is sent, and that is not noted", SEND, swallow],
] as const;

test("SIGKILL at each step of an answer: one answer, readable for all, and nothing in clear", async () => {
  const scene = await newSealedScene({ encryption: { rotation_period_msgs: 2 } });
  const { strict, other, sealed, bot } = scene;
  const proxy = await newProxy(sharedHomeserver().url);
  let run = await scene.start({ homeserver: proxy.url });
  await ready(run);
  await reads(strict, scene, "Bonjour");
  const people = [strict, other];
  for (const [at, [, request, how]] of STEPS.entries()) {
    const newcomer = await openForeign(await newAccount("zoe"), { excludes: at % 2 === 0 });
    const fault = proxy.fault(request, how);
    await strict.client.invite(sealed, newcomer.userId);
    await newcomer.client.joinRoom(sealed);
    people.push(newcomer);
    await strict.say(sealed, `!offres étape${at}`);
    await eventually(
      async () => fault.hits,
      (hits) => hits > 0,
    );
    if (how === swallow) await fault.reached();
    await run.kill("SIGKILL");
    fault.remove();
    run = await scene.start({ homeserver: proxy.url });
    await ready(run);
    await strict.say(sealed, `!offres après${at}`);
    for (const person of people) await reads(person, scene, `après${at}`);
  }
  for (const [number, person] of people.entries()) {
    const said = saidTo(person, scene);
    expect(said.filter(({ failure }) => failure !== null)).toEqual([]);
    const texts = said.map(({ body }) => plain(body));
    // Who came at a step reads the answer of that step, and all that follow.
    for (const at of STEPS.keys())
      if (at >= number - 2)
        expect(
          texts.filter((text) => text.includes(`étape${at}`)),
          `${number} ${at}`,
        ).toHaveLength(1);
  }
  const raw = await strict.client.http.authedRequest<{ chunk: { type: string; sender: string }[] }>(
    "GET" as never,
    `/rooms/${encodeURIComponent(sealed)}/messages`,
    { dir: "b", limit: "500" },
  );
  const own = raw.chunk.filter(({ sender, type }) => sender === bot.userId && type !== "m.room.member");
  expect(new Set(own.map(({ type }) => type))).toEqual(new Set(["m.room.encrypted"]));
}, 240_000);
