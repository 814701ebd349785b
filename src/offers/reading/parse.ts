import { fingerprintOf } from "../body/fingerprint.ts";
import { type Block, outlineOf } from "../body/outline.ts";
import type { Field } from "../conventions.ts";
import { readFacts } from "../facts/facts.ts";
import type { Names } from "../facts/names.ts";
import type { Offer, Problem, Reading } from "../offer.ts";
import { splitFrontMatter } from "./fences.ts";
import { Fields } from "./fields.ts";
import { nameKind, namePartsOf, offerIdOf } from "./fileName.ts";
import { readFrontMatter } from "./frontMatter.ts";
import { missionOf } from "./mission.ts";
import { nearMisses } from "./nearMisses.ts";
import { error, inQuotes, type RepairNote, warning } from "./problem.ts";
import { profileOf } from "./profile.ts";
import { repair } from "./repair.ts";
import { sectionsOf } from "./sections.ts";
import { summarise } from "./summary.ts";
import { readTitle } from "./title.ts";
import { unresolvedMerge } from "./unresolvedMerge.ts";
import { workOf } from "./work.ts";

/** A larger file is refused, and need not be read to be. */
export const MAX_FILE_BYTES = 1024 * 1024;

/**
 * One file of the offers folder, read (docs/design.md §2). Never throws, and takes time linear in the file's
 * size. The same path, bytes and names give the same reading for ever.
 */
export function readOffer(file: string, bytes: Uint8Array, names: Names): Reading {
  if (bytes.length > MAX_FILE_BYTES) return refuseTooLarge(file, bytes.length);
  const repaired = repair(bytes);
  if ("refused" in repaired) return refuseFile(file, repaired.refused);
  const merge = unresolvedMerge(repaired.text);
  if (merge !== null) return refuseFile(file, merge, repaired.notes);
  const parts = splitFrontMatter(repaired.text);
  if ("refused" in parts) return refuseFile(file, parts.refused, repaired.notes);
  const frontMatter = readFrontMatter(parts);
  if ("refused" in frontMatter)
    return refuseFile(file, frontMatter.refused, [...repaired.notes, ...parts.notes]);

  const fields = new Fields(frontMatter, parts.yamlLine, names.conventions);
  const { offer, problems } = offerOf(file, fields, parts.body, names);
  return reading(
    file,
    offer,
    [...nameProblems(file), ...problems, ...fields.problems, ...nearMisses(frontMatter, names.conventions)],
    [...repaired.notes, ...frontMatter.notes],
    fields,
    parts.body,
  );
}

/** A file that is there and says nothing that could be trusted; also for what the file system refuses. */
export function refuseFile(file: string, problem: Problem, notes: readonly RepairNote[] = []): Reading {
  return reading(file, null, [problem], notes, null, null);
}

/** `size` in bytes. */
function refuseTooLarge(file: string, size: number): Reading {
  return refuseFile(
    file,
    error(
      1,
      `the file has ${size} bytes, and offers over 1 MiB are not read; shorten it, or move it out of the folder`,
    ),
  );
}

/** Fields that `contradictions.ts` and `advice.ts` ask for. */
const ADVISED: readonly Field[] = [
  "open",
  "publication_date",
  "depublication_date",
  "published",
  "draft",
  "poste_pourvu",
  "poste_ferme",
  "date",
];

function reading(
  file: string,
  offer: Offer | null,
  problems: readonly Problem[],
  notes: readonly RepairNote[],
  fields: Fields | null,
  body: string | null,
): Reading {
  return {
    id: offerIdOf(file),
    file,
    offer,
    problems: [...notes.map((note) => note.warning), ...problems].sort((a, b) => a.line - b.line),
    repaired: [...new Set(notes.map((note) => note.repair))],
    stated: fields?.stated(ADVISED) ?? [],
    keys: fields?.keys ?? [],
    body: offer === null ? null : body,
  };
}

/**
 * No offer when `open` cannot be told. All fields are read all the same, so that every problem shows at once.
 */
function offerOf(
  file: string,
  fields: Fields,
  body: string,
  names: Names,
): { readonly offer: Offer | null; readonly problems: readonly Problem[] } {
  const id = offerIdOf(file);
  const name = namePartsOf(id);
  const outline = outlineOf(body);
  const open = fields.open();
  const { problem, ...title } = readTitle(fields, outline, name.slug);
  const startup = fields.text("startup");
  const date = fields.day("date", `so the file name's date counts`) ?? name.date;
  const publication = fields.day("publication_date", "so it holds nothing back");
  const depublication = fields.day("depublication_date", "so it closes nothing");
  const domains = fields.list("domaines");
  const places = fields.named("lieu");
  const externalUrl = fields.webAddress("externalURL");
  const problems = problem === null ? [] : [problem];
  if (open === null) return { offer: null, problems };
  const { values } = fields;
  const offer = {
    id,
    file,
    open,
    draft: fields.says("published", false) || fields.says("draft", true),
    publication,
    depublication,
    ...title,
    startup,
    domains,
    date,
    externalUrl,
    facts: readFacts(
      { frontMatter: values, places, title: title.title, startup, date, file, outline },
      names,
    ),
    ...saidByBody(body, outline),
  };
  return { offer, problems };
}

/** The parts of an offer that are decided by its body alone: all that is kept of it. */
export function saidByBody(
  body: string,
  outline: readonly Block[] = outlineOf(body),
): Pick<Offer, "summary" | "fingerprint" | "sections" | "mission" | "profile"> {
  const work = workOf(outline);
  return {
    summary: summarise(outline, work),
    fingerprint: fingerprintOf(body),
    sections: sectionsOf(outline),
    mission: missionOf(work),
    profile: profileOf(outline),
  };
}

function nameProblems(file: string): Problem[] {
  if (nameKind(file) === "offer") return [];
  const name = file.slice(file.lastIndexOf("/") + 1);
  return [
    warning(
      1,
      `the name ${inQuotes(name)} does not end in .md, and the file is read because its front matter is an offer's; rename it to ${inQuotes(`${name}.md`)}`,
    ),
  ];
}
