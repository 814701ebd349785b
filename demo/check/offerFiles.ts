import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Returns ways to change the offers of a folder as a person would. */
export function offerFilesIn(folder: string) {
  /** Changes a file: written beside and renamed into place, as careful programs do. */
  const rewrite = async (name: string, change: (text: string) => string): Promise<void> => {
    const file = join(folder, name);
    await writeFile(`${file}.tmp`, change(await readFile(file, "utf8")));
    await rename(`${file}.tmp`, file);
  };
  const setOpen = (name: string, open: boolean): Promise<void> =>
    rewrite(name, (text) => text.replace(`open: ${!open}`, `open: ${open}`));
  return { rewrite, setOpen };
}
