import type { Entry } from "./entry.ts";
import { lastOf, type Message } from "./said.ts";
import type { CommandTruth, Truth } from "./truth.ts";

/** The whole line for commands that waited too long (docs/design.md §7.7). */
export const EXCUSE = /^J[’']étais indisponible : redemandez-moi/;
const WITHDRAWN = /^La question a été supprimée/;
const LATE = 10 * 60_000;
/** What was sent in time may reach the room later. */
const HELD_UP = 20_000;
/** Two clocks, and the way of a message. */
const TOLERANCE = 5000;
/** An edit that the bot sees later is no correction any more: somewhat less than a minute. */
const EDIT_SEEN = 45_000;

/** Commands of a room against what answers them: each once, with what was asked; late ones by an excuse. */
export function auditCommands(truth: Truth, room: string, messages: readonly Message[]): Entry[] {
  const answers = Map.groupBy(
    messages.filter(({ answers }) => answers !== null),
    ({ answers }) => answers ?? "",
  );
  const commands = truth.commands.filter((command) => command.room === room);
  const excuses = messages
    .filter(({ versions }) => EXCUSE.test(versions[0].text))
    .map(({ versions }) => versions[0].at);
  const quiet = truth.quiets.at(-1) ?? 0;
  const known = new Set(commands.map(({ event }) => event));
  return [
    ...commands
      .filter(({ at }) => at <= quiet)
      .flatMap((command) => answered(command, answers.get(command.event) ?? [], excuses, truth)),
    ...messages
      .filter(({ answers }) => answers !== null && !known.has(answers))
      .map((message) => unasked(room, message)),
  ];
}

function unasked(room: string, { event, versions: [first] }: Message): Entry {
  const what = `answers what was no command: ${first.text.slice(0, 160)}`;
  return { kind: "lie", passing: false, room, what, at: first.at, id: `unasked ${event}` };
}

function answered(
  command: CommandTruth,
  answers: readonly Message[],
  excuses: readonly number[],
  { quiets }: Truth,
): Entry[] {
  const { event, room, at } = command;
  const due = quiets.find((quiet) => quiet >= at) ?? at;
  const [answer] = answers;
  if (answer === undefined) {
    const excused = excuses.some((said) => said - at > LATE - TOLERANCE);
    if (excused || command.redactedAt !== undefined) return [];
    const what = `not answered: the command about ${command.word}`;
    return [{ kind: "lost", passing: true, room, what, at: due, id: `unanswered ${event}` }];
  }
  const entries: Entry[] = [];
  if (answers.length > 1) {
    const what = `answered ${answers.length} times: the command about ${command.word}`;
    entries.push({
      kind: "repeated",
      passing: false,
      room,
      what,
      at: answers[1]?.versions[0].at ?? due,
      id: `answered ${event}`,
    });
  }
  const { text, at: saidAt } = lastOf(answer);
  const wrong = (what: string): void => {
    entries.push({
      kind: "lie",
      passing: true,
      room,
      what: `${what}: ${text.slice(0, 160)}`,
      at: saidAt,
      id: `wrong ${event}`,
    });
  };
  const after = answer.versions[0].at - at;
  if (!EXCUSE.test(answer.versions[0].text) && after > LATE + HELD_UP)
    wrong(`said as if now after ${Math.round(after / 1000)} s`);
  else if (EXCUSE.test(text)) {
    if (saidAt - at < LATE - TOLERANCE) wrong(`excused after ${Math.round((saidAt - at) / 1000)} s`);
  } else if (command.redactedAt !== undefined) {
    if (!WITHDRAWN.test(text) && answer.redactedAt === null) wrong("stands though its question was deleted");
  } else if (!wordsOf(command, due).some((word) => text.includes(word)))
    wrong(`the answer about ${command.edit?.word ?? command.word} says something else`);
  return entries;
}

/** An edit that may have been seen late leaves the answer as it was. */
function wordsOf({ word, edit }: CommandTruth, due: number): string[] {
  if (edit === undefined) return [word];
  return due - edit.at > EDIT_SEEN ? [word, edit.word] : [edit.word];
}
