import type { QuietAnswer } from "../../commands/quiet.ts";

const NOW = Date.UTC(2026, 10, 28, 9);
const UNTIL = { at: Date.UTC(2026, 10, 30, 8), now: NOW, timezone: "Europe/Paris" };
const DEED = { deed: "quiet", hours: null, pausedFrom: NOW, pausedUntil: UNTIL.at } as const;
const BARE = { kind: "quiet", until: null, assumed: false, hours: null, deed: DEED } as const;

export const QUIET: Readonly<Record<string, QuietAnswer>> = {
  paused: { ...BARE, what: "paused", until: UNTIL },
  "paused, nobody said until when": {
    ...BARE,
    what: "paused",
    until: { ...UNTIL, at: NOW + 7 * 86_400_000 },
    assumed: true,
  },
  "paused until the evening": { ...BARE, what: "paused", until: { ...UNTIL, at: NOW + 8 * 3_600_000 } },
  resumed: { ...BARE, what: "resumed" },
  "resumed, with hours": { ...BARE, what: "resumed", hours: "20:00-8:00" },
  "not paused": { ...BARE, what: "not paused", deed: null },
  "not paused, with hours": { ...BARE, what: "not paused", hours: "20:00-8:30", deed: null },
  hours: { ...BARE, what: "hours", hours: "20:00-8:00" },
  "no hours": { ...BARE, what: "no hours" },
  "no hours, paused": { ...BARE, what: "no hours", until: UNTIL },
  "asked, none": { ...BARE, what: "hours as they are", deed: null },
  "asked, both": { ...BARE, what: "hours as they are", hours: "22:30-7:00", until: UNTIL, deed: null },
};
