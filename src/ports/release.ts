/** Gives back what was acquired: a watcher, a timer, a server. Idempotent. */
export type Release = () => Promise<void>;
