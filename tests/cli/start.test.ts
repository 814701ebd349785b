import { describe, expect, test } from "vitest";
import { answering } from "./answering.ts";
import { FOLDER, jsonLines, Place } from "./crieur.ts";

function configuration(url: string, listen = "", token = "syt_secret"): Record<string, string> {
  const lines = [`homeserver: {url: "${url}", accessToken: "${token}"}`, `http: {listen: "${listen}"}`];
  return { ...FOLDER, "config/crieur.yaml": lines.join("\n") };
}

describe("start", () => {
  test("runs while the homeserver is away, and SIGTERM ends it well", async () => {
    const { url } = await answering(502, {});
    const place = new Place(configuration(url));
    const bot = place.start(["start"]);
    await bot.said('"started"');
    bot.kill("SIGTERM");
    const { code, stdout, stderr } = await bot.ended;
    expect(jsonLines(stdout).at(-1)).toMatchObject({ msg: "stopped" });
    expect(stdout).not.toContain("syt_secret");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test.each([
    ["dead", 401, { errcode: "M_UNKNOWN_TOKEN" }, /access token is dead.*crieur login/],
    ["without a device", 200, { user_id: "@crieur:b.fr" }, /belongs to no device.*crieur login/],
  ])("a token that is %s: one line, 78", async (_what, status, body, line) => {
    const { url } = await answering(status, body);
    const { code, stderr } = await new Place(configuration(url)).crieur(["start"]);
    expect(stderr).toMatch(line);
    expect(stderr).toMatch(/^crieur: [^\n]+\n$/);
    expect(code).toBe(78);
  });

  test("a port that is taken: one line, 78", async () => {
    const { url, port } = await answering(502, {});
    const { code, stderr } = await new Place(configuration(url, `127.0.0.1:${port}`)).launch(["start"]);
    expect(stderr).toMatch(/^crieur: http\.listen: cannot listen on 127\.0\.0\.1:\d+ .*\n$/);
    expect(code).toBe(78);
  });

  test.each([
    [
      "no token",
      configuration("http://127.0.0.1:1", "", ""),
      /^config\/crieur\.yaml:1: homeserver\.accessToken: .*crieur login.*\n$/,
    ],
    [
      "a token that cannot be one",
      configuration("http://127.0.0.1:1", "", "a b"),
      /^crieur: homeserver\.accessToken .*\n$/,
    ],
    [
      "a token file that is not there, found before the offers of a new store count as told",
      {
        ...FOLDER,
        "config/crieur.yaml": 'homeserver: {url: "http://127.0.0.1:1", accessTokenFile: none.json}',
      },
      /^crieur: the token file .*none\.json cannot be read .*npx crieur login.*\n$/,
    ],
    [
      "an address with a password",
      configuration("http://u:p@127.0.0.1:1"),
      /^crieur: homeserver\.url .*take it out\n$/,
    ],
    [
      "no folder",
      {
        "config/crieur.yaml": `${configuration("http://127.0.0.1:1")["config/crieur.yaml"]}\noffers: {folder: nowhere}`,
      },
      /^crieur: the offers folder nowhere .*\n$/,
    ],
    [
      "a store in a file",
      { ...configuration("http://127.0.0.1:1"), data: "" },
      /^crieur: The store .*\/data\b.*--store\.\n$/,
    ],
  ])("%s: one line, 78", async (_what, files, line) => {
    const place = new Place(files);
    const { code, stdout, stderr } = await place.crieur(["start"]);
    expect(stderr).toMatch(line);
    expect(stdout).not.toContain("first start");
    expect(code).toBe(78);
  });
});
