/** Characters of a body that are read, by everything that reads it. The longest real offer has 18,000. */
const READ_LIMIT = 64 * 1024;

/** The part of a body that is Markdown for people: no comments, no template code, no invisible characters, no `data:`. */
export function sourceOf(body: string): string {
  const read = body.slice(0, READ_LIMIT).toWellFormed().normalize("NFC").replace(UNSEEN, "");
  return withoutComments(read).replace(TEMPLATE, "").replace(DATA_ADDRESS, "");
}

/** Soft hyphens, zero-width characters and those that turn the direction of reading; emoji keep their joiners. */
const UNSEEN =
  /[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d/gu;

/** `{% include x %}`, `{{ page.title }}`, `{{< figure >}}`, and what kramdown puts behind a link: `{:target="_blank"}`. */
const TEMPLATE = /\{%(?:[^%]|%(?!\})){0,500}%\}|\{\{(?:[^}]|\}(?!\})){0,500}\}\}|\{:[^{}\n]{0,200}\}/g;

/** An image within the text: letters and digits that say nothing to anybody. */
const DATA_ADDRESS = /\bdata:[\w.+-]{1,40}\/[\w.+-]{1,80}[;,][^\s()<>"']*/gi;

/** Comments left out; one that is never closed is text, so that a slip hides nothing. */
function withoutComments(markdown: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (let open = markdown.indexOf("<!--"); open !== -1; open = markdown.indexOf("<!--", at)) {
    const close = markdown.indexOf("-->", open + 4);
    if (close === -1) break;
    pieces.push(markdown.slice(at, open));
    at = close + 3;
  }
  pieces.push(markdown.slice(at));
  return pieces.join("");
}
