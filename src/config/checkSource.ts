import { isBranchName, isInnerPath, readGitAddress } from "../edges/git/address.ts";
import type { Settings } from "./schema.ts";

interface SourceProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/**
 * Finds two sources of offers at once, and a repository that git must not be given. No message repeats an address: it
 * may hold a password.
 */
export function checkSource(
  { offers: { git } }: Settings,
  isGiven: (path: readonly PropertyKey[]) => boolean,
): SourceProblem[] {
  if (git === null) return [];
  const problems: SourceProblem[] = [];
  const complain = (key: string, message: string): void => {
    problems.push({ path: ["offers", "git", key], message });
  };
  if (isGiven(["offers", "folder"])) {
    const message = "give either offers.folder or offers.git, not both";
    problems.push({ path: ["offers", "git"], message });
  }
  const address = readGitAddress(git.url);
  if ("problem" in address) complain("url", address.problem);
  if (git.branch !== null && !isBranchName(git.branch))
    complain("branch", `expected the name of a branch, found ${JSON.stringify(git.branch)}`);
  if (!isInnerPath(git.path)) {
    const found = JSON.stringify(git.path);
    complain("path", `expected a folder within the repository such as "content/_jobs", found ${found}`);
  }
  return problems;
}
