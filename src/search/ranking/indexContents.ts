import type { Standing } from "../../offers/standing.ts";
import type { IndexedOffer } from "../index/indexedOffer.ts";
import type { Vocabulary } from "../index/vocabulary.ts";
import type { Lexicon } from "../language/lexicon.ts";

/** The search index as ranking reads it. Slots number the offers; a slot without an offer is undefined. */
export interface IndexContents {
  readonly lexicon: Lexicon;
  readonly vocabulary: Vocabulary;
  readonly entries: readonly (IndexedOffer | undefined)[];
  readonly standings: readonly Standing[];
  readonly size: number;
  /** Mean length of a body, in words. */
  readonly meanLength: number;
}
