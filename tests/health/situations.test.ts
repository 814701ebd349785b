import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { afterAll, expect, test } from "vitest";
import type { ErrorConcern } from "../../src/delivery/failure.ts";
import { eventContent } from "../../src/messages/event.ts";
import { HomeserverError } from "../../src/ports/index.ts";
import { said } from "../flows/syncing.ts";
import { user } from "../support/identifiers.ts";
import { offerAbout } from "../support/offerFile.ts";
import { EST, NORD, newSituation, type Situation, SUD, type Town } from "./town.ts";

/** Something that goes wrong, what `/readyz` has to say of it, and what ends it. */
interface Case {
  readonly what: string;
  /** The same for `docs/fiabilite.md`. */
  readonly page: string;
  /** What is ill before the start. */
  readonly start?: (town: Town) => void;
  readonly begin?: (here: Situation) => void | Promise<void>;
  /** How long it lasts before it is looked at, seconds. */
  readonly lasts: number;
  /** Every reason that stands then, by name and words. None: nothing is to be said. */
  readonly says: readonly [name: RegExp, what: RegExp][];
  readonly mend: (here: Situation) => void | Promise<void>;
  /** Within how many seconds it is over. */
  readonly over: number;
}

const failure = (
  concern: ErrorConcern,
  message: string,
  about: { status?: number; retryAfter?: number } = {},
) => new HomeserverError(message, { concern, ...about });
const AWAY = failure("passing", "the homeserver is not reached (nothing listens at that address)");
const BROKEN = failure("passing", "cannot send a message: the answer (500) is a web page", { status: 500 });
const EXPIRED = failure("account", "the account has expired", { status: 403 });
/** What the same account says from a store that this one knows nothing of. */
const ofAnother = (body: string) => {
  const message = { text: body, html: body };
  return said(user("crieur"), eventContent({ message, notify: false, key: body }), { age: 0 });
};
const well = ({ town }: Situation): void => {
  town.ill = {};
};
/** What waited for its row's backoff goes within its longest. */
const BACKOFF = 120;
const PROBED = 330;

const CASES: readonly Case[] = [
  {
    what: "nothing is wrong",
    page: "tout va bien",
    begin: ({ ask }) => ask(NORD),
    lasts: 300,
    says: [],
    mend: well,
    over: 1,
  },
  {
    what: "the homeserver is away at the start",
    page: "serveur absent au démarrage",
    start: (town) => {
      town.ill.connect = AWAY;
    },
    lasts: 20,
    says: [[/^homeserver$/, /not reached/]],
    mend: well,
    over: BACKOFF,
  },
  {
    what: "sync fails for three minutes",
    page: "la synchronisation échoue",
    begin: ({ town }) => {
      town.ill.sync = AWAY;
    },
    lasts: 180,
    says: [
      [/^sync$/, /not reached/],
      [/^sync age$/, /last good sync was \d+ s ago/],
    ],
    mend: well,
    over: BACKOFF,
  },
  {
    what: "the account expires",
    page: "le compte expire",
    begin: ({ town, ask }) => {
      town.ill = { sync: EXPIRED, send: () => EXPIRED };
      ask(NORD);
    },
    lasts: 120,
    says: [
      [/^account$/, /expired/],
      [/^sync age$/, /ago/],
    ],
    mend: well,
    over: PROBED,
  },
  {
    what: "the homeserver wants its terms accepted before the account sends",
    page: "le serveur veut que ses conditions soient acceptées",
    begin: ({ town, ask }) => {
      town.ill.send = () => failure("account", "the account must accept the homeserver's terms");
      ask(NORD);
    },
    lasts: 90,
    says: [
      [/^sending$/, /terms/],
      [/^queue reply attempted$/, /reply .*: 1,/],
    ],
    mend: well,
    over: 2 * PROBED,
  },
  {
    what: "sends to every room fail",
    page: "les envois échouent partout",
    begin: ({ town, ask }) => {
      town.ill.send = () => BROKEN;
      for (const one of [NORD, SUD]) ask(one);
    },
    lasts: 200,
    says: [
      [/^sending$/, /nothing gets through/],
      [/nord/, /500/],
      [/sud/, /500/],
      [/^queue reply attempted$/, /reply .*: 2,/],
    ],
    mend: well,
    over: BACKOFF,
  },
  {
    what: "sends to one room fail",
    page: "les envois échouent dans un salon",
    begin: ({ town, ask }) => {
      town.ill.send = (to) => (to === NORD ? BROKEN : null);
      for (const one of [NORD, SUD]) ask(one);
    },
    lasts: 200,
    says: [
      [/nord/, /500/],
      [/^queue reply attempted$/, /reply .*: 1,/],
    ],
    mend: well,
    over: BACKOFF,
  },
  {
    what: "a send is limited for an hour",
    page: "un 429 demande une heure de silence",
    begin: ({ town, ask }) => {
      let asked = 0;
      town.ill.send = () => {
        asked += 1;
        return asked === 1 ? failure("passing", "too many", { status: 429, retryAfter: 3_600_000 }) : null;
      };
      ask(NORD);
    },
    lasts: 20,
    says: [[/^rate limit$/, /no message for 3600 s/]],
    mend: () => {},
    over: 3660,
  },
  {
    what: "a send is not answered",
    page: "un envoi reste sans réponse du serveur",
    begin: ({ town, ask }) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      answers.push(resolve);
      town.ill.send = () => promise;
      ask(NORD);
    },
    lasts: 90,
    says: [[/^queue reply attempted$/, /nobody knows whether they arrived/]],
    mend: (here) => {
      well(here);
      for (const answer of answers.splice(0)) answer();
    },
    over: 5,
  },
  {
    what: "a message is refused for good",
    page: "un message est refusé pour de bon",
    begin: ({ town, ask }) => {
      let asked = 0;
      town.ill.send = () => {
        asked += 1;
        return asked === 1 ? failure("message", "M_TOO_LARGE", { status: 413 }) : null;
      };
      ask(NORD);
    },
    lasts: 5,
    says: [[/^given up 1$/, /given up: 1 .*M_TOO_LARGE/]],
    mend: async (here) => {
      well(here);
      await here.seen();
    },
    over: 1,
  },
  {
    what: "what is accepted never shows (a shadow ban)",
    page: "ce qui est accepté ne paraît nulle part (compte banni en silence)",
    begin: ({ town, ask }) => {
      town.ill.echoes = "kept back";
      ask(NORD);
    },
    lasts: 300,
    says: [[/^echo$/, /never came back in sync: 1/]],
    mend: (here) => {
      well(here);
      here.town.release();
    },
    over: 30,
  },
  {
    what: "another bot speaks with the account, from another store",
    page: "un second bot parle avec ce compte",
    begin: async ({ town, pass }) => {
      await pass(120);
      town.tell(NORD, { timeline: [ofAnother("d’un autre magasin")] });
    },
    lasts: 5,
    says: [[/^second bot$/, /hear all of it twice: 1 messages .*nord/]],
    mend: (here) => here.seen(),
    over: 1,
  },
  {
    what: "the history of a room cannot be read",
    page: "l’historique d’un salon est illisible",
    begin: ({ town }) => {
      town.ill.history = failure("passing", "cannot read history", { status: 500 });
      town.tell(SUD, { gapFrom: "p1" });
    },
    lasts: 120,
    says: [[/^gaps$/, /sud/]],
    mend: well,
    over: BACKOFF,
  },
  {
    what: "a configured room does not let the bot in",
    page: "un salon de la configuration refuse l’entrée",
    start: (town) => {
      town.ill.join = failure("room", "You are not invited to this room", { status: 403 });
    },
    lasts: 60,
    says: [[/^room \d+$/, /not invited/]],
    mend: (here) => {
      well(here);
      here.town.enter(EST);
    },
    over: 30,
  },
  {
    what: "the bot is removed from a configured room",
    page: "le bot est exclu d’un salon de la configuration",
    begin: ({ town }) =>
      town.come({ left: [{ room: NORD, membership: "ban", by: user("mod"), reason: "trop bavard" }] }),
    lasts: 10,
    says: [[/^room \d+$/, /trop bavard/]],
    mend: ({ town }) => town.enter(NORD),
    over: 30,
  },
  {
    what: "the folder of offers is gone",
    page: "le dossier des offres a disparu",
    begin: ({ folder }) => rename(folder, `${folder}.away`),
    lasts: 120,
    says: [[/^offers$/, /./]],
    mend: ({ folder }) => rename(`${folder}.away`, folder),
    over: 120,
  },
  {
    what: "most offers are gone at once",
    page: "la plupart des offres disparaissent d’un coup",
    begin: async ({ folder }) => {
      for (let at = 1; at <= 8; at += 1) await rm(join(folder, `metier${at}.md`));
    },
    lasts: 150,
    says: [[/^removals$/, /8 of 10 open offers missing/]],
    mend: async ({ folder }) => {
      for (let at = 1; at <= 8; at += 1)
        await writeFile(join(folder, `metier${at}.md`), offerAbout(`Metier${at}`));
    },
    over: 120,
  },
  {
    what: "the clock is set back by an hour",
    page: "l’horloge recule d’une heure",
    begin: ({ setClock, ask }) => {
      setClock(-3_600_000);
      ask(NORD);
    },
    lasts: 120,
    says: [],
    mend: ({ setClock }) => setClock(3_600_000),
    over: 1,
  },
  {
    what: "the clock is set forward by a day",
    page: "l’horloge avance d’un jour",
    begin: ({ setClock, ask }) => {
      setClock(86_400_000);
      ask(NORD);
    },
    lasts: 120,
    says: [],
    mend: ({ setClock }) => setClock(-86_400_000),
    over: 1,
  },
];
const answers: (() => void)[] = [];
/** For `docs/fiabilite.md`. */
const table = ["| situation | durée | ce que dit `/readyz` | vert après |", "| --- | ---: | --- | ---: |"];

test.each(CASES)("/readyz while $what, and after", async (one) => {
  const here = await newSituation(one.start);
  if (!one.start) {
    await here.pass(10);
    expect((await here.readiness()).reasons).toEqual([]);
  }
  const began = Date.now();
  const sent = here.town.sent.length;
  await one.begin?.(here);
  await here.pass(one.lasts);
  const { ready, reasons } = await here.readiness();
  expect(reasons.map(({ name, what }) => `${name}: ${what}`)).toHaveLength(one.says.length);
  for (const [name, what] of one.says) {
    const reason = reasons.find((known) => name.test(known.name));
    expect(reason?.what, JSON.stringify(reasons)).toMatch(what);
    expect(Date.parse(reason?.since ?? "")).toBeGreaterThan(began - 60_000);
    expect(reason?.remedy).not.toBe("");
  }
  expect(ready).toBe(one.says.length === 0);
  // Green is no lie: who asked was answered.
  if (ready) expect(here.town.sent.length).toBeGreaterThan(sent);
  await one.mend(here);
  let waited = 0;
  for (; waited < one.over && (waited === 0 || !(await here.readiness()).ready); waited += 5)
    await here.pass(5);
  expect((await here.readiness()).reasons).toEqual([]);
  const said = reasons
    .map(({ name, what }) => `\`${name}\`: ${what.replace(here.folder, "…/offers")}`)
    .join("<br>");
  table.push(`| ${one.page} | ${one.lasts} s | ${said || "vert"} | ${waited} s |`);
});

test("a file that cannot be read is noted until it can; nothing turns red", async () => {
  const { folder, pass, readiness } = await newSituation();
  await pass(10);
  expect((await readiness()).notes).toEqual([]);
  await writeFile(join(folder, "perdu.md"), "---\nroles: [\n---\n");
  await pass(70);
  expect(await readiness()).toMatchObject({
    ready: true,
    notes: [
      {
        what: "files that cannot be read as offers: perdu.md",
        remedy: expect.stringContaining("npx crieur check"),
      },
    ],
  });
  await rm(join(folder, "perdu.md"));
  await pass(70);
  expect((await readiness()).notes).toEqual([]);
});

test("metrics count what became of requests, commands and gaps", async () => {
  const { town, bot, pass, ask } = await newSituation();
  await pass(10);
  let asked = 0;
  town.ill.send = (to) => {
    asked += 1;
    if (asked === 1) return failure("passing", "too many", { status: 429, retryAfter: 1000 });
    if (asked === 2) return BROKEN;
    return to === SUD && asked === 4 ? failure("message", "M_TOO_LARGE", { status: 413 }) : null;
  };
  ask(NORD);
  await pass(60);
  ask(SUD);
  town.ill.history = BROKEN;
  town.tell(SUD, { gapFrom: "p1" });
  await pass(10);
  const metrics = await (await fetch(`http://${bot.address}/metrics`)).text();
  const count = (name: string) =>
    Number(new RegExp(`^crieur_${name.replaceAll(/[{}"]/g, "\\$&")} (.+)$`, "m").exec(metrics)?.[1]);
  const sends = (outcome: string) => count(`sends_total{class="reply",outcome="${outcome}"}`);
  // Who was refused an answer hears so.
  expect(["limited", "failed", "sent", "refused"].map(sends)).toEqual([1, 1, 2, 1]);
  expect(count('commands_total{outcome="answered"}')).toBe(2);
  expect(count("answer_seconds_count")).toBe(1);
  expect(count("answer_seconds_sum")).toBeGreaterThan(1);
  expect(count('answer_seconds_bucket{le="0.5"}')).toBe(0);
  expect(count('answer_seconds_bucket{le="60"}')).toBe(1);
  expect(count("given_up_messages")).toBe(1);
  expect(count("gaps")).toBe(1);
  expect(count('rooms{state="active"}')).toBe(2);
  expect(count('offers{state="open"}')).toBe(10);
});

test("what an operator has seen is named no more", async () => {
  const { bot, readiness, seen, happen } = await newSituation();
  happen({ kind: "gap", about: NORD, cause: "400 unknown token" });
  const { ready, reasons } = await readiness();
  expect(reasons).toMatchObject([
    { what: expect.stringContaining(`${NORD} (400`), remedy: expect.stringContaining("--seen") },
  ]);
  expect(ready).toBe(false);
  const metrics = await (await fetch(`http://${bot.address}/metrics`)).text();
  expect(metrics).toMatch(/^crieur_incidents\{kind="gap"\} 1$/m);
  await seen();
  expect((await readiness()).reasons).toEqual([]);
});

test("an invitation that cannot be followed is noted, and keeps nobody else waiting", async () => {
  const { town, pass, ask, readiness } = await newSituation();
  await pass(10);
  town.ill.join = failure("passing", "cannot join: the answer (500) is a web page", { status: 500 });
  const invitation = { inviter: user("lea"), encrypted: false, type: null, predecessor: null };
  town.come({ invited: [{ room: EST, ...invitation, name: null, alias: null }] });
  await pass(120);
  const sent = town.sent.length;
  ask(NORD);
  await pass(5);
  expect(town.sent.length).toBeGreaterThan(sent);
  expect(await readiness()).toMatchObject({
    ready: true,
    reasons: [],
    notes: [{ what: expect.stringMatching(/^join !est.*500/), since: expect.any(String) }],
  });
  town.ill = {};
  await pass(PROBED);
  expect((await readiness()).notes).toEqual([]);
});

afterAll(() => {
  if (process.env.SITUATIONS === "1") process.stdout.write(`${table.join("\n")}\n`);
});
