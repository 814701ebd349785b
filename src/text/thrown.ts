/** The message of whatever was thrown; it need not be an error. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/**
 * The code that Node.js and SQLite put on their errors, such as `EACCES` or `SQLITE_FULL`;
 * null where there is none.
 */
export function codeOf(thrown: unknown): string | null {
  const code = thrown instanceof Error && "code" in thrown ? thrown.code : null;
  return typeof code === "string" ? code : null;
}

/**
 * What may be logged of an error where its message may quote what somebody wrote: its type, and the places of its stack.
 */
export function withoutMessage(thrown: unknown): { readonly type: string; readonly stack: string } {
  if (!(thrown instanceof Error)) return { type: typeof thrown, stack: "" };
  const frames = (thrown.stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
  return { type: thrown.name, stack: frames.join("\n") };
}
