import { writtenDay } from "../day.ts";
import type { Day, OfferId } from "../offer.ts";

/**
 * The kind of a file by its path alone: an offer; a candidate, which is an offer if its content says so
 * (`listing.ts`); a stray copy of an offer that a tool left, which is told of; or ignored, which is never read.
 */
type NameKind = "offer" | "candidate" | "stray" | "ignored";

const OFFER_EXTENSION = /\.(?:md|markdown)$/i;

/**
 * Names of backups, swap files and half-written copies, as editors, `sed -i`, `patch` and
 * file transfers leave them.
 */
const LEFTOVER =
  /~$|^~\$|^#.*#$|\.(?:bak|old|orig|rej|save|swp|swo|swx|tmp|temp|part|partial|filepart|crdownload|download|lock|vsctmp)$|___jb_(?:tmp|old|bak)___$|^sed[A-Za-z0-9]{6}$|\.sb-[0-9a-f]{1,8}-[A-Za-z0-9]{1,8}$/i;

/** Files that stand beside offers and are none: of the repository, and what a site generator takes for its own. */
const NO_OFFER = /^(?:_|README|CONTRIBUTING|LICENSE|(?:[Rr]eadme|[Cc]ontributing|[Ll]icense)(?:\.|$))/;

/**
 * Folders of a Jekyll site that hold no pages: drafts, which it does not publish, and what it makes pages from. Others
 * that begin with `_` are its collections, `_jobs` for instance.
 */
const NO_OFFERS = /^_(?:data|drafts|includes|layouts|plugins|sass|site|templates)$/;

/** Names of the copies that Syncthing, Nextcloud, Dropbox, Seafile, ownCloud and `git mergetool` leave. */
const STRAY =
  /\.sync-conflict-\d{8}-\d{6}-| \([^()]*(?:conflicted copy|copie en conflit)[^()]*\)|\(SFConflict |_conflict-\d{8}-\d{6}|_(?:BACKUP|BASE|LOCAL|REMOTE)_\d{1,9}\./i;

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
  if (parts.slice(0, -1).some((part) => NO_OFFERS.test(part))) return "ignored";
  if (LEFTOVER.test(name) || isVimProbe(name)) return "ignored";
  if (NO_OFFER.test(name)) return "ignored";
  if (STRAY.test(name)) return "stray";
  return isOfferName(name) ? "offer" : "candidate";
}

/** Whether the name ends as an offer's. */
export function isOfferName(path: string): boolean {
  return OFFER_EXTENSION.test(path);
}

function isVimProbe(name: string): boolean {
  if (!/^\d{4,5}$/.test(name)) return false;
  const beyond = Number(name) - VIM_PROBE_FIRST;
  return beyond >= 0 && beyond % VIM_PROBE_STEP === 0;
}

/** The file of a page bundle, a folder that is one offer: `x/index.md`, or of one language, `x/index.fr.md`. */
const BUNDLE = /\/index(?:\.([a-z]{2,3}(?:-[a-z]{2,4})?))?\.(?:md|markdown)$/i;

/** The path without `.md` or `.markdown`, in NFC; of a page bundle the path of its folder. */
export function offerIdOf(path: string): OfferId {
  return path.replace(BUNDLE, "").replace(OFFER_EXTENSION, "").normalize("NFC") as OfferId;
}

/** Whether both files are one page bundle's, in two languages. */
export function areTranslations(a: string, b: string): boolean {
  return BUNDLE.test(a) && BUNDLE.test(b);
}

/**
 * Orders files with one id, the offer first: `.md`, then `.markdown`, then others; of a page bundle the French one,
 * then the one of no language; then code-point order.
 */
export function compareFiles(a: string, b: string): number {
  return (
    extensionRank(a) - extensionRank(b) ||
    languageRank(a) - languageRank(b) ||
    Buffer.compare(Buffer.from(a), Buffer.from(b))
  );
}

function languageRank(path: string): number {
  const match = BUNDLE.exec(path);
  if (!match) return 0;
  const language = match[1]?.toLowerCase();
  return language === undefined ? 1 : language.startsWith("fr") ? 0 : 2;
}

function extensionRank(path: string): number {
  if (/\.md$/i.test(path)) return 0;
  return /\.markdown$/i.test(path) ? 1 : 2;
}

export interface NameParts {
  /** The day that the name begins with, else the folder's name, if the calendar has it. */
  readonly date: Day | null;
  /** The rest of the name after the date; the whole name when there is no rest, or no date. */
  readonly slug: string;
}

/** Splits a name such as `2022-02-10-tchap-devops` into 2022-02-10 and `tchap-devops`. */
export function namePartsOf(id: OfferId): NameParts {
  const [name = "", folder = ""] = id.split("/").toReversed();
  const { date, slug } = splitName(name);
  return { date: date ?? splitName(folder).date, slug };
}

function splitName(name: string): NameParts {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[-_. ]+(.*))?$/su.exec(name);
  const date = match?.[1] === undefined ? null : writtenDay(match[1]);
  return { date, slug: date !== null && match?.[2] ? match[2] : name };
}
