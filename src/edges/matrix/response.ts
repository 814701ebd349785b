import { isObject } from "../../text/untrusted.ts";

/** The answer of a server, before it is judged: it may be a proxy's. */
export interface HomeserverResponse {
  readonly status: number;
  readonly headers: Headers;
  /** The body as a JSON object; null when it is anything else. */
  readonly json: Readonly<Record<string, unknown>> | null;
  /** The beginning of a body that is no JSON object; it says what answered in the homeserver's place. */
  readonly excerpt: string;
}

/** Longest excerpt, characters. */
const EXCERPT = 100;

/** Names in lower case. */
type Headers = Pick<ReadonlyMap<string, string>, "get">;

export function readResponse(status: number, headers: Headers, body: string): HomeserverResponse {
  const json = readObject(body);
  return { status, headers, json, excerpt: json === null ? excerptOf(body) : "" };
}

function readObject(body: string): HomeserverResponse["json"] {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Cuts out the title of a page, else its first characters; one line. */
function excerptOf(body: string): string {
  const head = body.slice(0, 10_000);
  const from = head.search(/<title>/i);
  const to = from === -1 ? -1 : head.slice(from).search(/<\/title>/i);
  return shortened(to === -1 ? head : head.slice(from + "<title>".length, from + to));
}

/** Cuts text of a server to 100 characters on one line, without characters that could disturb a terminal or a log. */
export function shortened(text: string): string {
  const line = text
    .trimStart()
    .slice(0, EXCERPT * 4)
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
  return line.length > EXCERPT ? `${line.slice(0, EXCERPT - 1)}…` : line;
}

/** Tells whether the body is a web page and no answer to a program. */
export function isPage(answer: HomeserverResponse): boolean {
  return (answer.headers.get("content-type") ?? "").startsWith("text/html") || answer.excerpt.startsWith("<");
}
