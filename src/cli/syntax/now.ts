import { readMoment } from "./moment.ts";
import { parsedOption } from "./option.ts";

/** `--now`, which several commands take. */
export const nowOption = parsedOption(
  "--now <iso>",
  "the day or moment to take for now, such as 2022-06-01",
  readMoment,
);
