import type { Facts, Reading } from "../../offers/offer.ts";
import { printable, printableText } from "../../terminal/printable.ts";
import type { Paint } from "../../terminal/terminal.ts";
import { COLOURS, problemsOn, stateOn } from "./offersFolder.ts";

/** Shows an offer in a line: whether it is open, its id, its title. */
export function line(reading: Reading, today: string): string {
  const state = (stateOn(reading, today) ?? "refused").padEnd("refused".length);
  return printable(`${state}  ${reading.id}  ${reading.offer?.title ?? ""}`).trimEnd();
}

/** Shows everything about an offer, for people. */
export function card(reading: Reading, today: string, paint: Paint): string {
  const { id, offer, file, repaired, body } = reading;
  const rows: [string, string | null][] = [
    ["id", id],
    ["file", file],
    ["state", stateOn(reading, today) ?? "refused: the file cannot be trusted, see the problems"],
    ["startup", offer?.startup ?? null],
    ["domains", joined(offer?.domains)],
    ["date", offer?.date ?? null],
    ["opens on", offer?.publication ?? null],
    ["closes after", offer?.depublication ?? null],
    ["link", offer?.externalUrl ?? null],
    ...(offer ? factRows(offer.facts) : []),
    ["repaired", joined(repaired)],
  ];
  const told = rows.flatMap(([name, value]) =>
    value === null ? [] : [`${paint("dim", name.padEnd(14))}${printable(value)}`],
  );
  const problems = problemsOn(reading, today).map(({ severity, line: at, message }) => {
    return `${printable(file)}:${at}: ${paint(COLOURS[severity], severity)}: ${printable(message)}`;
  });
  return [
    ...(offer ? [paint("bold", printable(offer.title))] : []),
    ...told,
    ...(offer?.summary ? ["", printable(offer.summary)] : []),
    ...(problems.length > 0 ? ["", ...problems] : []),
    ...(body === null ? [] : ["", printableText(body.trim())]),
  ]
    .join("\n")
    .trimEnd();
}

function factRows(facts: Facts): [string, string | null][] {
  const { remote, remoteNote } = facts;
  return [
    ["places", joined(facts.places)],
    ["remote", remote === null || remoteNote === null ? remote : `${remote} (${remoteNote})`],
    ["contracts", joined(facts.contracts)],
    ["duration", facts.duration],
    ["pay", facts.pay],
    ["time", facts.time],
    ["apply to", joined([...facts.applyEmails, ...facts.applyUrls])],
    ["reference", facts.reference],
    ["deadline", facts.deadline],
    ["start", facts.start],
    ["junior", facts.junior === null ? null : facts.junior ? "yes" : "no"],
    ["skills", joined(facts.skills)],
  ];
}

function joined(values: readonly string[] | undefined): string | null {
  return values === undefined || values.length === 0 ? null : values.join(", ");
}
