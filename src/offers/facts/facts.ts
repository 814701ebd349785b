/**
 * The facts of an offer, read from its front matter and its French prose. A fact that is not stated is absent; where a
 * rule is not sure, nothing is said: a wrong fact on a card is worse than a missing one.
 */

import type { Block } from "../body/outline.ts";
import type { Day, Facts } from "../offer.ts";
import { readApply } from "./apply.ts";
import { dayOfFile } from "./calendar.ts";
import { emailsIn } from "./contact.ts";
import { readContracts } from "./contracts.ts";
import { readDeadline } from "./deadline.ts";
import { readDuration } from "./duration.ts";
import { readJunior } from "./junior.ts";
import type { Names } from "./names.ts";
import { readPay } from "./pay.ts";
import { readPlaces } from "./places.ts";
import { readReference } from "./reference.ts";
import { readRemote } from "./remote.ts";
import { type Sentence, sentenceOf, sentencesOf } from "./sentences.ts";
import { readSkills } from "./skills.ts";
import { readStart } from "./start.ts";
import { readStatedPlaces } from "./statedPlaces.ts";
import { readCategories, readStatuses } from "./statuses.ts";
import { readTime } from "./time.ts";

export interface FactSource {
  /** Under our names of the fields, values as YAML gave them. */
  readonly frontMatter: ReadonlyMap<string, unknown>;
  /** The texts of `lieu`, white space folded. */
  readonly places?: readonly string[];
  readonly title: string;
  readonly startup: string | null;
  readonly date: Day | null;
  /** The path within the folder: its name may begin with the offer's day. */
  readonly file: string;
  readonly outline: readonly Block[];
}

export function readFacts(source: FactSource, names: Names): Facts {
  const { frontMatter, places = [], title, startup, date, file, outline } = source;
  const sentences = sentencesOf(outline);
  const titleSentence = sentenceOf(title.replace(/\s+/g, " "));
  const contract = contractOf(frontMatter.get("contrat"));
  // What the body means by « mars » is told by the day in the file's name first: `date` is often of a later edit.
  const offered = dayOfFile(file) ?? date;
  const stated = readStatedPlaces(places, names.places);
  const { remote, days, note } = readRemote(titleSentence, [...stated.remote, ...sentences]);
  const contracts = readContracts(contract, titleSentence, sentences);
  const { pay, payAmounts } = readPay(sentences);
  const { applyEmails, applyUrls } = readApply(
    externalUrlOf(frontMatter),
    emailsIn(frontMatter.get("contact")),
    sentences,
  );
  return {
    places: stated.places.length > 0 ? stated.places : readPlaces(titleSentence, sentences, names.places),
    remote,
    remoteDays: days,
    remoteNote: note,
    contracts,
    statuses: readStatuses(contract, titleSentence, sentences, contracts),
    categories: readCategories(titleSentence, sentences),
    duration: readDuration(contract, titleSentence, sentences, contracts),
    pay,
    payAmounts,
    time: readTime(titleSentence, sentences),
    applyEmails,
    applyUrls,
    reference: readReference(externalUrlOf(frontMatter), sentences),
    deadline: readDeadline(sentences, offered),
    start: readStart(sentences, offered),
    junior: readJunior(frontMatter.get("junior"), titleSentence, sentences),
    skills: readSkills(frontMatter.get("techno"), startup, titleSentence, sentences, names.skills),
  };
}

/** `contrat` as text or as a list. */
function contractOf(written: unknown): Sentence | null {
  const values = (Array.isArray(written) ? written : [written]).filter((value) => typeof value === "string");
  return values.length === 0 ? null : sentenceOf(values.slice(0, 20).join(" ou "));
}

function externalUrlOf(frontMatter: ReadonlyMap<string, unknown>): string | null {
  const written = frontMatter.get("externalURL");
  return typeof written === "string" && /^https?:\/\/\S{3,2000}$/.test(written.trim())
    ? written.trim()
    : null;
}
