import { outlineOf } from "../../../src/offers/body/outline.ts";
import { type FactSource, readFacts } from "../../../src/offers/facts/facts.ts";
import type { Facts } from "../../../src/offers/offer.ts";
import { ourNames } from "../../support/words.ts";

/** The facts of an invented offer of 12 March 2021 with this body. */
export function factsOf(
  body: string,
  {
    fields = {},
    ...rest
  }: Partial<Omit<FactSource, "frontMatter">> & { fields?: Record<string, unknown> } = {},
): Facts {
  return readFacts(
    {
      frontMatter: new Map(Object.entries(fields)),
      title: "Une personne pour le phare",
      startup: "phare",
      date: "2021-03-12",
      file: "2021-03-12-phare.md",
      outline: outlineOf(body),
      ...rest,
    },
    ourNames,
  );
}
