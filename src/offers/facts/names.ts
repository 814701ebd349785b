import { createHash } from "node:crypto";
import { type Conventions, conventionsText, OUR_CONVENTIONS } from "../conventions.ts";
import { type PlaceName, PlaceNames } from "./placeNames.ts";
import { type Skill, SkillNames } from "./skillNames.ts";

/**
 * The names that offers are read by: the rules stand in code, the names in files that operators may edit, and in the
 * configuration.
 */
export interface Names {
  readonly skills: SkillNames;
  readonly places: PlaceNames;
  readonly conventions: Conventions;
  /** Differs whenever other names were given: what was read with others may be out of date. */
  readonly version: string;
}

/** Arranges the names for reading. Done once: it costs more than reading an offer does. */
export function namesOf(skills: readonly Skill[], places: readonly PlaceName[]): Names {
  const version = createHash("sha256")
    .update(JSON.stringify([skills, places]))
    .digest("base64");
  const ours = { skills: new SkillNames(skills), places: new PlaceNames(places), version };
  return { ...ours, conventions: OUR_CONVENTIONS };
}

/** The same names, for a folder of these conventions. */
export function namesFor(names: Names, conventions: Conventions): Names {
  // A hash in base64 holds no space.
  const own = names.version.split(" ", 1)[0] ?? "";
  const text = conventionsText(conventions);
  return { ...names, conventions, version: text === "" ? own : `${own} ${text}` };
}
