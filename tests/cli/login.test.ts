import { readFileSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openStore } from "../../src/edges/store/open.ts";
import { answering, answeringEach } from "./answering.ts";
import { Place } from "./crieur.ts";
import type { Typing } from "./inProcess.ts";

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

  test("at a terminal a wrong password is asked for again, with the name that was typed", async () => {
    const { url } = await answeringEach((_path, sent) =>
      sent.includes('"right"') ? [200, session("@crieur:b.fr")] : [403, { errcode: "M_FORBIDDEN" }],
    );
    const place = new Place();
    const { code, stdout, stderr } = await place.atTerminal(
      ["login"],
      [
        ["Homeserver: ", `${url}\r`],
        ["User or e-mail address: ", "crieur\r"],
        ["Password: ", "wrong\r"],
        ["User or e-mail address [crieur]: ", "\r"],
        ["Password: ", "right\r"],
      ],
    );
    expect(stderr).toContain("cannot log in as crieur");
    expect(stderr).toContain("; try again, or end with Ctrl-C\n");
    expect(stderr).not.toMatch(/wrong|right/);
    expect(stdout).toContain("Logged in as @crieur:b.fr");
    expect(code).toBe(0);
  });

  test("a device is used again, unless the store was found to be an older copy of itself: its keys are used up", async () => {
    const asked: (string | undefined)[] = [];
    const { url } = await answeringEach((path, sent) => {
      if (path.endsWith("/login")) asked.push((JSON.parse(sent) as { device_id?: string }).device_id);
      return [200, session("@crieur:b.fr")];
    });
    const place = new Place();
    const logIn = () => place.crieur(["login"], `${url}\ncrieur\nright\n`);
    const { stderr } = await logIn();
    expect(stderr).toContain(
      "encrypted rooms are left out; log in again with a recovery code to take part in them",
    );
    await logIn();
    const store = await openStore(`sqlite:${place.path("data/crieur.db")}`, { lock: true, now: 0 });
    await store.write((tx) => tx.session.setKeys("stale", "D"));
    await store.close();
    expect((await logIn()).code).toBe(0);
    expect(asked).toEqual([undefined, "D", undefined]);
  });

  const OTHER = `${JSON.stringify({ accessToken: "syt_old", deviceId: "O", userId: "@autre:b.fr" })}\n`;

  test.each([
    ["kept from a pipe", "", 78, OTHER],
    ["kept unless the person says yes", "\r", 78, OTHER],
    ["replaced where the person says yes", "y\r", 0, expect.stringContaining("@crieur:b.fr")],
  ])("the token of another account is %s", async (_what, answer, code, left) => {
    const paths: string[] = [];
    const { url } = await answeringEach((path) => {
      paths.push(path);
      return [200, session("@crieur:b.fr")];
    });
    const place = new Place({ "data/access-token.json": OTHER });
    const typing: Typing[] = [
      ["Homeserver: ", `${url}\r`],
      ["User or e-mail address: ", "crieur\r"],
      ["Password: ", "right\r"],
      ["holds the token of @autre:b.fr. Replace it? [y/N] ", answer],
    ];
    const { code: seen, stderr } = await (answer === ""
      ? place.crieur(["login"], `${url}\ncrieur\nright\n`)
      : place.atTerminal(["login"], typing));
    expect(seen).toBe(code);
    expect(readFileSync(place.path("data/access-token.json"), "utf8")).toEqual(left);
    expect(stderr.includes("@autre:b.fr, which was kept; name another file")).toBe(code !== 0);
    // The session that nobody uses is ended.
    expect(paths.some((path) => path.endsWith("/logout"))).toBe(code !== 0);
  });
});

function session(user: string): object {
  return { access_token: "syt_new", device_id: "D", user_id: user };
}
