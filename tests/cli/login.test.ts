import { readFileSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { answering } from "./answering.ts";
import { Place } from "./crieur.ts";

describe("login", () => {
  test("keeps the token for its owner only, and says what to configure", async () => {
    const { url } = await answering(200, {
      access_token: "syt_secret",
      refresh_token: "syr_secret",
      device_id: "D",
      user_id: "@crieur:b.fr",
    });
    const place = new Place();
    const { code, stdout, stderr } = await place.launch(["login"], `${url}\ncrieur\npass word\n`);
    expect(stdout).toContain("Logged in as @crieur:b.fr, device D.");
    expect(stdout).toContain(`homeserver:\n  url: ${url}\n  accessTokenFile: data/access-token.json\n`);
    expect(`${stdout}${stderr}`).not.toMatch(/secret|pass word/);
    expect(code).toBe(0);
    const file = place.path("data/access-token.json");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
      accessToken: "syt_secret",
      refreshToken: "syr_secret",
      deviceId: "D",
      userId: "@crieur:b.fr",
    });
  });

  test.each([
    ["refused", 403, 78, /^crieur: cannot log in as crieur: .*M_FORBIDDEN.*\n$/],
    ["not answered", 502, 78, /^crieur: cannot log in as crieur: .*\n$/],
  ])("an account that is %s: one line", async (_what, status, code, line) => {
    const { url } = await answering(status, { errcode: "M_FORBIDDEN" });
    const ended = await new Place().crieur(["login"], `${url}\ncrieur\nwrong\n`);
    expect(ended.stderr).toMatch(line);
    expect(ended.code).toBe(code);
  });

  test("an address that is none, or too few lines", async () => {
    const place = new Place();
    expect(await place.crieur(["login"], "nowhere\n")).toMatchObject({ code: 78 });
    expect(await place.crieur(["login"], "http://127.0.0.1:1\ncrieur\n")).toMatchObject({ code: 64 });
  });
});
