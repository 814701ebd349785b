/** A command that cannot be carried out as it stands; the answer is one line with the right form. */
export interface MisuseAnswer {
  readonly kind: "misuse";
  readonly misuse: Misuse;
}

export type Misuse =
  | { readonly reason: "no list" }
  | { readonly reason: "list is over" }
  | { readonly reason: "number out of range"; readonly number: number; readonly last: number }
  | { readonly reason: "no message replied to" }
  | { readonly reason: "several offers in that message" };

export function misused(misuse: Misuse): MisuseAnswer {
  return { kind: "misuse", misuse };
}
