import type { Day, Offer, OfferId } from "../offers/offer.ts";
import { namePartsOf } from "../offers/reading/fileName.ts";
import { MONTHS } from "../text/months.ts";

/** The settings that messages show. */
export interface Wording {
  /** `commands.prefix`. */
  readonly prefix: string;
  /** `offers.publicUrl`: an address with `{year} {month} {day} {slug} {id}`. */
  readonly publicUrl: string | null;
}

/** The address where an offer can be read in public; null where a placeholder of `publicUrl` has no value for it. */
export function publicLink({ publicUrl }: Wording, offer: Offer): string | null {
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

/** A name written in small letters gets a capital; any other spelling, and an address, is the owner's own. */
export function properName(name: string): string {
  if (name !== name.toLowerCase() || name.includes(".")) return name;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
