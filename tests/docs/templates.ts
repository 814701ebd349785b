/**
 * The messages that a source file can produce, as the page writes them: literals that name a remedy after `; `, or
 * that begin with « this file », with `…` for what is filled in.
 */
export function messageTemplates(source: string): string[] {
  return literalsOf(source).filter(
    (text) => text.length > 25 && !text.includes("\n") && /.; |^this file /.test(text),
  );
}

/** String and template literals, comments left out, each `${…}` as `…`. */
function literalsOf(source: string): string[] {
  const literals: string[] = [];
  for (let at = 0; at < source.length; at += 1) {
    const here = source[at] ?? "";
    if (source.startsWith("//", at)) at = end(source, "\n", at);
    else if (source.startsWith("/*", at)) at = end(source, "*/", at) + 1;
    else if (isPatternAt(source, at)) at = patternEnd(source, at);
    else if (here === '"' || here === "'" || here === "`") {
      const read = literalAt(source, at);
      literals.push(read.text);
      at = read.end;
    }
  }
  return literals;
}

function end(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found === -1 ? source.length : found;
}

/** A regular expression begins where no value can stand before it. */
function isPatternAt(source: string, at: number): boolean {
  return source[at] === "/" && /[=(,:;!&|?{}[\n>]\s*$|return $/.test(source.slice(Math.max(0, at - 40), at));
}

function patternEnd(source: string, from: number): number {
  let inClass = false;
  for (let at = from + 1; at < source.length; at += 1) {
    const here = source[at];
    if (here === "\\") at += 1;
    else if (here === "[") inClass = true;
    else if (here === "]") inClass = false;
    else if ((here === "/" && !inClass) || here === "\n") return at;
  }
  return source.length;
}

/** `end` is the place of its closing quote. */
function literalAt(source: string, from: number): { text: string; end: number } {
  const quote = source[from];
  let text = "";
  for (let at = from + 1; at < source.length; at += 1) {
    const here = source[at] ?? "";
    if (here === quote) return { text, end: at };
    if (here === "\\") {
      at += 1;
      text += source[at] ?? "";
    } else if (quote === "`" && source.startsWith("${", at)) {
      text += "…";
      at = interpolationEnd(source, at + 2);
    } else text += here;
  }
  return { text, end: source.length };
}

function interpolationEnd(source: string, from: number): number {
  let depth = 1;
  for (let at = from; at < source.length; at += 1) {
    const here = source[at];
    if (here === "{") depth += 1;
    else if (here === "}") {
      depth -= 1;
      if (depth === 0) return at;
    } else if (here === '"' || here === "'" || here === "`") at = literalAt(source, at).end;
  }
  return source.length;
}
