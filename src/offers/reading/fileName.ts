import { writtenDay } from "../day.ts";
import type { Day, OfferId } from "../offer.ts";

/**
 * The kind of a file by its path alone: an offer; a candidate, which is an offer if its content says so
 * (`listing.ts`); or ignored, which is never read.
 */
export type NameKind = "offer" | "candidate" | "ignored";

const OFFER_EXTENSION = /\.(?:md|markdown)$/i;

/**
 * Names of backups, swap files and half-written copies, as editors, `sed -i`, `patch` and
 * file transfers leave them.
 */
const LEFTOVER =
  /~$|^~\$|^#.*#$|\.(?:bak|old|orig|rej|save|swp|swo|swx|tmp|temp|part|partial|filepart|crdownload|download|lock|vsctmp)$|___jb_(?:tmp|old|bak)___$|^sed[A-Za-z0-9]{6}$|\.sb-[0-9a-f]{1,8}-[A-Za-z0-9]{1,8}$/i;

/** Names of the files with which vim probes a folder: 4913, and 123 more for each that is there already. */
const VIM_PROBE_FIRST = 4913;
const VIM_PROBE_STEP = 123;

/**
 * Tells from its path what a file is. `path` is relative to the folder, `/` between its parts. Hidden files
 * and folders are ignored. The content is not looked at.
 */
export function nameKind(path: string): NameKind {
  const parts = path.split("/");
  const name = parts.at(-1) ?? "";
  if (parts.some((part) => part === "" || part.startsWith("."))) return "ignored";
  if (LEFTOVER.test(name) || isVimProbe(name)) return "ignored";
  return OFFER_EXTENSION.test(name) ? "offer" : "candidate";
}

function isVimProbe(name: string): boolean {
  if (!/^\d{4,5}$/.test(name)) return false;
  const beyond = Number(name) - VIM_PROBE_FIRST;
  return beyond >= 0 && beyond % VIM_PROBE_STEP === 0;
}

/** The path without `.md` or `.markdown`, in NFC. */
export function offerIdOf(path: string): OfferId {
  return path.replace(OFFER_EXTENSION, "").normalize("NFC") as OfferId;
}

/** Orders files with one id, the offer first: `.md`, then `.markdown`, then others; then code-point order. */
export function compareFiles(a: string, b: string): number {
  return extensionRank(a) - extensionRank(b) || Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function extensionRank(path: string): number {
  if (/\.md$/i.test(path)) return 0;
  return /\.markdown$/i.test(path) ? 1 : 2;
}

export interface NameParts {
  /** The day that the name begins with, if the calendar has it. */
  readonly date: Day | null;
  /** The rest of the name after the date; the whole name when there is no rest, or no date. */
  readonly slug: string;
}

/** Splits a name such as `2022-02-10-tchap-devops` into 2022-02-10 and `tchap-devops`. */
export function namePartsOf(id: OfferId): NameParts {
  const name = id.slice(id.lastIndexOf("/") + 1);
  const match = /^(\d{4}-\d{2}-\d{2})(?:[-_. ]+(.*))?$/su.exec(name);
  const date = match?.[1] === undefined ? null : writtenDay(match[1]);
  return { date, slug: date !== null && match?.[2] ? match[2] : name };
}
