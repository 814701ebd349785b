import { foldInPlace } from "../text/fold.ts";
import type { QuietHours } from "./quietHours.ts";
import { isTimeOfDay, type TimeOfDay } from "./schedule.ts";

const CLOCK = String.raw`(\d{1,2})(?: ?(?:h|heures?|:) ?(\d{2})?)?|(minuit|midi)`;
const HOURS = new RegExp(
  `^(?:de |entre |la nuit,? (?:de )?)?(?:${CLOCK}) ?(?:-|a|et|jusqu'a|>) ?(?:${CLOCK})$`,
);
const NONE = /^(?:non|off|stop|aucune?s?|jamais|fin|annuler?|desactiver?|arret|plus|sans)$/;

/** What people say of quiet hours: hours, that there be none; null when it is neither. */
export function typedHours(text: string): QuietHours | "none" | null {
  const folded = foldInPlace(text)
    .replace(/[\s.!]{1,20}$/, "")
    .trim()
    .slice(0, 60);
  if (NONE.test(folded)) return "none";
  if (folded === "la nuit" || folded === "nuit") return NIGHT;
  const [, ...parts] = HOURS.exec(folded) ?? [];
  if (parts.length === 0) return null;
  const [from, to] = [clock(parts.slice(0, 3)), clock(parts.slice(3))];
  const same = from.hour === to.hour && from.minute === to.minute;
  return isTimeOfDay(from) && isTimeOfDay(to) && !same ? { from, to } : null;
}

const NIGHT: QuietHours = { from: { hour: 20, minute: 0 }, to: { hour: 8, minute: 0 } };

function clock([hour, minute, named]: readonly (string | undefined)[]): TimeOfDay {
  if (named !== undefined) return { hour: named === "midi" ? 12 : 0, minute: 0 };
  return { hour: Number(hour), minute: Number(minute ?? 0) };
}
