import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isBranchName, isInnerPath, readGitAddress } from "../../src/edges/git/address.ts";
import { saidByGit } from "../../src/edges/git/failure.ts";

describe("an address of a repository", () => {
  test.each([
    "https://github.com/betagouv/beta.gouv.fr.git",
    "ssh://git@exemple.gouv.fr:2222/offres.git",
    "git@github.com:betagouv/beta.gouv.fr.git",
    "file:///srv/offres.git",
    "/srv/offres à moi.git",
  ])("may be %s", (url) => {
    expect(readGitAddress(url)).toEqual({ shown: url, authorization: null });
  });

  test.each([
    "ext::sh -c touch% /tmp/x",
    "--upload-pack=touch /tmp/x",
    "-oProxyCommand=touch",
    "ssh://-oProxyCommand=touch/x",
    "ssh://git@-oProxyCommand=touch/x",
    "git@-oProxyCommand=touch:x",
    "-git@exemple.gouv.fr:x",
    "git@exemple.gouv.fr:-x",
    "ssh://git:secret@exemple.gouv.fr/x.git",
    "http://exemple.gouv.fr/x.git",
    "git://exemple.gouv.fr/x.git",
    "https://exemple.gouv.fr/",
    "https://exemple.gouv.fr/x.git?private_token=secret",
    "https://exemple.gouv.fr/x.git\n--upload-pack=x",
    "https://%ff:secret@exemple.gouv.fr/x.git",
    "offres.git",
    "",
  ])("is never %j, and the refusal does not repeat it", (url) => {
    const read = readGitAddress(url);
    expect(read).toHaveProperty("problem");
    expect(JSON.stringify(read)).not.toMatch(/secret|touch/);
  });

  test("keeps its user and password apart", () => {
    expect(readGitAddress("https://robot:p%40sse@exemple.gouv.fr/x.git")).toEqual({
      shown: "https://exemple.gouv.fr/x.git",
      authorization: `Authorization: Basic ${Buffer.from("robot:p@sse").toString("base64")}`,
    });
    expect(readGitAddress("https://jeton@exemple.gouv.fr/x.git")).toMatchObject({
      shown: "https://exemple.gouv.fr/x.git",
      authorization: `Authorization: Basic ${Buffer.from("jeton:").toString("base64")}`,
    });
  });

  test("that is taken can never be an option or another transport to git", () => {
    const part = fc.constantFrom(
      "-",
      "--",
      "ext::",
      "https://",
      "ssh://",
      "git@",
      "a",
      ":",
      "/",
      "@",
      " ",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const read = readGitAddress(parts.join(""));
        if ("problem" in read) return;
        expect(read.shown).toMatch(
          /^(?:https:\/\/[^-/@]|ssh:\/\/\w|\w[\w.-]*@\w[\w.-]*:[^-]|file:\/\/\/|\/)/,
        );
      }),
    );
  });
});

test("a branch is a plain name", () => {
  for (const name of ["main", "contenu/offres-2026", "v1.2", "été"])
    expect(isBranchName(name), name).toBe(true);
  for (const name of ["", "-f", "a..b", "a b", "a:b", "@{1}", "a.lock", "/a", "a/", "a*", "a\n"])
    expect(isBranchName(name), name).toBe(false);
});

test("a folder of the repository stays within it", () => {
  for (const path of ["", "content/_jobs", "./offres", "offres/"]) expect(isInnerPath(path), path).toBe(true);
  for (const path of ["/etc", "..", "a/../../b", ".git", "a/.GIT/hooks", "a\0b", "a\\..\\b"])
    expect(isInnerPath(path), path).toBe(false);
});

test("what git says becomes one line, without credentials and what steers a terminal", () => {
  const said = saidByGit(
    "warning: redirecting\nfatal: unable to access 'https://robot:secret@exemple.gouv.fr/x.git/': \u001b[31mno route\r\nhint: try again\n",
  );
  expect(said).toBe("unable to access 'https://exemple.gouv.fr/x.git/': [31mno route");
  expect(saidByGit("fatal: could not read Username for 'https://a': terminal prompts disabled")).toMatch(
    /^it asks for a user and a token/,
  );
  expect(saidByGit("x".repeat(10_000)).length).toBeLessThan(400);
});
