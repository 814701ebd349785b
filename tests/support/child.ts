/**
 * Options of Node.js for a child process that must not outlive whoever started it, not even after a SIGKILL. The child's
 * standard input has to be a pipe to which nobody writes.
 */
export const ENDS_WITH_PARENT = ["--import", new URL("./endWithParent.js", import.meta.url).href] as const;
