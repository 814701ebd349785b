import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { FolderSource } from "../../src/edges/folder/folderSource.ts";
import { openWatcher } from "../../src/edges/folder/watches.ts";
import { newFolder } from "../support/newFolder.ts";

test("a start that meets a file on its way into place sees it there, and not under its passing name", async () => {
  const folder = await newFolder();
  writeFileSync(join(folder, "un.md"), "avant");
  let walks = 0;
  const source = new FolderSource(folder, folder, (path, onEvent) => {
    walks += 1;
    // Each walk opens the watcher of the folder, then reads its names.
    if (walks === 1) writeFileSync(join(folder, "nouveau.md"), "après");
    if (walks === 2) renameSync(join(folder, "nouveau.md"), join(folder, "un.md"));
    return openWatcher(path, onEvent);
  });
  onTestFinished(await source.watch(() => {}));
  const listing = await source.list();
  const files = listing.readable ? listing.files : [];
  expect(files.map(({ file }) => file)).toEqual(["un.md"]);
  expect(String(await files[0]?.bytes())).toBe("après");
});
