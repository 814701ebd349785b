import type { Digest } from "../digest.ts";
import { BRIEF, FULL, HOSTILE, LONG } from "./offers.ts";

const SOON = { ...BRIEF, facts: { ...BRIEF.facts, deadline: "2026-11-30" } };

/** Digests as they are sent, and as they are edited afterwards, by the name of their sample. */
export const DIGESTS: Readonly<Record<string, Digest>> = {
  "one new offer": {
    filter: "devops",
    late: null,
    entries: [{ kind: "published", offer: FULL, closedOn: null }],
  },
  everything: {
    filter: "",
    late: null,
    entries: [
      { kind: "published", offer: FULL, closedOn: null },
      { kind: "reopened", offer: LONG, closedOn: null },
      { kind: "ending", offer: SOON, closedOn: null },
      { kind: "closed", offer: HOSTILE, closedOn: "2026-11-27" },
    ],
  },
  "late, more than it shows": {
    filter: "développement web",
    late: "hier à 9 h",
    entries: Array.from({ length: 23 }, () => ({ kind: "published", offer: BRIEF, closedOn: null })),
  },
  "only what closed": {
    filter: "data",
    late: null,
    entries: [
      { kind: "closed", offer: FULL, closedOn: "2026-11-27" },
      { kind: "closed", offer: BRIEF, closedOn: "2026-11-28" },
    ],
  },
  "edited: one closed": {
    filter: "devops",
    late: null,
    entries: [
      { kind: "published", offer: FULL, closedOn: "2026-11-28" },
      { kind: "published", offer: BRIEF, closedOn: null },
    ],
  },
  "edited: all closed, its subscription gone": {
    filter: null,
    late: null,
    entries: [
      { kind: "published", offer: FULL, closedOn: "2026-11-28" },
      { kind: "ending", offer: BRIEF, closedOn: "2026-12-01" },
    ],
  },
};
