import type { Day, Offer, OfferId } from "../offers/offer.ts";
import { namePartsOf } from "../offers/reading/fileName.ts";
import { MONTHS } from "../text/months.ts";

/** The settings that messages show. */
export interface Wording {
  /** `commands.prefix`. */
  readonly prefix: string;
  /** `offers.publicUrl`: an address with `{year} {month} {day} {slug} {id}`. */
  readonly publicUrl: string | null;
  /** The day in the configured timezone: a deadline may have passed. */
  readonly today: () => Day;
}

/** The address where an offer can be read in public; null where a placeholder of `publicUrl` has no value for it. */
export function publicLink({ publicUrl }: Pick<Wording, "publicUrl">, offer: Offer): string | null {
  if (publicUrl === null || publicUrl === "") return null;
  const id = offer.id.toWellFormed() as OfferId;
  const [year, month, day] = offer.date?.split("-") ?? [];
  const values = new Map([
    ["year", year],
    ["month", month],
    ["day", day],
    ["slug", encodeURIComponent(namePartsOf(id).slug)],
    ["id", id.split("/").map(encodeURIComponent).join("/")],
  ]);
  let whole = true;
  const address = publicUrl.replace(/\{([a-z]{2,5})\}/g, (placeholder, name: string) => {
    if (!values.has(name)) return placeholder;
    const value = values.get(name);
    if (!value) whole = false;
    return value ?? "";
  });
  return whole ? address : null;
}

/** A day as people write it: `2026-03-01` → « 1er mars 2026 ». */
export function longDate(day: Day): string {
  const [year, month, date] = day.split("-").map(Number);
  const name = MONTHS[(month ?? 0) - 1];
  if (name === undefined || date === undefined) return day;
  return `${date === 1 ? "1er" : date} ${name} ${year}`;
}

/** A month as lists show it: `2020-11-05` → « nov. 2020 ». */
export function shortMonth(day: Day): string {
  const [year, month] = day.split("-").map(Number);
  const name = MONTHS[(month ?? 0) - 1];
  if (name === undefined) return day;
  return `${name.length > 5 ? `${name.slice(0, SHORT.get(name) ?? 4)}.` : name} ${year}`;
}

const SHORT: ReadonlyMap<string, number> = new Map([
  ["novembre", 3],
  ["octobre", 3],
  ["décembre", 3],
  ["février", 4],
]);

/**
 * A name for people. One that is the slug of a path (`pass-culture`, `La.Plateforme.de.l'inclusion`, `phare.md`) gets its
 * spaces back, and a name in small letters its capital; any other spelling, and an address, is the owner's own.
 */
export function properName(written: string): string {
  const name = written.replace(/(?<=.)\.(?:md|markdown)$/i, "");
  const spaced = isSlug(name)
    ? name.replace(/[.-](?=\S)/g, " ").replace(/(?<=^| )([dl]) (?=[aeiouyhéèê])/gi, "$1’")
    : name;
  if (spaced !== spaced.toLowerCase() || isAddress(name)) return spaced;
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** Words joined by dashes or dots: all in small letters, or three and more of them. « A-JUST » and « e-controle » are names. */
function isSlug(name: string): boolean {
  if (isAddress(name) || !/^[\p{L}\p{N}'’]+(?:[.-][\p{L}\p{N}'’]+)+$/u.test(name)) return false;
  const words = name.split(/[.-]/);
  return words.length > 2 || (name === name.toLowerCase() && words.every((word) => word.length > 1));
}

function isAddress(name: string): boolean {
  return /\.(?:fr|org|com|net|eu|io|gouv)$/i.test(name);
}
