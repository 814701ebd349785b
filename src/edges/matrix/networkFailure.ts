import { HomeserverError } from "../../ports/index.ts";
import { codeOf, messageOf } from "../../text/thrown.ts";
import type { Asked } from "./errors.ts";
import { shortened } from "./response.ts";

const CAUSES: ReadonlyMap<string, string> = new Map([
  ["ECONNREFUSED", "nothing listens at that address"],
  ["ENOTFOUND", "its name is unknown to the DNS"],
  ["EAI_AGAIN", "the DNS does not answer"],
  ["ECONNRESET", "the connection was cut"],
  ["EPIPE", "the connection was cut"],
  ["ETIMEDOUT", "no connection in time"],
  ["EHOSTUNREACH", "no way leads there"],
  ["ENETUNREACH", "no way leads there"],
  ["CERT_HAS_EXPIRED", "its certificate has expired"],
  [
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "its certificate is self-signed; NODE_EXTRA_CA_CERTS names a file to trust",
  ],
  ["SELF_SIGNED_CERT_IN_CHAIN", "its certificate is not trusted; NODE_EXTRA_CA_CERTS names a file to trust"],
  [
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "its certificate is not trusted; NODE_EXTRA_CA_CERTS names a file to trust",
  ],
]);

/** The error for a request without an answer. `timeout`: the milliseconds that it was given, if it ran out of them. */
export function networkFailure(error: unknown, asked: Asked, timeout: number | null): HomeserverError {
  const said = timeout === null ? reasonOf(error) : `no answer within ${Math.round(timeout / 100) / 10} s`;
  return new HomeserverError(`cannot ${asked.what}: ${said}`, {
    concern: "passing",
    excess: timeout === null ? null : "time",
  });
}

/** Says why a request had no answer: the first reason where several addresses were tried. */
function reasonOf(error: unknown): string {
  const told = error instanceof AggregateError ? [...error.errors.slice(0, 1), error] : [error];
  const code = told.map(codeOf).find((found) => found !== null);
  if (code !== undefined && code !== null)
    return `the homeserver is not reached (${CAUSES.get(code) ?? code})`;
  const first = told.find((cause) => cause instanceof Error);
  return `the homeserver is not reached (${shortened(messageOf(first ?? error))})`;
}
