import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { FolderSource } from "../../src/edges/folder/folderSource.ts";

/** A folder with one file in it and in a folder within, watched by watchers that tell nothing and note what they do. */
async function newFolder(onOpen: (folder: string) => void = () => {}) {
  const home = mkdtempSync(join(tmpdir(), "crieur-folder-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const root = join(home, "offers");
  mkdirSync(join(root, "dans"), { recursive: true });
  writeFileSync(join(root, "un.md"), "un");
  writeFileSync(join(root, "dans/deux.md"), "deux");
  const open = new Map<string, number>();
  const count = (path: string, by: number) => open.set(path, (open.get(path) ?? 0) + by);
  const source = new FolderSource(root, root, (path) => {
    count(path.slice(root.length + 1), 1);
    onOpen(root);
    return {
      on() {
        return this as never;
      },
      close: () => void count(path.slice(root.length + 1), -1),
    };
  });
  onTestFinished(await source.watch(() => {}));
  const list = async () => {
    const listing = await source.list();
    if (!listing.readable) throw new Error(listing.reason);
    return { whole: listing.whole, files: listing.files.map(({ file }) => file).sort() };
  };
  return { root, source, list, open };
}

test("a listing is whole when the folder was walked for it", async () => {
  const { source, list } = await newFolder();
  const files = ["dans/deux.md", "un.md"];
  expect(await list()).toEqual({ whole: true, files });
  expect(await list()).toEqual({ whole: false, files });
  source.refresh();
  expect(await list()).toEqual({ whole: true, files });
});

test("a walk on whose way another folder takes the place is not whole, and comes again", async () => {
  let isSwapped = false;
  const { list } = await newFolder((root) => {
    if (isSwapped) return;
    isSwapped = true;
    renameSync(root, `${root}.old`);
    mkdirSync(root);
    writeFileSync(join(root, "trois.md"), "trois");
  });
  expect((await list()).whole).toBe(false);
  expect(await list()).toEqual({ whole: true, files: ["trois.md"] });
});

test("a folder that a walk does not come to is watched no more", async () => {
  const { root, source, list, open } = await newFolder();
  await list();
  expect(Object.fromEntries(open)).toEqual({ "": 1, dans: 1 });
  rmSync(join(root, "dans"), { recursive: true });
  source.refresh();
  await list();
  expect(Object.fromEntries(open)).toEqual({ "": 1, dans: 0 });
});
