import { setTimeout as sleep } from "node:timers/promises";
import { hang, swallow } from "../../tests/matrix/faultProxy.ts";
import type { Injection } from "./injection.ts";
import { SEND } from "./steps/requests.ts";

const SYNC = { path: /\/sync/ } as const;

/** What happens to the account of the bot. */
export const anotherDevice: Injection = {
  name: "another device, with sends nobody knows of",
  kind: "trouble",
  play: async (stage, act) => {
    const { town } = stage;
    await town.start();
    const silent = town.proxy.fault(SYNC, hang);
    const lost = town.proxy.fault(SEND, swallow);
    await act();
    await stage.files.publish();
    await Promise.race([lost.reached(), sleep(10_000)]);
    await town.kill();
    lost.remove();
    silent.remove();
    await town.logIn({ anew: true });
    return 1;
  },
};

/** What happens to the rooms that it is in. */
export const putOut: Injection = {
  name: "put out of a room and invited again",
  kind: "trouble",
  play: async (stage, act) => {
    const { town, talk } = stage;
    await town.untilReady();
    const out = await talk.kick();
    await act();
    await out?.invite();
    return 1;
  },
};
