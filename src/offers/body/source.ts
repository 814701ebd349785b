import { withoutUnseen } from "../../text/unseen.ts";
import { withoutTemplates } from "./templates.ts";

/** Characters of a body that are read, by everything that reads it. The longest real offer has 18,000. */
const READ_LIMIT = 64 * 1024;

/**
 * The part of a body that is Markdown for people: no comments, no template code, no invisible characters, no `data:`.
 * An image within the text does not count against the limit.
 */
export function sourceOf(body: string): string {
  const read = withoutData(body).slice(0, READ_LIMIT);
  return withoutTemplates(withoutComments(PLAIN.test(read) ? read : seenOf(read)));
}

/**
 * Nothing but what most French is written in, each sign in one character: no marks that could be composed, and none of the
 * signs that nobody sees.
 */
const PLAIN = /^[\t\n\r\x20-\x7e\u00a0-\u00ac\u00ae-\u017f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*$/;

function seenOf(text: string): string {
  const composed = text.toWellFormed().replace(PILED_MARKS, "$1").normalize("NFC");
  return withoutUnseen(composed).replace(CONTROL, " ");
}

/** No letter has more accents than four; to order 60,000 of them (as NFC does) takes a second. */
const PILED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** All but tab, line feed and carriage return. */
const CONTROL = /\p{Cc}(?<![\t\n\r])/gu;

/** Letters and digits that say nothing to anybody. */
const DATA_ADDRESS = /\bdata:[\w.+-]{1,40}\/[\w.+-]{1,80}[;,][^\s()<>"']*/gi;

/** Leaves a target where Markdown or HTML wants one, so that the link or the image around it stays one. */
function withoutData(body: string): string {
  return body.replace(DATA_ADDRESS, (_, at: number) =>
    /[(<"'=:] ?$/.test(body.slice(Math.max(0, at - 2), at)) ? "#" : "",
  );
}

const COMMENTS: readonly (readonly [string, string])[] = [
  ["<!--", "-->"],
  ["{% comment %}", "{% endcomment %}"],
  ["{::comment}", "{:/comment}"],
  ["{/*", "*/}"],
];

/** Comments left out; one that is never closed is text, so that a slip hides nothing. */
function withoutComments(markdown: string): string {
  return COMMENTS.reduce((text, [open, close]) => withoutSpans(text, open, close), markdown);
}

function withoutSpans(text: string, opening: string, closing: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (let open = text.indexOf(opening); open !== -1; open = text.indexOf(opening, at)) {
    const close = text.indexOf(closing, open + opening.length);
    if (close === -1) break;
    pieces.push(text.slice(at, open));
    at = close + closing.length;
  }
  pieces.push(text.slice(at));
  return pieces.join("");
}
