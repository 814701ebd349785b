import { type Skill, skillKey } from "../../offers/facts/skillNames.ts";
import { stemsOf } from "./normalise.ts";

/**
 * A skill's writings as the search takes them (`k8s`, `java script`), so that they are written in one file:
 * those of one word, and the name's own letters with other spaces. A writing of several other words
 * (« Elastic Stack ») is none: its words stay words, which people may look for one by one. In lower case,
 * as corrections are shown.
 */
export function skillSpelling({ name, sure }: Skill): string[] {
  const term = termOf(name);
  const others = sure.filter((written) => termOf(written) !== term && isOneWord(written, name));
  return [name, ...others].map((written) => written.toLowerCase());
}

function termOf(written: string): string {
  return stemsOf(written).join(" ");
}

function isOneWord(written: string, name: string): boolean {
  return !written.includes(" ") || skillKey(written) === skillKey(name);
}
