import { describe, expect, test } from "vitest";
import { announcementsDue } from "../../campaign/ledger/announcements.ts";
import { audit } from "../../campaign/ledger/ledger.ts";
import { type DatedEvent, titleOf } from "../../campaign/ledger/said.ts";
import type { CommandTruth, FileState, OfferTruth, Truth } from "../../campaign/ledger/truth.ts";

const BOT = "@crieur:x";
const ROOM = "!nord:x";
const MINUTE = 60_000;
const RELATION = "m.relates_to";

const offer = (states: readonly FileState[], more: Partial<OfferTruth> = {}): OfferTruth => ({
  number: 7,
  rooms: [ROOM],
  states,
  ...more,
});
const open = (at: number, revision = 1): FileState => ({ at, state: "open", revision });
const closed = (at: number, revision = 1): FileState => ({ at, state: "closed", revision });
const command = (more: Partial<CommandTruth> = {}): CommandTruth => ({
  event: "$ask",
  room: ROOM,
  at: 100,
  word: "zeste1",
  ...more,
});
const world = (more: Partial<Truth>): Truth => ({
  bot: BOT,
  rooms: [{ id: ROOM }],
  offers: [],
  commands: [],
  redactions: [],
  quiets: [1000, 2000],
  ...more,
});

let events = 0;
/** A message of the bot. */
function says(sentAt: number, text: string, content: Record<string, unknown> = {}): DatedEvent {
  const eventId = `$${++events}`;
  const mark = { "fr.gouv.beta.crieur": { v: 1, key: `key of ${eventId}` } };
  const whole = { msgtype: "m.text", body: text, ...mark, ...content };
  return { eventId, roomId: ROOM, type: "m.room.message", sender: BOT, content: whole, unsigned: {}, sentAt };
}
const edits = (sentAt: number, { eventId }: DatedEvent, text: string): DatedEvent =>
  says(sentAt, `* ${text}`, {
    "m.new_content": { body: text },
    [RELATION]: { rel_type: "m.replace", event_id: eventId },
  });
const answers = (sentAt: number, text: string, to = "$ask"): DatedEvent =>
  says(sentAt, text, { [RELATION]: { "m.in_reply_to": { event_id: to } } });
const again = (event: DatedEvent, sentAt: number): DatedEvent => ({
  ...event,
  sentAt,
  eventId: `$${++events}`,
});
const title = (revision = 1, number = 7): string => titleOf(number, revision, "phare");
const news = (sentAt: number, revision = 1): DatedEvent =>
  says(sentAt, `📢 Nouvelle offre : ${title(revision)}`);
const struck = (revision = 1): string => `Offre fermée le 28 novembre 2026 : ${title(revision)}`;

/** The kinds and the beginnings of what the ledger finds. */
const found = (truth: Truth, ...timeline: readonly DatedEvent[]): string[] =>
  audit(truth, new Map([[ROOM, timeline]])).map(({ kind, what }) => `${kind}: ${what}`);

describe("a clean ledger", () => {
  test("an offer that opens, changes its title, closes, reopens, each said once", () => {
    const first = news(110);
    const truth = world({
      offers: [offer([open(100), open(300, 2), closed(1100, 2), open(2100, 2)])],
      quiets: [1000, 2000, 3000],
    });
    const timeline = [
      first,
      edits(310, first, `📢 Nouvelle offre : ${title(2)}`),
      edits(1110, first, struck(2)),
      says(2110, `📢 Offre rouverte : ${title(2)}`),
    ];
    expect(found(truth, ...timeline)).toEqual([]);
  });

  test("a list of new offers, one of which has closed", () => {
    const two = [offer([open(100)]), offer([open(100), closed(1100)], { number: 8 })];
    const list = says(120, `📢 2 nouvelles offres\n1. ${title()}\n2. ${title(1, 8)}\nRépondez « !offre 1 »`);
    const edit = edits(
      1110,
      list,
      `📢 2 nouvelles offres\n1. ${title()}\n2. Fermée le 28 novembre : ${title(1, 8)}`,
    );
    expect(found(world({ offers: two }), list, edit)).toEqual([]);
  });

  test("a list that is edited goes on saying that an opening is over, though the offer is open again", () => {
    const two = [
      offer([open(100), closed(1100), open(2100)]),
      offer([open(100), closed(3100)], { number: 8 }),
    ];
    const list = says(120, `📢 2 nouvelles offres\n1. ${title()}\n2. ${title(1, 8)}`);
    const over = `1. Fermée le 28 novembre : ${title()}`;
    const timeline = [
      list,
      edits(1110, list, `📢 2 nouvelles offres\n${over}\n2. ${title(1, 8)}`),
      says(2110, `📢 Offre rouverte : ${title()}`),
      edits(3110, list, `2 offres, toutes fermées\n${over}\n2. Fermée le 28 novembre : ${title(1, 8)}`),
    ];
    expect(found(world({ offers: two, quiets: [1000, 2000, 3000, 4000] }), ...timeline)).toEqual([]);
  });

  test("what came and went while nobody looked: told or not", () => {
    const truth = world({ offers: [offer([open(100), closed(200)])] });
    const told = news(150);
    expect(found(truth)).toEqual([]);
    expect(found(truth, told, edits(250, told, struck()))).toEqual([]);
  });

  test("a command answered, corrected, deleted, or excused after ten minutes", () => {
    const answer = answers(150, "Aucune offre ouverte pour « zeste1 »");
    expect(found(world({ commands: [command()] }), answer)).toEqual([]);
    const corrected = world({ commands: [command({ edit: { at: 120, word: "zeste2" } })] });
    expect(found(corrected, answer, edits(170, answer, "Aucune offre ouverte pour « zeste2 »"))).toEqual([]);
    const deleted = world({ commands: [command({ redactedAt: 130 })] });
    expect(found(deleted)).toEqual([]);
    expect(
      found(deleted, answer, edits(170, answer, "La question a été supprimée, sa réponse aussi.")),
    ).toEqual([]);
    const late = world({
      commands: [command(), command({ event: "$later", at: 200 })],
      quiets: [12 * MINUTE],
    });
    expect(found(late, answers(11 * MINUTE, "J’étais indisponible : redemandez-moi", "$later"))).toEqual([]);
  });
});

describe("announcements", () => {
  const truth = world({ offers: [offer([open(100)])] });

  test("one that never came is lost", () => {
    expect(found(truth)).toEqual(["lost: offer 7 opened, and was not announced"]);
  });

  test("one that is not due yet is not missed", () => {
    expect(found(world({ offers: [offer([open(2500)])] }))).toEqual([]);
  });

  test("one that came twice is repeated, also in a list and much later", () => {
    expect(found(truth, news(110), news(120))).toContain(
      "repeated: offer 7 opened 1 times at most, and was announced 2 times",
    );
    expect(found(truth, news(110), says(1500, `📢 3 nouvelles offres\n1. ${title()}`))).toContain(
      "repeated: offer 7 opened 0 times at most, and was announced 1 times",
    );
  });

  test("the same message twice under one key is repeated", () => {
    const first = news(110);
    expect(found(truth, first, again(first, 115))).toContainEqual(
      expect.stringMatching(/said 2 times under one key/),
    );
  });

  test("one of another room's filter is a lie", () => {
    const elsewhere = world({ offers: [offer([open(100)], { rooms: ["!sud:x"] })] });
    expect(found(elsewhere, news(110))).toEqual([
      "lie: offer 7 does not concern this room, and was announced",
    ]);
  });

  test("a closing that is not shown is lost", () => {
    const gone = world({ offers: [offer([open(100), { at: 1100, state: "gone", revision: 1 }])] });
    expect(found(gone, news(110))).toEqual([expect.stringMatching(/^lost: offer 7 should be shown closed/)]);
  });

  test("an old announcement that came back to life is seen", () => {
    const reopened = world({
      offers: [offer([open(100), closed(1100), open(2100)])],
      quiets: [1000, 2000, 3000],
    });
    const first = news(110);
    const second = says(2110, `📢 Offre rouverte : ${title()}`);
    const closing = edits(1110, first, struck());
    expect(found(reopened, first, closing, second)).toEqual([]);
    expect(
      found(reopened, first, closing, second, edits(2120, first, `📢 Nouvelle offre : ${title()}`)),
    ).toEqual([expect.stringMatching(/^lost: offer 7 should be shown closed/)]);
  });

  test("a new title that is not shown is lost", () => {
    const renamed = world({ offers: [offer([open(100), open(1100, 2)])] });
    expect(found(renamed, news(110))).toEqual([expect.stringMatching(/^lost: .*its title at revision 2/)]);
  });

  test("an offer said to be closed that stands open is a lie, though it is put right later", () => {
    const first = news(110);
    const timeline = [
      first,
      edits(1100, first, struck()),
      edits(1200, first, `📢 Nouvelle offre : ${title()}`),
    ];
    expect(found(truth, ...timeline)).toEqual([expect.stringMatching(/^lie: offer 7 was not closed/)]);
  });

  test("an opening announced long after it was over is a lie and a repeat", () => {
    const over = world({ offers: [offer([open(100), closed(200)])] });
    expect(found(over, news(1500)).map((line) => line.split(":")[0])).toEqual(["repeated", "lost", "lie"]);
  });

  test("one that is edited after a moderator deleted it is a lie", () => {
    const first = news(110);
    const redactions = [{ room: ROOM, event: first.eventId, at: 500 }];
    const redaction: DatedEvent = {
      ...{ eventId: "$gone", roomId: ROOM, type: "m.room.redaction", sender: "@mod:x" },
      ...{ content: {}, unsigned: {}, redacts: first.eventId, sentAt: 500 },
    };
    const closing = world({ offers: [offer([open(100), closed(1100)])], redactions });
    expect(found(closing, first, redaction)).toEqual([]);
    expect(found(closing, first, redaction, edits(1110, first, struck()))).toEqual([
      expect.stringMatching(/^lie: edited after a moderator deleted it/),
    ]);
  });
});

describe("commands", () => {
  const truth = world({ commands: [command()] });
  const right = "Aucune offre ouverte pour « zeste1 »";

  test("one without an answer is lost", () => {
    expect(found(truth)).toEqual(["lost: not answered: the command about zeste1"]);
  });

  test("one with two answers is repeated", () => {
    expect(found(truth, answers(110, right), answers(900, right))).toEqual([
      "repeated: answered 2 times: the command about zeste1",
    ]);
  });

  test("an answer about something else, an excuse too soon, and a fault of ours are lies", () => {
    for (const text of [
      "Aucune offre ouverte pour « zeste9 »",
      "J’étais indisponible : redemandez-moi",
      "Désolé",
    ])
      expect(found(truth, answers(110, text))).toEqual([expect.stringMatching(/^lie: /)]);
  });

  test("a correction that was not heeded is a lie, unless it may have come too late", () => {
    const edited = (at: number) =>
      world({ commands: [command({ edit: { at, word: "zeste2" } })], quiets: [70_000] });
    expect(found(edited(69_000), answers(110, right))).toEqual([
      expect.stringMatching(/zeste2 says something else/),
    ]);
    expect(found(edited(200), answers(110, right))).toEqual([]);
  });

  test("an answer that stands though its question was deleted is a lie", () => {
    expect(found(world({ commands: [command({ redactedAt: 300 })] }), answers(110, right))).toEqual([
      expect.stringMatching(/^lie: stands though its question was deleted/),
    ]);
  });

  test("an answer that comes after ten minutes as if now is a lie", () => {
    const late = world({ commands: [command()], quiets: [12 * MINUTE] });
    expect(found(late, answers(11 * MINUTE, right))).toEqual([
      expect.stringMatching(/^lie: said as if now after 660 s/),
    ]);
  });

  test("an answer to nobody is a lie", () => {
    expect(found(truth, answers(110, right), answers(120, right, "$chat"))).toEqual([
      expect.stringMatching(/^lie: answers what was no command/),
    ]);
  });

  test("one excuse does not cover what came after it", () => {
    const commands = [command(), command({ event: "$new", at: 11 * MINUTE, word: "zeste3" })];
    const late = world({ commands, quiets: [12 * MINUTE] });
    expect(found(late, answers(11 * MINUTE, "J’étais indisponible : redemandez-moi"))).toEqual([
      "lost: not answered: the command about zeste3",
    ]);
  });
});

test("a second welcome is repeated, and a word that nobody expects is a lie", () => {
  const hello = "Bonjour, je suis Crieur. J’annonce ici toutes les nouvelles offres d’emploi";
  expect(found(world({}), says(10, hello), says(1500, hello))).toEqual(["repeated: welcomed twice"]);
  expect(found(world({}), says(10, "Coucou"))).toEqual(["lie: nobody expects it: Coucou"]);
});

test.each([
  { states: [open(100)], least: 1, most: 1 },
  { states: [open(100), closed(200)], least: 0, most: 1 },
  { states: [open(100), closed(200), open(300)], least: 1, most: 2 },
  { states: [open(10), closed(100), open(200)], least: 0, most: 1 },
  { states: [open(10), open(200, 2)], least: 0, most: 0 },
  { states: [closed(10)], least: 0, most: 0 },
])("of $states between 50 and 1000, $least to $most announcements are due", ({ states, least, most }) => {
  expect(announcementsDue({ states }, { from: 50, to: 1000 })).toEqual({ least, most });
});
