import type { CopiedSource } from "../../ports/index.ts";
import type { Health } from "../service/health.ts";

/** One pull, now; health tells how it went. A try that fails is made again at the next call. */
export function pulling(source: CopiedSource, health: Health): () => Promise<void> {
  return async () => {
    const failure = await source.pull();
    if (failure === null) health.green("git");
    else
      health.red(
        "git",
        `${failure}; what was pulled before stays, and the next try follows offers.git.every`,
      );
  };
}
