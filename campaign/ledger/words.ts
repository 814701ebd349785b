import type { Entry } from "./entry.ts";
import { claimsIn, type Message, type Version } from "./said.ts";
import { type Span, spansOf, statesIn, type Truth } from "./truth.ts";

/** A message of the bot that is neither announcement nor answer. */
const WELCOME = /^Bonjour, je suis /;

/** Single messages and edits of a room: nothing twice under one key, and nothing that was not so when it was said. */
export function auditWords(truth: Truth, room: string, messages: readonly Message[]): Entry[] {
  const administrative = truth.rooms.some(({ id, administrative: so }) => id === room && so === true);
  const versions = messages.flatMap((message) => message.versions.map((version) => ({ message, version })));
  return [
    ...repeated(room, versions),
    ...welcomes(room, messages),
    ...versions.flatMap(({ message, version }) => untrue(truth, room, message, version)),
    ...messages.flatMap((message) => afterRedaction(truth, room, message)),
    ...(administrative ? [] : messages.flatMap((message) => unknown(room, message))),
  ];
}

function repeated(
  room: string,
  versions: readonly { readonly message: Message; readonly version: Version }[],
): Entry[] {
  const keyed = versions.filter(({ version }) => version.key !== null);
  const groups = Map.groupBy(keyed, ({ message, version }) =>
    // An edit of an answer is keyed by its text: the same text may come back after another.
    version.event === message.event ? version.key : `${message.event} ${version.key} ${version.text}`,
  );
  return [...groups.values()].flatMap((group) => {
    const again = group[1];
    if (again === undefined) return [];
    const what = `said ${group.length} times under one key: ${again.version.text.slice(0, 160)}`;
    return [
      {
        kind: "repeated",
        passing: false,
        room,
        what,
        at: again.version.at,
        id: `twice ${again.version.event}`,
      },
    ];
  });
}

function welcomes(room: string, messages: readonly Message[]): Entry[] {
  const [, again] = messages.filter(({ versions }) => WELCOME.test(versions[0].text));
  if (again === undefined) return [];
  return [
    {
      kind: "repeated",
      passing: false,
      room,
      what: "welcomed twice",
      at: again.versions[0].at,
      id: `welcome ${again.event}`,
    },
  ];
}

/**
 * An offer that is said to be open, or closed, was so at some time since everything had been told before. A message goes
 * on saying that the opening which it announced is over, whatever came after.
 */
function untrue(truth: Truth, room: string, message: Message, version: Version): Entry[] {
  const span = spanOf(truth.quiets, version.at);
  return claimsIn(version.text).flatMap((claim) => {
    const offer = truth.offers.find(({ number }) => number === claim.number);
    const from = claim.open ? span.from : spanOf(truth.quiets, message.versions[0].at).from;
    const states = offer ? statesIn(offer, { from, to: version.at + CLOCKS }) : [];
    const so = states.some(
      ({ state, revision }) =>
        (state === "open") === claim.open && (revision === claim.revision || !claim.open),
    );
    if (so || version.text.startsWith(NONE)) return [];
    const what = `offer ${claim.number} was not ${claim.open ? `open at revision ${claim.revision}` : "closed"}: ${version.text.slice(0, 160)}`;
    return [
      {
        kind: "lie",
        passing: false,
        room,
        what,
        at: version.at,
        id: `untrue ${version.event} ${message.event} ${claim.number}`,
      },
    ];
  });
}

/** « Aucune offre ouverte pour … » repeats what was asked. */
const NONE = "Aucune offre";
/** The driver notes a change right after the file is in place. */
const CLOCKS = 50;

function spanOf(quiets: readonly number[], moment: number): Span {
  return spansOf(quiets).find(({ to }) => moment <= to) ?? { from: quiets.at(-1) ?? 0, to: moment };
}

/** What a moderator took back is not edited again, once the bot has had time to see it. */
function afterRedaction({ redactions, quiets }: Truth, room: string, { event, versions }: Message): Entry[] {
  const taken = redactions.find((one) => one.room === room && one.event === event);
  const seen = taken && quiets.find((quiet) => quiet >= taken.at);
  const edit = seen === undefined ? undefined : versions.find(({ at }) => at > seen);
  if (edit === undefined) return [];
  const what = `edited after a moderator deleted it: ${edit.text.slice(0, 160)}`;
  return [{ kind: "lie", passing: false, room, what, at: edit.at, id: `raised ${edit.event}` }];
}

function unknown(room: string, { event, answers, versions: [first] }: Message): Entry[] {
  if (answers !== null || WELCOME.test(first.text) || claimsIn(first.text).length > 0) return [];
  const what = `nobody expects it: ${first.text.slice(0, 160)}`;
  return [{ kind: "lie", passing: false, room, what, at: first.at, id: `unknown ${event}` }];
}
