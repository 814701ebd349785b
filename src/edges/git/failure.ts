/** A git command that failed; the message is one line without credentials. */
export class GitFailure extends Error {
  override readonly name = "GitFailure";
}

/** Git's words where it would ask a person now. */
const ASKS = /could not read (?:Username|Password)|terminal prompts disabled/;

const LONGEST = 300;
const LINES = 3;

/** Makes git's output fit for one line of a log: its remarks, steering characters and credentials left out. */
export function saidByGit(stderr: string): string {
  if (ASKS.test(stderr))
    return "it asks for a user and a token, and those of its address are missing or refused";
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "").trim())
    .filter((line) => line !== "" && !/^(?:warning|hint):/.test(line))
    .slice(0, LINES)
    .map((line) => line.replace(/^(?:fatal|error): /, "").replace(/[.;]$/, ""));
  return lines
    .join("; ")
    .replace(/\/\/[^\s/@]{1,1000}@/g, "//")
    .slice(0, LONGEST);
}
