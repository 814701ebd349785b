import { describe, expect, test } from "vitest";
import { failureOf } from "../../src/edges/matrix/errors.ts";
import { readResponse } from "../../src/edges/matrix/response.ts";
import type { ErrorConcern } from "../../src/ports/index.ts";

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);
const JSON_TYPE = { "content-type": "application/json" };
const PAGE = { "content-type": "text/html; charset=utf-8" };

function failure(
  status: number,
  body: string | object,
  {
    refusal = "message",
    headers = JSON_TYPE,
  }: { refusal?: ErrorConcern; headers?: Record<string, string> } = {},
) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return failureOf(
    readResponse(status, new Map(Object.entries(headers)), text),
    { what: "send a message", refusal },
    NOW,
  );
}

const error = (errcode: string, said = "said so", more: object = {}) => ({ errcode, error: said, ...more });

describe("what an answer of the homeserver concerns", () => {
  const answers: [string, number, object, ErrorConcern][] = [
    [
      "a token that expired",
      401,
      error("M_UNKNOWN_TOKEN", "Access token has expired", { soft_logout: true }),
      "credentials",
    ],
    [
      "a token of a deleted device",
      401,
      error("M_UNKNOWN_TOKEN", "Invalid access token passed.", { soft_logout: false }),
      "credentials",
    ],
    ["a nonsense refresh token", 401, error("M_UNKNOWN_TOKEN", "invalid refresh token"), "credentials"],
    [
      "a token that did not arrive with one message",
      401,
      error("M_MISSING_TOKEN", "Missing access token"),
      "passing",
    ],
    [
      "a locked account",
      401,
      error("M_USER_LOCKED", "User account has been locked", { soft_logout: true }),
      "account",
    ],
    ["another 401 for one message", 401, error("M_UNAUTHORIZED"), "passing"],
    [
      "a suspended account",
      403,
      error("M_USER_SUSPENDED", "Sending messages while account is suspended is not allowed."),
      "account",
    ],
    ["an expired account", 403, error("ORG_MATRIX_EXPIRED_ACCOUNT", "User account has expired"), "account"],
    [
      "consent that is missing",
      403,
      error("M_CONSENT_NOT_GIVEN", "review and accept", { consent_uri: "http://127.0.0.1/consent" }),
      "account",
    ],
    [
      "maintenance",
      403,
      error("M_RESOURCE_LIMIT_EXCEEDED", "Maintenance", { limit_type: "hs_disabled" }),
      "account",
    ],
    [
      "a send to a room where we are not",
      403,
      error("M_FORBIDDEN", "User @bot:localhost not in room !a"),
      "room",
    ],
    ["a send without the power", 403, error("M_FORBIDDEN", "user_level (0) < send_level (50)"), "room"],
    [
      "a refusal of the room's access rules",
      403,
      error("M_FORBIDDEN", "This event is not allowed in this context"),
      "room",
    ],
    ["a message that is too large", 413, error("M_TOO_LARGE", "event too large"), "message"],
    ["content that is refused", 400, error("M_BAD_JSON", "bad content"), "message"],
    ["another permanent refusal", 400, error("M_UNKNOWN", "no reason"), "message"],
    ["an endpoint that is not found", 404, error("M_UNRECOGNIZED", "Unrecognized request"), "passing"],
    [
      "too many requests",
      429,
      error("M_LIMIT_EXCEEDED", "Too Many Requests", { retry_after_ms: 3522 }),
      "passing",
    ],
    ["a fault of the homeserver", 500, error("M_UNKNOWN", "Internal server error"), "passing"],
    ["a server that is not reached", 502, error("M_UNKNOWN", "Can't connect to server"), "passing"],
  ];
  test.each(answers)("%s", (_name, status, body, concern) => {
    expect(failure(status, body)).toMatchObject({
      concern,
      status,
      errcode: (body as { errcode: string }).errcode,
    });
  });

  test("a refused join concerns the room, whatever the reason", () => {
    for (const [status, errcode] of [
      [403, "M_FORBIDDEN"],
      [403, "M_UNKNOWN"],
      [404, "M_NOT_FOUND"],
      [404, "M_UNKNOWN"],
      [400, "M_INCOMPATIBLE_ROOM_VERSION"],
    ] as const) {
      expect(failure(status, error(errcode), { refusal: "room" })?.concern).toBe("room");
    }
  });

  test("a 401 that says nothing of the token concerns the account where nothing of one room was asked", () => {
    const asked = (refusal: ErrorConcern) => [
      failure(401, error("M_MISSING_TOKEN"), { refusal })?.concern,
      failure(401, error("M_UNAUTHORIZED"), { refusal })?.concern,
    ];
    expect(asked("room")).toEqual(["passing", "passing"]);
    expect(asked("account")).toEqual(["passing", "account"]);
    expect(asked("credentials")).toEqual(["passing", "account"]);
  });

  test("a refused login or refresh concerns the credentials", () => {
    expect(failure(403, error("M_FORBIDDEN"), { refusal: "credentials" })?.concern).toBe("credentials");
  });

  test("a good answer is no failure", () => {
    expect(failure(200, { event_id: "$e" })).toBeNull();
    expect(failure(200, {})).toBeNull();
  });
});

describe("what answers in the homeserver's place is passing, and told in one line", () => {
  test.each([
    [
      "a login page",
      200,
      "<!DOCTYPE html><html><head><title>Portail\n captif</title></head></html>",
      PAGE,
      "web page (“Portail captif”)",
    ],
    [
      "a proxy without its server",
      502,
      "<html><head><title>502 Bad Gateway</title></head></html>",
      PAGE,
      "“502 Bad Gateway”",
    ],
    ["a proxy that wants a password", 401, "<h1>Unauthorized</h1>", PAGE, "web page"],
    ["a firewall", 403, "blocked", { "content-type": "text/plain" }, "no JSON object (“blocked”)"],
    ["JSON of something else", 404, '{"message":"no route"}', JSON_TYPE, "JSON that is no Matrix error"],
    ["JSON that is no object", 200, "null", JSON_TYPE, "no JSON object (“null”)"],
    ["nothing", 200, "", JSON_TYPE, "no JSON object"],
    ["an error in good dress", 200, '{"errcode":"M_UNKNOWN","error":"x"}', JSON_TYPE, "200 M_UNKNOWN"],
  ])("%s", (_name, status, body, headers, told) => {
    const found = failure(status, body, { headers: headers as Record<string, string> });
    expect(found?.concern).toBe("passing");
    expect(found?.message).toContain(told);
    expect(found?.message).not.toMatch(/\n/);
    expect(found?.message.length).toBeLessThan(400);
  });

  test("a redirection tells where to", () => {
    const found = failure(301, "", { headers: { location: "https://matrix.example.org/" } });
    expect(found).toMatchObject({ concern: "passing", status: 301 });
    expect(found?.message).toContain("redirects to https://matrix.example.org/");
  });

  test("a body too large for a proxy is not sent again and again", () => {
    expect(failure(413, "<h1>Request Entity Too Large</h1>", { headers: PAGE })?.concern).toBe("message");
  });
});

describe("how long the server asks us to wait", () => {
  const wait = (body: object, header?: string, status = 429) =>
    failure(status, error("M_LIMIT_EXCEEDED", "Too Many Requests", body), {
      headers: { ...JSON_TYPE, ...(header === undefined ? {} : { "retry-after": header }) },
    })?.retryAfter;

  test.each([
    ["the body, which is more precise than the header", { retry_after_ms: 3522 }, "4", 3522],
    ["seconds of the header", {}, "4", 4000],
    ["a date of the header", {}, "Sat, 21 Nov 2026 12:00:30 GMT", 30_000],
    ["nothing in a date that is past", {}, "Sat, 21 Nov 2026 11:00:00 GMT", null],
    ["nothing in no time at all", {}, "0", null],
    ["an hour at most", { retry_after_ms: 1e12 }, undefined, 3_600_000],
    ["nothing in less than nothing", { retry_after_ms: -5 }, undefined, null],
    ["a tenth of a second at least", { retry_after_ms: 1 }, undefined, 100],
    ["the header where the body has no number", { retry_after_ms: "soon" }, "2", 2000],
    ["nothing", {}, undefined, null],
    ["nothing in a nonsense header", {}, "soon", null],
  ])("%s", (_name, body, header, expected) => {
    expect(wait(body, header)).toBe(expected);
  });

  test("a server that is down may ask, too", () => {
    expect(wait({}, "7", 503)).toBe(7000);
  });

  test("a server that is down is believed for a minute: it does not know when it will be up", () => {
    expect(wait({}, "3600", 503)).toBe(60_000);
    expect(wait({ retry_after_ms: 86_400_000 }, undefined, 502)).toBe(60_000);
  });
});

test("an error says what was tried, what was answered and what to do", () => {
  expect(failure(403, error("ORG_MATRIX_EXPIRED_ACCOUNT", "User account has expired"))?.message).toBe(
    "cannot send a message: the homeserver answered 403 ORG_MATRIX_EXPIRED_ACCOUNT “User account has expired”: " +
      "the account has expired; renew it with the link in the e-mail sent to it",
  );
});

test("what a server says is clipped to one printable line", () => {
  const found = failure(400, error("M_UNKNOWN", `a\u001b[31m\nb${"x".repeat(5000)}`));
  expect(found?.message).toMatch(/^[\P{C}]{1,300}$/u);
});
