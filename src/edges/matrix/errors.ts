import { type ErrorConcern, HomeserverError } from "../../ports/index.ts";
import { type HomeserverResponse, isPage, shortened } from "./response.ts";
import { readRetryAfter } from "./retryAfter.ts";

/** Errcodes that concern the same thing wherever they come (the Matrix specification, and Synapse's answers). */
const CONCERNS: ReadonlyMap<string, ErrorConcern> = new Map([
  ["M_UNKNOWN_TOKEN", "credentials"],
  ["M_USER_DEACTIVATED", "credentials"],
  ["M_USER_LOCKED", "account"],
  ["M_USER_SUSPENDED", "account"],
  ["ORG_MATRIX_EXPIRED_ACCOUNT", "account"],
  ["M_CONSENT_NOT_GIVEN", "account"],
  ["M_RESOURCE_LIMIT_EXCEEDED", "account"],
  ["M_LIMIT_EXCEEDED", "passing"],
  // Every homeserver has the endpoints used here: a proxy or a worker sent the request astray.
  ["M_UNRECOGNIZED", "passing"],
  // It is sent with every request: something before the homeserver has taken it away.
  ["M_MISSING_TOKEN", "passing"],
]);

const REMEDIES: ReadonlyMap<string, string> = new Map([
  ["M_UNKNOWN_TOKEN", "the access token is dead; `npx crieur login` makes a new one"],
  ["M_MISSING_TOKEN", "the access token did not reach the homeserver; see the proxies before it"],
  ["M_USER_DEACTIVATED", "the account is deactivated"],
  ["M_USER_LOCKED", "the account is locked; an administrator of the homeserver can unlock it"],
  ["M_USER_SUSPENDED", "the account is suspended; an administrator of the homeserver can lift that"],
  ["ORG_MATRIX_EXPIRED_ACCOUNT", "the account has expired; renew it with the link in the e-mail sent to it"],
  ["M_CONSENT_NOT_GIVEN", "the account must accept the homeserver's terms"],
  ["M_RESOURCE_LIMIT_EXCEEDED", "the homeserver is under maintenance or over its limits"],
]);

/** The meaning of a request, by which its refusal is told and judged. */
export interface Asked {
  /** For people: "send a message". */
  readonly what: string;
  /** The concern of a permanent refusal that says nothing more precise. */
  readonly refusal: ErrorConcern;
}

/** Reads the failure that an answer tells of (docs/design.md §7.6); null for a good answer. `now` in milliseconds. */
export function failureOf(answer: HomeserverResponse, asked: Asked, now: number): HomeserverError | null {
  const { status, json } = answer;
  const errcode = typeof json?.errcode === "string" ? shortened(json.errcode) : null;
  const good = status >= 200 && status < 300;
  if (good && json !== null && errcode === null) return null;
  return new HomeserverError(`cannot ${asked.what}: ${tell(answer, errcode)}`, {
    concern: concernOf(status, errcode, asked.refusal),
    status,
    errcode,
    retryAfter: status === 429 || status >= 500 ? readRetryAfter(answer, now) : null,
  });
}

function concernOf(status: number, errcode: string | null, refusal: ErrorConcern): ErrorConcern {
  if (status === 429 || status >= 500 || status === 408 || status === 425) return "passing";
  // Too large stays too large, whoever says so.
  if (status === 413) return refusal;
  // Answered by something before the homeserver: a login page, a proxy without its server, a firewall.
  if (status < 400 || errcode === null) return "passing";
  const known = CONCERNS.get(errcode);
  if (known !== undefined) return known;
  // Perhaps that of a proxy, which wants a password for one path: the homeserver has names for what is wrong with a token
  // or an account. Sync tells whether it is more than one room's (docs/design.md §7.6).
  if (status === 401) return refusal === "message" || refusal === "room" ? "passing" : "account";
  return errcode === "M_FORBIDDEN" && refusal === "message" ? "room" : refusal;
}

function tell(answer: HomeserverResponse, errcode: string | null): string {
  const { status, json } = answer;
  if (json !== null && errcode !== null) {
    const said = typeof json.error === "string" ? ` “${shortened(json.error)}”` : "";
    const remedy = REMEDIES.get(errcode);
    return `the homeserver answered ${status} ${errcode}${said}${remedy === undefined ? "" : `: ${remedy}`}`;
  }
  const target = answer.headers.get("location");
  if (status >= 300 && status < 400 && target !== undefined) {
    return `its address redirects to ${shortened(target)}; put the address that answers into homeserver.url`;
  }
  const kind =
    json !== null ? "JSON that is no Matrix error" : isPage(answer) ? "a web page" : "no JSON object";
  const shown = answer.excerpt === "" ? "" : ` (“${answer.excerpt}”)`;
  return `the answer (${status}) is ${kind}${shown}, so not the homeserver's own; check homeserver.url and the proxies before it`;
}
