import type { Field } from "../conventions.ts";
import type { Day, Offer, Problem, Reading, StatedField } from "../offer.ts";
import { isAwaited, isOver } from "../standing.ts";
import { inQuotes, warning } from "./problem.ts";

/**
 * Warnings about what contradicts, on that day, that an offer is open. Closed offers get none, except for one that its
 * `depublication_date` alone closes although it says `open: true`: where offers are open by the folder's rule, a last
 * day is how they close. Not part of a cached reading, because they depend on the day.
 */
export function contradictions({ offer, stated }: Reading, today: Day): Problem[] {
  if (!offer?.open) return [];
  const said = new Map(stated.map((field) => [field.field, field]));
  if (isOver(offer, today)) return said.has("open") ? over(offer, said) : [];
  const others = isAwaited(offer, today) ? heldBack(offer, said) : againstOpen(offer, today, said);
  return [...lastDay(offer, today, said), ...others];
}

type Said = ReadonlyMap<Field, StatedField>;

function over({ depublication }: Offer, said: Said): Problem[] {
  const { name, line } = placeOf("depublication_date", said);
  return [
    warning(
      line,
      `${name} ${depublication} is past, so this offer is closed although it says "open: true"; move the date or write "open: false"`,
    ),
  ];
}

function lastDay({ depublication }: Offer, today: Day, said: Said): Problem[] {
  if (depublication !== today || !said.has("open")) return [];
  const { name, line } = placeOf("depublication_date", said);
  return [
    warning(
      line,
      `${name} ${depublication} is today, so this offer closes tonight although it says "open: true"; move the date if it should stay open`,
    ),
  ];
}

/** A draft that says « open: true » itself may have been forgotten; one of a folder whose offers all count as open not. */
function heldBack({ draft }: Offer, said: Said): Problem[] {
  if (!draft || !said.has("open")) return [];
  const { name, line } = placeOf(said.get("draft")?.isTrue ? "draft" : "published", said);
  return [
    warning(
      line,
      `by ${inQuotes(name)} the site does not show this offer, so it is not open yet although it says "open: true"; remove that line once it is to be announced`,
    ),
  ];
}

function againstOpen({ date }: Offer, today: Day, said: Said): Problem[] {
  const problems: Problem[] = [];
  if (date !== null && date > today) {
    const message = `date ${date} is still to come although this offer is open; write "publication_date: ${date}" if it is to open on that day`;
    problems.push(warning(placeOf("date", said).line, message));
  }
  const filled = said.get("poste_pourvu");
  if (filled?.isTrue) {
    const message = `${filled.name} says that the post is filled although ${saysOpen(said)}; write "open: false" if it is`;
    problems.push(warning(filled.line, message));
  }
  const ended = said.get("poste_ferme");
  if (ended !== undefined && ended.day !== null && ended.day < today) {
    const message = `${ended.name} ${ended.day} is past although ${saysOpen(said)}; write "open: false" if the post is closed`;
    problems.push(warning(ended.line, message));
  }
  return problems;
}

function saysOpen(said: Said): string {
  return said.has("open") ? 'it says "open: true"' : "it counts as open";
}

function placeOf(field: Field, said: Said): { readonly name: string; readonly line: number } {
  return said.get(field) ?? { name: field, line: 1 };
}
