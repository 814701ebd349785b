/** The options that every command takes; each stands before what the configuration says. */
export interface CommonOptions {
  readonly config?: string | undefined;
  readonly offers?: string | undefined;
  readonly store?: string | undefined;
}
