import process from "node:process";
import type { Releases } from "../../src/flows/service/releases.ts";

/**
 * Waits for `work`, or for the signal; either way everything is let go. After the signal it rejects with its reason, and
 * what `work` still does comes to nothing.
 */
export async function interruptible<T>(
  work: () => Promise<T>,
  { releases, signal }: { readonly releases: Releases; readonly signal: AbortSignal },
): Promise<T> {
  const { promise: interrupted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([work(), interrupted]);
  } finally {
    // What was under way loses what it stands on.
    if (signal.aborted) process.on("unhandledRejection", () => {});
    signal.removeEventListener("abort", onAbort);
    await releases.all();
  }
}
