import { up as tenth } from "./010.ts";
import { up as eleventh } from "./011.ts";
import { up as twelfth } from "./012.ts";
import { up as thirteenth } from "./013.ts";
import { up as fourteenth } from "./014.ts";
import { up as fifteenth } from "./015.ts";
import { up as sixteenth } from "./016.ts";
import { up as seventeenth } from "./017.ts";
import { up as eighteenth } from "./018.ts";
import { up as nineteenth } from "./019.ts";
import { up as twentieth } from "./020.ts";
import { up as twentyFirst } from "./021.ts";
import { up as twentySecond } from "./022.ts";
import { up as twentyThird } from "./023.ts";
import { up as twentyFourth } from "./024.ts";
import { up as twentyFifth } from "./025.ts";
import { up as twentySixth } from "./026.ts";
import { up as twentySeventh } from "./027.ts";
import { up as twentyEighth } from "./028.ts";
import { up as twentyNinth } from "./029.ts";
import { up as thirtieth } from "./030.ts";
import type { Migration } from "./words.ts";

/** Schemas up to this one were made before the first release, and no program reads them any more. */
export const BASELINE = 9;

/** In order: each leads to the schema of its number, counted from `BASELINE`. Named in code, so that no folder is read. */
export const migrations: readonly Migration[] = [
  tenth,
  eleventh,
  twelfth,
  thirteenth,
  fourteenth,
  fifteenth,
  sixteenth,
  seventeenth,
  eighteenth,
  nineteenth,
  twentieth,
  twentyFirst,
  twentySecond,
  twentyThird,
  twentyFourth,
  twentyFifth,
  twentySixth,
  twentySeventh,
  twentyEighth,
  twentyNinth,
  thirtieth,
];
