import { expect, test } from "vitest";
import { overdue } from "../../src/offers/overdue.ts";
import { dayIn } from "../../src/offers/standing.ts";
import { anOffer } from "../support/anOffer.ts";
import { knownOffer } from "../support/knownOffer.ts";

const at = (day: string) => Date.parse(`${day}T12:00:00Z`);
const look = { today: "2026-11-30", days: 45, dayOf: (moment: number) => dayIn("Europe/Paris", moment) };
const nothingSaid = () => null;

function offer(
  key: string,
  openedAt: string | null,
  date: string | null = null,
  status: "open" | "closed" = "open",
) {
  return knownOffer(key, {
    ...{ status, stood: status, openedAt: openedAt === null ? null : at(openedAt) },
    offer: anOffer({ id: key, date }),
  });
}

test("an offer is overdue once it stands open for more than so many days", () => {
  const offers = [offer("45", "2026-10-16"), offer("46", "2026-10-15"), offer("new", "2026-11-29")];
  expect(overdue(offers, { ...look, said: nothingSaid })).toEqual([
    { known: offers[1], since: "2026-10-15", filled: false },
  ]);
});

test("one that was open before anybody looked goes by its date, and one without a date counts", () => {
  const offers = [
    offer("undated", null),
    offer("old", null, "2024-02-01"),
    offer("recent", null, "2026-11-01"),
  ];
  expect(
    overdue(offers, { ...look, said: nothingSaid }).map(({ known, since }) => [known.id, since]),
  ).toEqual([
    [offers[1]?.id, "2024-02-01"],
    [offers[0]?.id, null],
  ]);
});

test("its date counts for nothing where its opening was seen", () => {
  expect(overdue([offer("imported", "2026-11-20", "2024-02-01")], { ...look, said: nothingSaid })).toEqual(
    [],
  );
});

test("a closed offer is never overdue, whatever was said of it", () => {
  const said = () => ({ says: "filled", on: "2026-11-01" }) as const;
  expect(overdue([offer("closed", "2026-01-01", null, "closed")], { ...look, said })).toEqual([]);
});

test("whoever says that one is open gives it as many days more", () => {
  const offers = [offer("a", "2026-01-01")];
  const on = (day: string) => () => ({ says: "open", on: day }) as const;
  expect(overdue(offers, { ...look, said: on("2026-10-16") })).toEqual([]);
  expect(overdue(offers, { ...look, said: on("2026-10-15") })).toHaveLength(1);
});

test("one that is said to be filled is named at once and first, until its file says so", () => {
  const offers = [offer("old", "2026-01-01"), offer("filled", "2026-11-28")];
  const said = ({ id }: { id: string }) =>
    id.includes("filled") ? ({ says: "filled", on: "2026-11-29" } as const) : null;
  expect(overdue(offers, { ...look, said }).map(({ filled }) => filled)).toEqual([true, false]);
});
