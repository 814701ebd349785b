/** What was done in a transaction of somebody else: exactly one of the two is to be called, once it is over. */
export interface Taken {
  /** It is committed. */
  readonly go: () => void;
  /** It was not. */
  readonly giveBack: () => void;
}
