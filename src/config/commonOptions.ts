/** What every command takes. */
export interface CommonOptions {
  readonly config?: string;
  readonly offers?: string;
  readonly store?: string;
}
