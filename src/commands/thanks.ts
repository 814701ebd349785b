/** The answer to « merci »: a warm line, and no offers. */
export interface ThanksAnswer {
  readonly kind: "thanks";
}

/** Courtesy that ends a conversation. It is in no table: there is nothing to explain. */
export const thanks = {
  name: "thanks",
  run: async (): Promise<ThanksAnswer> => ({ kind: "thanks" }),
} as const;
