import { describe, expect, it } from "vitest";
import { factsOf } from "./anOffer.ts";
import { applying } from "./said/applying.ts";
import { around } from "./said/around.ts";
import { asked } from "./said/asked.ts";
import { dates } from "./said/dates.ts";
import { denied } from "./said/denied.ts";
import { frames } from "./said/frames.ts";
import { otherAround } from "./said/otherAround.ts";
import { otherTerms } from "./said/otherTerms.ts";
import { parts } from "./said/parts.ts";
import { past } from "./said/past.ts";
import { places } from "./said/places.ts";
import { remote } from "./said/remote.ts";
import type { Said } from "./said/said.ts";
import { service } from "./said/service.ts";
import { terms } from "./said/terms.ts";
import { towns } from "./said/towns.ts";
import { trainings } from "./said/trainings.ts";

describe.each<[string, readonly Said[]]>([
  ["what is denied", denied],
  ["remote work", remote],
  ["time, duration and pay", terms],
  ["places, dates and addresses", around],
  ["trainings, statuses and categories", trainings],
  ["where one works", places],
  ["what a clause says of a town", towns],
  ["where one applies", applying],
  ["until when, where and who is asked", asked],
  ["when a job begins, and until when one applies", dates],
  ["terms in other words", otherTerms],
  ["places, dates and statuses in other words", otherAround],
  ["the public service, trainings and English", service],
  ["a part, an option, or what comes after", parts],
  ["what a clause is about", frames],
  ["what was once, and what is others'", past],
])("%s", (_name, said) => {
  it.each(said)("is read in %s", (body, facts) => {
    const read = Object.entries(factsOf(body)).filter(([name]) => name in facts);
    expect(Object.fromEntries(read)).toEqual(facts);
  });
});
