const FIGURES: ReadonlyMap<string, string> = new Map(
  (
    "un 1|une 1|one 1|deux 2|two 2|trois 3|three 3|quatre 4|four 4|cinq 5|five 5|six 6|sept 7|seven 7|huit 8|eight 8|" +
    "neuf 9|nine 9|dix 10|ten 10|douze 12|twelve 12|dix-huit 18|eighteen 18|vingt 20|vingt-quatre 24|trente-six 36"
  )
    .split("|")
    .map((pair): [string, string] => [pair.split(" ")[0] ?? "", pair.split(" ")[1] ?? ""]),
);

/** Small numbers in words, as figures: « trois ans » reads « 3 ans », « six-month » reads « 6-month ». */
export function inFigures(text: string): string {
  return text.replace(/[\p{L}-]+/gu, (word) => {
    const whole = FIGURES.get(word.toLowerCase());
    if (whole !== undefined) return whole;
    const first = word.indexOf("-");
    const figure = first > 0 ? FIGURES.get(word.slice(0, first).toLowerCase()) : undefined;
    return figure === undefined ? word : figure + word.slice(first);
  });
}
