import { createHash } from "node:crypto";
import { type PlaceName, PlaceNames } from "./placeNames.ts";
import { type Skill, SkillNames } from "./skillNames.ts";

/** The names that facts are read by: the rules stand in code, the names in files that operators may edit. */
export interface Names {
  readonly skills: SkillNames;
  readonly places: PlaceNames;
  /** Differs whenever other names were given: what was read with others may be out of date. */
  readonly version: string;
}

/** Arranges the names for reading. Done once: it costs more than reading an offer does. */
export function namesOf(skills: readonly Skill[], places: readonly PlaceName[]): Names {
  const version = createHash("sha256")
    .update(JSON.stringify([skills, places]))
    .digest("base64");
  return { skills: new SkillNames(skills), places: new PlaceNames(places), version };
}
