import { placesIn } from "./placeHits.ts";
import type { PlaceNames } from "./placeNames.ts";
import { type Sentence, sentenceOf } from "./sentences.ts";

/** A longer text is a sentence about places, and no name. */
const NAME_LIMIT = 60;
const MOST = 8;

const FROM_HOME = /t[ée]l[ée][ -]?trava|distanc|\bremote\b|\bhome ?office\b/i;

/**
 * Places that `lieu` states: by the names that the gazetteer knows, else as written, because a field for a place names
 * one. What it says of working from home is no place, and is returned for `readRemote`.
 */
export function readStatedPlaces(
  texts: readonly string[],
  names: PlaceNames,
): { readonly places: string[]; readonly remote: readonly Sentence[] } {
  const places = new Set<string>();
  const remote: Sentence[] = [];
  for (const text of texts.slice(0, MOST)) {
    if (FROM_HOME.test(text)) remote.push(...[sentenceOf(text)].filter((sentence) => sentence !== null));
    for (const part of text.split(/[,;/|]|\s(?:ou|et|or|and)\s/u).slice(0, MOST))
      for (const place of placesOf(part.trim(), names)) places.add(place);
  }
  return { places: [...places].slice(0, MOST), remote };
}

function placesOf(text: string, names: PlaceNames): string[] {
  const sentence = sentenceOf(`Lieu : ${text}`);
  const known = sentence === null ? [] : placesIn(sentence, names).map(({ place }) => place);
  if (known.length > 0) return known;
  return text.length <= NAME_LIMIT && /\p{L}{2}/u.test(text) && !FROM_HOME.test(text) ? [text] : [];
}
