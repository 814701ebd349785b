import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Refreshed } from "../../src/edges/matrix/refresh.ts";
import { fileToken, literalToken } from "../../src/edges/matrix/token.ts";
import { readTokenFile, writeTokenFile } from "../../src/edges/matrix/tokenFile.ts";
import { HomeserverError } from "../../src/ports/index.ts";

const PAIR = {
  accessToken: "syt_1",
  refreshToken: "syr_1",
  deviceId: "CRIEUR",
  userId: "@crieur:agent.test",
};

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "crieur-token-"));
  path = join(folder, "access-token.json");
});
afterEach(() => rm(folder, { recursive: true }));

describe("the token file", () => {
  test("is read as it was written, for nobody else, and leaves nothing beside it", async () => {
    await writeTokenFile(path, PAIR);
    expect(await readTokenFile(path)).toEqual(PAIR);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["access-token.json"]);
  });

  test("that others may read is refused with the remedy", async () => {
    await writeTokenFile(path, PAIR);
    for (const mode of [0o640, 0o604, 0o620]) {
      await chmod(path, mode);
      await expect(readTokenFile(path)).rejects.toMatchObject({
        concern: "credentials",
        message: expect.stringContaining(`chmod 600 ${path}`),
      });
    }
  });

  test("that is replaced is private again, whatever it was, and whatever a crash left beside it", async () => {
    await writeFile(path, "{}", { mode: 0o644 });
    await writeFile(`${path}.new`, "torn", { mode: 0o644 });
    await writeTokenFile(path, PAIR);
    expect(await readTokenFile(path)).toEqual(PAIR);
  });

  test("behind a link is replaced where it lies", async () => {
    const link = join(folder, "link.json");
    await writeTokenFile(path, PAIR);
    await symlink(path, link);
    await writeTokenFile(link, { ...PAIR, accessToken: "syt_2" });
    expect((await readTokenFile(path)).accessToken).toBe("syt_2");
  });

  test.each([
    ["missing", null],
    ["no JSON", "{"],
    ["another thing", "[]"],
    ["without a device", '{"accessToken":"a","userId":"@a:b"}'],
    ["with a token that no header can carry", '{"accessToken":"a b","deviceId":"D","userId":"@a:b"}'],
  ])("that is %s is refused in one sentence that names it", async (_name, content) => {
    if (content !== null) await writeFile(path, content, { mode: 0o600 });
    const error = await readTokenFile(path).catch((caught) => caught);
    expect(error).toMatchObject({ concern: "credentials", message: expect.stringContaining(path) });
    expect(error.message).not.toMatch(/\n|"a b"/);
  });
});

describe("a token from a file", () => {
  const opened = async (refresh: (token: string) => Promise<Refreshed>) => {
    await writeTokenFile(path, PAIR);
    return fileToken(path, refresh);
  };

  test("is renewed once for all who ask together, and is in the file before it is used", async () => {
    const asked: string[] = [];
    const source = await opened(async (token) => {
      asked.push(token);
      return { accessToken: "syt_2", refreshToken: "syr_2" };
    });
    await Promise.all([source.renew("syt_1"), source.renew("syt_1"), source.renew("syt_1")]);
    expect(asked).toEqual(["syr_1"]);
    expect(source.current()).toBe("syt_2");
    expect(JSON.parse(await readFile(path, "utf8"))).toEqual({
      ...PAIR,
      accessToken: "syt_2",
      refreshToken: "syr_2",
    });
  });

  test("is not renewed again for a request that used an older one", async () => {
    let times = 0;
    const source = await opened(async () => {
      times += 1;
      return { accessToken: `syt_${times + 1}` };
    });
    await source.renew("syt_1");
    await source.renew("syt_1");
    expect(times).toBe(1);
    expect(source.current()).toBe("syt_2");
    expect((await readTokenFile(path)).refreshToken).toBe("syr_1");
  });

  test("stays the old one when the new one cannot be kept, so that it may be asked for again", async () => {
    let times = 0;
    const source = await opened(async () => {
      times += 1;
      return { accessToken: `syt_${times + 1}` };
    });
    await rm(folder, { recursive: true });
    await expect(source.renew("syt_1")).rejects.toMatchObject({
      concern: "passing",
      message: expect.stringContaining(path),
    });
    expect(source.current()).toBe("syt_1");
    folder = await mkdtemp(folder);
    await expect(source.renew("syt_1")).rejects.toMatchObject({ concern: "passing" });
    expect(times).toBe(2);
  });

  test("a failed renewal may be tried again", async () => {
    const answers = [new HomeserverError("no answer", { concern: "passing" }), { accessToken: "syt_2" }];
    const source = await opened(async () => {
      const answer = answers.shift();
      if (answer instanceof Error || answer === undefined) throw answer;
      return answer;
    });
    await expect(source.renew("syt_1")).rejects.toMatchObject({ concern: "passing" });
    await source.renew("syt_1");
    expect(source.current()).toBe("syt_2");
  });

  test("without a refresh token is dead once refused", async () => {
    const { refreshToken: _, ...pair } = PAIR;
    await writeTokenFile(path, pair);
    const source = await fileToken(path, () => Promise.reject(new Error("asked")));
    await expect(source.renew("syt_1")).rejects.toMatchObject({ concern: "credentials" });
  });
});

describe("a token from the configuration", () => {
  test("is used as it stands, and dead once refused", async () => {
    const source = literalToken(" syt_1\n");
    expect(source.current()).toBe("syt_1");
    await expect(source.renew("syt_1")).rejects.toMatchObject({
      concern: "credentials",
      message: expect.stringContaining("crieur login"),
    });
  });

  test("that cannot be one is refused without being repeated", () => {
    for (const text of ["", "  ", "secret token", "sécret"]) {
      expect(() => literalToken(text)).toThrow(HomeserverError);
      expect(() => literalToken(text)).not.toThrow(/secret|sécret/);
    }
  });
});
