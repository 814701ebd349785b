import { numbers, pick } from "../bench/generatedOffers.ts";
import type { RoomId, UserId } from "../src/rooms/identifiers.ts";

/** An answer of `/sync` as a hostile server, or hostile people, could make it; and how it came about. */
export interface HostileSync {
  readonly about: string;
  readonly answer: unknown;
}

type Random = () => number;
type Json = Record<string, unknown>;

export const ME = "@crieur:serveur.example" as UserId;
/** The rooms where the bot is. */
export const ROOMS = [
  "!a:serveur.example",
  "!b:ailleurs.example",
  "!c",
] as readonly string[] as readonly RoomId[];
const PEOPLE = ["@lea:serveur.example", "@eve:ailleurs.example", "@ada:serveur.example", ME];
/** The largest event that a homeserver lets through, less what stands around a body. */
const EVENT = 60_000;

const COMMANDS = [
  "!offres",
  "!offre 1",
  "!offres suite",
  "! offres devops",
  "!aide",
  "crieur: offre 2",
  "!offre",
];
const NASTY = [
  "<script>alert(1)</script>",
  '<a href="https://matrix.to/#/@lea:serveur.example">Léa</a>',
  "</p></del><table>",
  "&lt;b&gt; &amp;amp; &#60;",
  "@room",
  "@\u200broom",
  "\u202e@room",
  "@lea:serveur.example",
  "https://matrix.to/#/%40lea:serveur.example",
  "[clic](javascript:alert(1))",
  "\u2028ligne\r\nautre\u0085",
  "e\u0301\u0301\u0301\u0301\u0301",
  "\ud800",
  "👩‍💻",
  "\0",
  "lieu:",
  "-",
  "« ",
  '"',
  "ou ",
];
/** What a text is made of when it is long: the pieces of patterns that might read it again and again. */
const UNITS = [
  ..."a1.,()[]{}*_-=#'\":/%!<> \n\t",
  "[a",
  "](",
  "<a href=",
  '<a href="',
  "> ",
  "!offre ",
  "!offres ",
  "@crieur:",
  "https://x/#/",
  "é",
  "e\u0301",
  "\u200b",
  "n° ",
  "svp ",
  "« ",
  "ou ",
  "pas de ",
  "lieu:",
  "-a ",
  ME,
];
const ODD = [
  null,
  true,
  -1,
  1e308,
  2 ** 60,
  0.5,
  "",
  "x",
  "__proto__",
  [],
  {},
  [[]],
  { a: null },
  ["!offres"],
];

let events = 0;

/** Makes a batch from a number. Kinds take turns, so that a short campaign meets them all. */
export function syncOf(seed: number): HostileSync {
  const random = numbers(seed);
  const [about, make] = KINDS[seed % KINDS.length] ?? KINDS[0];
  events = seed * 10_000;
  return { about, answer: make(random) };
}

const KINDS: readonly [
  readonly [string, (random: Random) => unknown],
  ...(readonly [string, (random: Random) => unknown])[],
] = [
  [
    "plain commands",
    (random) =>
      sync(
        random,
        many(random, 4, () => said(random, { body: command(random) })),
      ),
  ],
  [
    "hostile words in commands",
    (random) =>
      sync(
        random,
        many(random, 5, () => said(random, { body: nasty(random) })),
      ),
  ],
  [
    "a long body of one thing",
    (random) => sync(random, [said(random, { body: `!offres ${long(random, 1)}` })]),
  ],
  [
    "a long body of two things",
    (random) => sync(random, [said(random, { body: `!offres ${long(random, 2)}` })]),
  ],
  ["a long body that calls nobody", (random) => sync(random, [said(random, { body: long(random, 3) })])],
  [
    "long HTML and mentions",
    (random) =>
      sync(random, [
        said(random, {
          body: `crieur ${nasty(random)}`,
          format: "org.matrix.custom.html",
          formatted_body: long(random, 2),
          "m.mentions": {
            user_ids: random() < 0.5 ? [ME, ...many(random, 999, () => "@x:y")] : ME,
            room: true,
          },
        }),
      ]),
  ],
  [
    "a long quote",
    (random) => sync(random, [said(random, { body: `${"> x\n".repeat(8_000)}\n\n${nasty(random)}` })]),
  ],
  [
    "forged relations",
    (random) =>
      sync(
        random,
        many(random, 12, () => said(random, related(random))),
      ),
  ],
  [
    "edits of edits, of others, of other rooms",
    (random) =>
      sync(
        random,
        many(random, 12, () => edit(random)),
      ),
  ],
  [
    "redactions of anything",
    (random) =>
      sync(
        random,
        many(random, 12, () => redaction(random)),
      ),
  ],
  [
    "forged echoes of ours",
    (random) =>
      sync(
        random,
        many(random, 6, () => echo(random)),
      ),
  ],
  ["a flood of one person", (random) => sync(random, flood(random), ROOMS[0])],
  [
    "state of odd content",
    (random) =>
      sync(
        random,
        many(random, 12, () => state(random)),
      ),
  ],
  ["invitations and departures of odd state", comings],
  [
    "events of odd types",
    (random) =>
      sync(
        random,
        many(random, 8, () => oddly(random, said(random, { body: command(random) }))),
      ),
  ],
  [
    "an answer with something odd in it",
    (random) => spoiled(random, sync(random, [said(random, related(random)), state(random)]), 6),
  ],
  [
    "deep content",
    (random) => sync(random, [said(random, { body: command(random), "m.relates_to": deep(2_000) })]),
  ],
  [
    "no answer of sync",
    (random) => pick([null, [], "x", 3, {}, { next_batch: 3 }, { next_batch: "" }], random),
  ],
];

function sync(random: Random, timeline: unknown[], only?: string): Json {
  const room = only ?? pick(ROOMS, random);
  const joined: Json = {
    timeline: { events: timeline, limited: random() < 0.1, prev_batch: "p" },
    state: { events: [] },
  };
  if (random() < 0.2) joined.summary = { "m.joined_member_count": pick([1, 2, 3, -1, "2", null], random) };
  return { next_batch: `s${events}`, rooms: { join: { [room]: joined } } };
}

function event(random: Random, type: string, content: unknown, more: Json = {}): Json {
  events += 1;
  const sender = pick(PEOPLE.slice(0, 3), random);
  return {
    event_id: `$e${events}`,
    type,
    sender,
    origin_server_ts: Date.now(),
    content,
    unsigned: { age: 5 },
    ...more,
  };
}

function said(random: Random, content: Json): Json {
  return event(random, "m.room.message", { msgtype: "m.text", ...content });
}

function flood(random: Random): Json[] {
  return many(random, 400, () => ({ ...said(random, { body: command(random) }), sender: PEOPLE[1] }), 400);
}

/** An event that was there before, or never. */
function earlier(random: Random): unknown {
  if (random() < 0.15) return odd(random);
  return random() < 0.1 ? "$jamais" : `$e${Math.max(1, events - Math.floor(random() * 20))}`;
}

function related(random: Random): Json {
  const reply = { "m.in_reply_to": { event_id: earlier(random) } };
  const relation = pick(
    [
      reply,
      { rel_type: "m.thread", event_id: earlier(random), is_falling_back: random() < 0.5, ...reply },
      { rel_type: odd(random), event_id: earlier(random) },
      odd(random),
    ],
    random,
  );
  return { body: command(random), "m.relates_to": relation };
}

function edit(random: Random): Json {
  const body = random() < 0.5 ? command(random) : nasty(random);
  return said(random, {
    body: `* ${body}`,
    "m.new_content": random() < 0.1 ? odd(random) : { msgtype: "m.text", body },
    "m.relates_to": { rel_type: "m.replace", event_id: earlier(random) },
  });
}

function redaction(random: Random): Json {
  const redacts = earlier(random);
  return random() < 0.5
    ? event(random, "m.room.redaction", { redacts })
    : event(random, "m.room.redaction", {}, { redacts });
}

function echo(random: Random): Json {
  const mark = random() < 0.2 ? odd(random) : { v: 1, key: pick(["reply:$e1:0", "x", 3], random) };
  const content = random() < 0.2 ? {} : { msgtype: "m.text", body: "x", "fr.gouv.beta.crieur": mark };
  const unsigned = random() < 0.5 ? { transaction_id: pick(["x", 3, {}], random) } : {};
  return event(random, "m.room.message", content, { sender: pick(PEOPLE, random), unsigned });
}

function state(random: Random): Json {
  const [type, content] = pick(
    [
      ["m.room.name", { name: random() < 0.5 ? long(random, 1) : odd(random) }],
      [
        "m.room.canonical_alias",
        { alias: odd(random), alt_aliases: many(random, 3_000, () => nasty(random)) },
      ],
      ["m.room.power_levels", { users: { [ME]: odd(random), x: 1 }, events: odd(random), kick: odd(random) }],
      [
        "m.room.member",
        { membership: pick([...ODD, "join", "leave", "invite"], random), displayname: nasty(random) },
      ],
      [
        "m.room.create",
        {
          room_version: pick([...ODD, "12"], random),
          predecessor: odd(random),
          additional_creators: odd(random),
        },
      ],
    ] as const,
    random,
  );
  return event(random, type, content, {
    state_key: type === "m.room.member" ? pick([...PEOPLE.slice(0, 3), "x"], random) : "",
  });
}

function comings(random: Random): Json {
  const stripped = many(random, 6, () => spoiled(random, state(random), 2));
  return {
    next_batch: `s${events}`,
    rooms: {
      invite: {
        "!i:ailleurs.example": { invite_state: { events: random() < 0.2 ? odd(random) : stripped } },
        x: 3,
      },
      leave: { "!l:ailleurs.example": { timeline: { events: stripped } }, "!m:x": odd(random) },
      join: { __proto__: null, constructor: { timeline: 3 } },
    },
  };
}

function oddly(random: Random, one: Json): Json {
  const key = pick(Object.keys(one), random);
  if (random() < 0.3) {
    const { [key]: _, ...rest } = one;
    return rest;
  }
  return { ...one, [key]: odd(random) };
}

/** The same with a few of its values, wherever they stand, replaced by odd ones. */
function spoiled<T>(random: Random, value: T, times: number): T {
  const copy = structuredClone(value);
  for (let time = 0; time < times; time += 1) {
    let at: unknown = copy;
    for (let depth = 0; depth < 12 && typeof at === "object" && at !== null; depth += 1) {
      const keys = Object.keys(at);
      if (keys.length === 0) break;
      const key = pick(keys, random);
      const holder = at as Json;
      if (random() < 0.2 || typeof holder[key] !== "object") {
        holder[key] = odd(random);
        break;
      }
      at = holder[key];
    }
  }
  return copy;
}

function odd(random: Random): unknown {
  return structuredClone(pick(ODD, random));
}

function deep(levels: number): unknown {
  let content: unknown = "x";
  for (let level = 0; level < levels; level += 1) content = level % 2 === 0 ? { a: content } : [content];
  return content;
}

function command(random: Random): string {
  return `${pick(COMMANDS, random)} ${random() < 0.5 ? pick(["devops", "lyon", "dévelopeuse", "2"], random) : ""}`.trim();
}

function nasty(random: Random): string {
  return `${pick(COMMANDS, random)} ${many(random, 6, () => pick(NASTY, random)).join(pick(["", " "], random))}`;
}

function long(random: Random, units: number): string {
  const unit = many(random, units, () => pick(UNITS, random), units).join("");
  return unit.repeat(Math.ceil(EVENT / unit.length)).slice(0, EVENT);
}

function many<T>(random: Random, most: number, make: () => T, least = 1): T[] {
  return Array.from({ length: Math.max(least, Math.ceil(random() * most)) }, make);
}
