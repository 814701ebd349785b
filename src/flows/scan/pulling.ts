import type { CopiedSource } from "../../ports/index.ts";
import type { Health } from "../service/health.ts";

/**
 * Makes a function that pulls once and shows in health how it went. It never rejects, and
 * does not retry by itself.
 */
export function pulling(source: CopiedSource, health: Health): () => Promise<void> {
  return async () => {
    const failure = await source.pull();
    if (failure === null) health.green("git");
    else health.red("git", failure, "what was pulled before stays; the next try follows offers.git.every");
  };
}
