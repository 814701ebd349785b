import type { Announced } from "../announced.ts";
import { BRIEF, FULL, HOSTILE, LONG } from "./offers.ts";

/** At least one message about one offer for every kind of decision. */
const KINDS: { readonly [K in Announced["kind"]]: readonly Announced[] } = {
  published: [{ kind: "published", offer: FULL, closedOn: null }],
  reopened: [{ kind: "reopened", offer: FULL, closedOn: null }],
  copy: [{ kind: "copy", offer: LONG, closedOn: null }],
};

/** The decisions of each message, by the name of its sample. */
export const ANNOUNCEMENTS: Readonly<Record<string, readonly Announced[]>> = {
  ...KINDS,
  "published, little stated": [{ kind: "published", offer: BRIEF, closedOn: null }],
  "published, its deadline past": [
    {
      kind: "published",
      offer: { ...FULL, facts: { ...FULL.facts, deadline: "2026-01-15" } },
      closedOn: null,
    },
  ],
  "published by somebody hostile": [{ kind: "published", offer: HOSTILE, closedOn: null }],
  "list of new offers": [
    { kind: "published", offer: FULL, closedOn: null },
    { kind: "published", offer: BRIEF, closedOn: null },
    { kind: "published", offer: LONG, closedOn: null },
  ],
  "list of new and reopened offers": [
    { kind: "published", offer: FULL, closedOn: null },
    { kind: "reopened", offer: BRIEF, closedOn: null },
  ],
  "list of offers asked for again": [
    { kind: "copy", offer: FULL, closedOn: null },
    { kind: "copy", offer: BRIEF, closedOn: null },
  ],
};

/** Messages as they are edited after they were sent. */
export const EDITS: Readonly<Record<string, readonly Announced[]>> = {
  "edited: another title": [
    { kind: "published", offer: { ...FULL, title: "Architecte plateforme (F/H)" }, closedOn: null },
  ],
  "edited: closed": [{ kind: "published", offer: FULL, closedOn: "2026-11-28" }],
  "edited: reopened, then closed": [{ kind: "reopened", offer: FULL, closedOn: "2027-01-01" }],
  "edited: a copy, closed": [{ kind: "copy", offer: BRIEF, closedOn: "2026-11-28" }],
  "edited: closed in a list": [
    { kind: "published", offer: FULL, closedOn: "2026-11-28" },
    { kind: "published", offer: BRIEF, closedOn: null },
  ],
  "edited: a list, all closed": [
    { kind: "published", offer: FULL, closedOn: "2026-11-28" },
    { kind: "reopened", offer: BRIEF, closedOn: "2026-12-01" },
  ],
};
