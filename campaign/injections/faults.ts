import { setTimeout as sleep } from "node:timers/promises";
import { type Exchange, type Fault, reply } from "../../tests/matrix/faultProxy.ts";
import type { Chance } from "../stage/chance.ts";
import type { Injection } from "./injection.ts";
import { SEND } from "./steps/requests.ts";

/** How many of the requests that may meet a fault do. */
const SHARE = 0.5;
/** What people do meanwhile, at most how many times over, and how long what is tried again may fail again, milliseconds. */
const DEEDS = 14;
const TURNS = 6;
const GOES_ON = 6000;
const PAUSE = 100;
const WHICH = {
  sends: SEND,
  all: { path: /^\/_matrix\/client\// },
} as const;

interface FaultKind {
  readonly name: string;
  readonly which: keyof typeof WHICH;
  readonly fault: (exchange: Exchange, chance: Chance) => Promise<void> | void;
}

const LIMITED = { errcode: "M_LIMIT_EXCEEDED", error: "Too Many Requests" };
const PAGE = "<html><body><h1>502 Bad Gateway</h1></body></html>";

const answered = (fault: Fault) => fault;

const KINDS: readonly FaultKind[] = [
  { name: "connection reset before the server acted", which: "all", fault: (exchange) => exchange.cut() },
  {
    name: "connection reset after the server acted",
    which: "all",
    fault: async (exchange) => {
      await exchange.forward();
      exchange.cut();
    },
  },
  {
    name: "429 with retry_after_ms",
    which: "all",
    fault: (exchange, chance) => reply(429, { ...LIMITED, retry_after_ms: chance.whole(1500) })(exchange),
  },
  {
    name: "429 with Retry-After",
    which: "all",
    fault: answered(reply(429, LIMITED, { "retry-after": "1" })),
  },
  { name: "429 without a time", which: "all", fault: answered(reply(429, LIMITED)) },
  {
    name: "500",
    which: "all",
    fault: answered(reply(500, { errcode: "M_UNKNOWN", error: "Internal server error" })),
  },
  { name: "502 with a page, before the server acted", which: "all", fault: answered(reply(502, PAGE)) },
  {
    name: "502 with a page, after the server acted",
    which: "sends",
    fault: async (exchange) => {
      await exchange.forward();
      reply(502, PAGE)(exchange);
    },
  },
  {
    name: "truncated JSON, after the server acted",
    which: "all",
    fault: async (exchange) => {
      const { status, body } = await exchange.forward();
      const half = body.subarray(0, Math.floor(body.length / 2));
      exchange.answer(status, { "content-type": "application/json" }, half);
    },
  },
  {
    name: "connection cut within the answer",
    which: "all",
    fault: async (exchange, chance) => {
      const { status, headers, body } = await exchange.forward();
      exchange.response.writeHead(status, { ...headers, "content-length": String(body.length) });
      exchange.response.write(body.subarray(0, chance.whole(body.length)), () => exchange.cut());
    },
  },
];

/** Faults of the way to the homeserver, by a proxy before the real one. */
export const faults: readonly Injection[] = KINDS.map(({ name, which, fault }) => ({
  name,
  kind: "fault",
  play: async (stage) => {
    const { town, chance } = stage;
    let times = 0;
    const rule = town.proxy.fault(WHICH[which], async (exchange) => {
      if (chance.next() >= SHARE) return passOn(exchange);
      times += 1;
      await fault(exchange, chance);
    });
    try {
      await town.start();
      for (let turn = 0; turn === 0 || (turn < TURNS && times < stage.each); turn += 1)
        await stage.act(DEEDS);
      for (let waited = 0; waited < GOES_ON && !town.store.isIdle(); waited += PAUSE) await sleep(PAUSE);
    } finally {
      rule.remove();
    }
    return times;
  },
}));

async function passOn(exchange: Exchange): Promise<void> {
  const { status, headers, body } = await exchange.forward();
  exchange.answer(status, headers, body);
}
