/** A refusal of the homeserver, in its own words. */
export class MatrixError extends Error {
  override readonly name = "MatrixError";
  readonly status: number;
  readonly errcode: string;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(request: string, status: number, body: Readonly<Record<string, unknown>>) {
    super(`${request}: ${status} ${String(body.errcode ?? "")} ${String(body.error ?? "")}`);
    this.status = status;
    this.errcode = String(body.errcode ?? "");
    this.body = body;
  }
}

/** A JSON object, of a request or of an answer. */
export type JsonRecord = Record<string, unknown>;

/** Asks a homeserver; `path` begins with a slash, its parts are encoded already. */
export type Requester = (
  method: string,
  path: string,
  body?: JsonRecord,
  signal?: AbortSignal,
) => Promise<JsonRecord>;

/**
 * @returns a function that makes requests with that token, answers with the JSON of the body, and rejects with
 *   `MatrixError` on any status but 2xx. It retries nothing: a test wants to see what was said.
 */
export function requester(url: string, accessToken?: string): Requester {
  return async (method, path, body, signal) => {
    const response = await fetch(url + path, {
      method,
      headers: accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    const answer: JsonRecord = JSON.parse(await response.text());
    if (!response.ok) throw new MatrixError(`${method} ${path.split("?")[0]}`, response.status, answer);
    return answer;
  };
}

/** A path of the client-server API, its parts encoded: `apiPath("rooms", id, "join")`. */
export function apiPath(...parts: readonly string[]): string {
  return `/_matrix/client/v3/${parts.map(encodeURIComponent).join("/")}`;
}

/** Reads a field of an answer. Throws when it holds no text. */
export function textField(answer: JsonRecord, key: string): string {
  const value = answer[key];
  if (typeof value !== "string") throw new Error(`the homeserver's answer has no text "${key}"`);
  return value;
}
