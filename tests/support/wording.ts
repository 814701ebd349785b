import type { Wording } from "../../src/messages/wording.ts";

/** How messages speak in tests, on a day that stays. */
export const WORDING: Wording = { prefix: "!offres", publicUrl: null, today: () => "2026-11-28" };
