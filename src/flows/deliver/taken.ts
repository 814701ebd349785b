/** What was done in a transaction of somebody else: exactly one of the two is to be called, once it is over. */
export interface Taken {
  /** It is committed. Where that lets a request go, what it returns resolves when that has ended, well or not. */
  readonly go: () => Promise<void> | void;
  /** It was not. */
  readonly giveBack: () => void;
}
