import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/read.ts";

const EXAMPLE = join(import.meta.dirname, "../../config/crieur.yaml");

/** The problems of a text, as `line path: message`. */
function problemsOf(text: string, environment: Record<string, string> = {}): string[] {
  const read = readConfig(text, environment);
  return read.ok ? [] : read.problems.map(({ line, path, message }) => `${line} ${path}: ${message}`);
}

function settingsOf(text: string, environment: Record<string, string> = {}) {
  const read = readConfig(text, environment);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.settings;
}

describe("the example configuration", () => {
  const example = readFileSync(EXAMPLE, "utf8");

  test("stands as it is, and names the token's variable", () => {
    const read = readConfig(example, {});
    expect(read).toMatchObject({ ok: true, unsetForHomeserver: ["CRIEUR_ACCESS_TOKEN"] });
  });

  test("shows the defaults: a file without these keys means the same", () => {
    const shown = settingsOf(example);
    const bare = settingsOf("");
    for (const key of ["offers", "store", "announcements", "commands", "pace", "timezone", "log"] as const) {
      expect(normal(shown[key])).toEqual(normal(bare[key]));
    }
  });
});

/** A key left empty and a key left out are the same. */
function normal(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, inner) => inner ?? undefined));
}

describe("a faulty configuration", () => {
  test("has all its problems told at once, in the order of their lines", () => {
    const text = [
      "homeserver:",
      "  url: ftp://example.org",
      "  acessToken: x",
      "offers:",
      "  settle: soon",
      "rooms:",
      "  - room: missions",
      "  - filter: devops",
      "pace: {perSecond: fast}",
      "timezone: Europe/Pari",
      "colour: red",
    ].join("\n");
    expect(problemsOf(text)).toEqual([
      '2 homeserver.url: expected an address that begins with https:// or http://, found "ftp://example.org"',
      '3 homeserver.acessToken: unknown key "acessToken"; did you mean "accessToken"?',
      '5 offers.settle: expected a duration such as 60s, 5m or 2h, found "soon"',
      expect.stringMatching(/^7 rooms\.0\.room: expected a room alias .* found "missions"$/),
      expect.stringMatching(/^8 rooms\.1\.room: expected text, found nothing$/),
      '9 pace.perSecond: expected a number, found "fast"',
      '10 timezone: expected a timezone such as "Europe/Paris", found "Europe/Pari"',
      expect.stringMatching(/^11 colour: unknown key "colour"; known here: homeserver, /),
    ]);
  });

  test.each([
    [
      "rooms:\n  - room: #missions:example.org\n    filter: devops\n",
      "2 rooms.0.room",
      "#missions:example.org",
    ],
    ["rooms:\n  - filter: devops\n    room:   #a:b.org   # ours\n", "3 rooms.0.room", "#a:b.org"],
    ["rooms:\n  - #a:b.org\n", "2 rooms.0", "#a:b.org"],
    ["access:\n  adminRoom: #bot:b.org\n", "2 access.adminRoom", "#bot:b.org"],
  ])("an alias without quotes is told as what it is: %j", (text, where, alias) => {
    expect(problemsOf(text)).toEqual([
      `${where}: a room alias begins with "#", which YAML takes for a comment; write it between quotes: "${alias}"`,
    ]);
  });

  test.each([
    ["rooms:\n  - room:   # which one?\n", "2 rooms.0.room: expected text, found nothing"],
    ['rooms:\n  - "#a:b.org"\n', '2 rooms.0: expected keys such as room, filter, schedule, found "#a:b.org"'],
    ["http: 8090\n", "1 http: expected keys such as listen, found 8090"],
    ["http: {listen: 8090}\n", '1 http.listen: expected host:port such as "127.0.0.1:8090", found 8090'],
    ["hello\n", 'null : expected keys such as homeserver, offers, store, found "hello"'],
  ])("says what belongs there: %j", (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  test("never shows a token, not even a wrong one", () => {
    const told = problemsOf("homeserver:\n  accessToken: [syt_secret]\n").join("\n");
    expect(told).toContain("homeserver.accessToken");
    expect(told).not.toContain("syt_secret");
  });

  test("never shows the password of an address", () => {
    const told = problemsOf("homeserver:\n  url: htps://crieur:secret@example.org\n").join("\n");
    expect(told).toContain('found "htps://…@example.org"');
    expect(told).not.toContain("secret");
  });

  test.each(["127.0.0.1:65536", "127.0.0.1", "::1:80", ":80"])(
    "has an address to listen on, not %j",
    (listen) => {
      expect(problemsOf(`http: {listen: "${listen}"}`)).toEqual([
        expect.stringMatching(/^1 http\.listen: expected host:port/),
      ]);
    },
  );

  test("that is no YAML names the line", () => {
    expect(problemsOf("rooms:\n  - room: [\n")).toEqual([
      expect.stringMatching(/^\d .*not YAML that can be read/),
    ]);
  });

  test("cannot blow up by aliases", () => {
    const bomb = [
      "a: &a [x,x,x,x,x,x,x,x,x]",
      ..."bcdefgh".split("").map((name, index) => {
        const before = "abcdefg"[index];
        return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(",")}]`;
      }),
    ].join("\n");
    expect(() => readConfig(bomb, {})).not.toThrow();
    expect(readConfig(bomb, {}).ok).toBe(false);
  });
});

describe("the conventions of a folder", () => {
  test("are names of fields and a rule of what is open", () => {
    const { offers } = settingsOf(
      "offers:\n  fields: {startup: [equipe, company], title: intitule, lieu:}\n  open: {status: open, archived: false}\n",
    );
    expect(offers.fields).toMatchObject({ startup: ["equipe", "company"], title: ["intitule"], lieu: [] });
    expect(offers.open).toEqual({ status: "open", archived: false });
    expect(settingsOf("offers: {open: always}").offers.open).toBe("always");
    expect(settingsOf("offers: {open: {}, fields: {}}").offers).toMatchObject({ open: null });
  });

  test.each([
    ["  fields:\n    start-up: x", /^3 offers\.fields\.start-up: .*did you mean "startup"\?$/],
    ["  fields:\n    couleur: x", /^3 offers\.fields\.couleur: .*known here: roles, title, open, /],
    ["  fields: [a]", /^2 offers\.fields: expected fields, each with the names/],
    ["  fields: {startup: 3}", /^2 offers\.fields\.startup: expected a name .*, found 3$/],
    ["  fields:\n    lieu: [x, '']", /^3 offers\.fields\.lieu\.1: expected a name .*, found ""$/],
    ["  open: oui", /^2 offers\.open: expected keys .* or "always", found "oui"$/],
    ["  open:\n    status: [a]", /^3 offers\.open\.status: expected one value: /],
    ["  open:\n    a: 1\n    status:", /^4 offers\.open\.status: expected one value: .*found nothing$/],
    ["  open: {open: true}", /^2 offers\.open\.open: is asked only where an offer has no "open"/],
  ])("are refused with line and remedy: %j", (lines, expected) => {
    expect(problemsOf(`offers:\n${lines}\n`)).toEqual([expect.stringMatching(expected)]);
  });
});

describe("environment variables", () => {
  test("fill in, with a default where they are unset or empty", () => {
    const text = "store: sqlite:${DIR:-data}/crieur.db\nlog: ${LEVEL:-warn}\n";
    expect(settingsOf(text)).toMatchObject({ store: "sqlite:data/crieur.db", log: "warn" });
    expect(settingsOf(text, { DIR: "/srv", LEVEL: "" })).toMatchObject({
      store: "sqlite:/srv/crieur.db",
      log: "warn",
    });
  });

  test("are numbers and booleans where they stand unquoted", () => {
    expect(settingsOf("pace:\n  perSecond: ${PACE}\n", { PACE: "2.5" }).pace.perSecond).toBe(2.5);
  });

  test("are text where they would mean something else in YAML", () => {
    const { access } = settingsOf("access:\n  invitesFrom:\n    - ${FROM}\n", { FROM: "*.example.org" });
    expect(access.invitesFrom).toEqual(["*.example.org"]);
  });

  test("are text where they stand in quotes, and cannot add keys", () => {
    const read = settingsOf('commands: {prefix: "${PREFIX}"}', { PREFIX: "!emplois" });
    expect(read.commands.prefix).toBe("!emplois");
    const injected = settingsOf("store: ${STORE}", { STORE: "sqlite:x\nlog: trace" });
    expect(injected).toMatchObject({ store: "sqlite:x\nlog: trace", log: "info" });
  });

  test("that are unset are a problem, except where only a connection needs them", () => {
    expect(problemsOf("store: ${NOWHERE}")[0]).toMatch(
      /^1 store: the environment variable NOWHERE is not set/,
    );
    expect(readConfig("homeserver:\n  accessToken: ${TOKEN}\n", {})).toMatchObject({
      ok: true,
      unsetForHomeserver: ["TOKEN"],
    });
  });
});
