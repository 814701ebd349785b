/**
 * What site generators read in a body and no reader sees: shortcodes, expressions, components and modules of MDX, the
 * marks of admonitions. What stands between two tags of a component stays. Every pattern is bounded.
 */

/** `{% include x %}`, `{{ page.title }}`, `{{< figure >}}`, `<%= x %>`, and what kramdown puts behind a link: `{:target="_blank"}`. */
const TEMPLATE =
  /\{%(?:[^%]|%(?!\})){0,500}%\}|\{{2,3}[^{}]{0,500}\}{2,3}|\{[:#][^{}\n]{0,200}\}|<%(?:[^%]|%(?!>)){0,500}%>/g;

/** `import X from "x"` and `export const x = …`, up to an empty line; prose that begins so has no quotation mark or keyword. */
const MODULE =
  /^(?:import (?:[\w*{}, ]{1,200} from )?(?:"[^"\n]{1,200}"|'[^'\n]{1,200}');?[ \t]*|export (?:default|const|let|var|function|async|class) [^\n]{0,1000}(?:\n(?![ \t]*(?:\n|#))[^\n]{0,1000}){0,60})$/gm;

const QUOTED = `"[^"\\n]{0,500}"|'[^'\\n]{0,500}'`;
const BRACES = `\\{(?:[^{}]|\\{(?:[^{}]|\\{[^{}]{0,200}\\}){0,300}\\}){0,300}\\}`;
/** A tag with an attribute that only JSX has; 1 the slash, 2 the name. */
const JSX_TAG = new RegExp(
  `<(/?)([A-Za-z][\\w.]{0,40})((?:\\s{1,20}[\\w:-]{1,40}(?:=(?:${QUOTED}|${BRACES}))?|\\s{1,20}\\{\\.{3}[\\w.]{1,60}\\}){0,30})\\s{0,20}/?>`,
  "g",
);
const COMPONENT = /^[A-Z][a-z]/;

/** `{props.title}`, `{" "}`, `{format(date)}`; a set (« {a, b} ») is text. */
const EXPRESSION =
  /\{\s{0,9}(?:"[^"\n{}]{0,200}"|'[^'\n{}]{0,200}'|[A-Za-z_$][\w$]{0,60}(?:\.[\w$]{1,60}|\([^(){}\n]{0,100}\)){0,6})\s{0,9}\}/g;

/** Each with a sign that it has, looked for before it. `::: tip Titre` keeps the title; `> [!NOTE]`, `[[toc]]`, `[^1]`, `[button url="…"]`, `:wave:`. */
const MARKS: readonly (readonly [sign: string, mark: RegExp, kept: string])[] = [
  [":::", /^[ \t]{0,8}:{3,8}[ \t]{0,4}(?:\{[^}\n]{0,200}\}|[a-zA-Z][\w-]{0,30})?[ \t]{0,4}/gm, ""],
  ["[!", /\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION|INFO)\][+-]?/gi, ""],
  ["]", /^\[{1,2}toc\]{1,2}[ \t]*$/gim, ""],
  ["[^", /\[\^[^\]\n]{1,40}\]:?/g, ""],
  ["[[", /\[\[(?:[^[\]|\n]{1,200}\|)?([^[\]|\n]{1,200})\]\]/g, "$1"],
  [
    "[",
    /\[\/?[a-z][a-z_-]{1,30}(?:\s{1,4}[\w-]{1,30}=(?:"[^"\n]{0,300}"|'[^'\n]{0,300}')){1,10}\s{0,4}\/?\]|\[\/[a-z][a-z_-]{1,30}\]/g,
    "",
  ],
  [":", /(?<![\w:/]):[a-z][a-z0-9_+-]{1,30}:(?![\w/])/g, ""],
  ["==", /==(?=\S)([^=\n]{1,300})(?<=\S)==/g, "$1"],
  ["[", /^([ \t]{0,20}(?:[-*+]|\d{1,3}[.)])[ \t]{1,4})\[[ xX]\][ \t]/gm, "$1"],
  // What a word processor left of bold text: a body that wants two asterisks shown is none of an offer.
  ["\\*", /(?:\\\*){2,8}/g, ""],
];

/** A body without what its site's generator reads. */
export function withoutTemplates(body: string): string {
  let text = body;
  if (text.includes("import ") || text.includes("export ")) text = text.replace(MODULE, "");
  if (text.includes("{")) {
    text = text.replace(JSX_TAG, withoutAttributes);
    text = text.replace(TEMPLATE, "").replace(EXPRESSION, "");
  } else if (text.includes("<")) text = text.replace(JSX_TAG, withoutAttributes).replace(TEMPLATE, "");
  for (const [sign, mark, kept] of MARKS) if (text.includes(sign)) text = text.replace(mark, kept);
  return text;
}

/** Components go; of HTML's own tags those with expressions keep their names, which say where lines end. */
function withoutAttributes(tag: string, slash: string, name: string, attributes: string): string {
  if (COMPONENT.test(name)) return "";
  return attributes.includes("{") ? `<${slash}${name}>` : tag;
}
