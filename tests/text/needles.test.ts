import { expect, test } from "vitest";
import { needlesOf } from "../../src/text/needles.ts";

test.each<[RegExp, readonly string[]]>([
  [/phare/, ["phare"]],
  [/\bphares?\b/, [" phare ", " phares"]],
  [/\bcdi\b|contrat a/, [" cdi ", "contrat"]],
  [/free-?lance/, ["freelan", "free la"]],
  [/cd[di]/, ["cdd", "cdi"]],
  [/\d ?% du temps/, ["0 du te"]],
  [/\d{1,2}h/, ["0"]],
  [/(?:les? )?gardienne(?! du phare)/, ["gardien"]],
  [/\bmission\b.{0,30}\b(?:a|sur)\b/, [" missio"]],
  [/(?:le|la)\w{1,4} (?:phare|lanterne)s/, [" phares", " lanter"]],
])("%s needs one of %j", (pattern, needles) => {
  expect([...(needlesOf(pattern) ?? [])].sort()).toEqual([...needles].sort());
});

test.each([/\w+/, /a|b/, /(?:phare)?/, /phare|.{3}/, /phare/i, /[a-z]{5}/, /\bj/])(
  "%s may match texts that hold nothing telling",
  (pattern) => {
    expect(needlesOf(pattern)).toBeNull();
  },
);
