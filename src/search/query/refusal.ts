import type { FieldName } from "./fieldNames.ts";

/**
 * Why a text is not searched. `nothing`: it demands nothing that an offer can say (« bonjour », « de la », an emoji).
 * `value`: a field's value is none that is known (`contrat:xyz`), with the nearest one that is; `value` is empty for
 * `lieu:`. `contradiction`: the same is asked for and excluded, as typed (« junior -junior »). `unread`: it asks for
 * what no fact of an offer says, as typed (« 5 ans d'expérience »).
 */
export type Refusal =
  | { readonly kind: "nothing" }
  | {
      readonly kind: "value";
      readonly field: FieldName;
      readonly value: string;
      readonly nearest: string | null;
    }
  | { readonly kind: "contradiction" | "unread"; readonly text: string };
