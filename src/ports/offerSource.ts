import type { Release } from "./release.ts";

export interface SourceFile {
  /** Path within the folder, `/` between its parts, as the file system spells it. */
  readonly file: string;
  /** Changes whenever the content may have changed (size, times, inode): a reading can be kept under it. */
  readonly version: string;
  /** Whether its last change lies so far back that a later one cannot have the same version, whatever the clock's steps. */
  readonly isAtRest: boolean;
  /** Rejects when the file cannot be read (permission, gone meanwhile): a problem of this file only. */
  bytes(): Promise<Uint8Array>;
}

/** `readable: false` is not an empty folder: nothing may be concluded from it. */
export type Listing =
  | {
      readonly readable: true;
      readonly files: readonly SourceFile[];
      /**
       * The folder that was read (`device:inode`), wherever it is mounted or linked; null where that tells nothing,
       * as of a copy that this program makes itself.
       */
      readonly identity: string | null;
      /**
       * True when the whole folder was gone through for this very listing, and was one and the same folder
       * meanwhile. Otherwise some of it is what an earlier listing found: no absence follows from that.
       */
      readonly whole: boolean;
      /** Folders that cannot be listed although they are there: the files in them are not gone. */
      readonly unlistable: readonly { readonly folder: string; readonly reason: string }[];
      /** Why some folder is without file events; null when events arrive, or are not asked for. */
      readonly withoutEvents: string | null;
    }
  | { readonly readable: false; readonly reason: string };

export interface OfferSource {
  list(): Promise<Listing>;
  /** The next `list` goes through the whole folder, whatever file events have told. */
  refresh(): void;
  /**
   * Calls back once the folder has come to rest after a change (atomic rename: at once;
   * in-place write: 150 ms).
   */
  watch(onChange: () => void): Promise<Release>;
}

/** A source that is a copy of a folder elsewhere: fetched now and then, and only ever listed whole. */
export interface CopiedSource extends OfferSource {
  /** Whether anything was fetched, now or in an earlier run. */
  exists(): Promise<boolean>;
  /**
   * Fetches what is new; the next `list` shows it, and watchers are called. Resolves with null, or with one
   * sentence, without credentials, on why it failed: the copy then stays as it was.
   */
  pull(): Promise<string | null>;
}
