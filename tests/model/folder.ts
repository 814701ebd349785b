import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Paper } from "../offers/carefulPerson.ts";
import { type FrontMatter, offerFile, proseAbout } from "../support/offerFile.ts";
import type { People } from "./people.ts";

/** Makes the folder on disk what people have made of it. Files that stay as they were are not touched. */
export class FolderOnDisk {
  readonly #root: string;
  #written = new Map<string, string>();

  constructor(root: string) {
    this.#root = root;
  }

  async become(people: People): Promise<void> {
    const files = new Map(
      [...people.files].map(([id, paper]) => [nameOf(id, people.decomposed.has(id)), textOf(id, paper)]),
    );
    for (const name of this.#written.keys()) {
      if (!files.has(name)) await rm(join(this.#root, name));
    }
    for (const [name, text] of files) {
      if (this.#written.get(name) === text) continue;
      await mkdir(dirname(join(this.#root, name)), { recursive: true });
      await writeFile(join(this.#root, name), text);
    }
    this.#written = files;
  }
}

function nameOf(id: string, decomposed: boolean): string {
  return `${id.normalize(decomposed ? "NFD" : "NFC")}.md`;
}

function textOf(id: string, paper: Paper | null): string {
  if (paper === null) return id.length % 2 === 0 ? "" : "---\nroles: Coupé au mil";
  const { text, version, title, open, startup, trade, until, from } = paper;
  const fields: FrontMatter = {
    roles: title,
    open,
    techno: String(trade),
    ...(startup ? { startup: `se${text}` } : {}),
    ...(until ? { depublication_date: until } : {}),
    ...(from ? { publication_date: from } : {}),
  };
  return offerFile(fields, `${proseAbout(`t${text}`, 100)} version${version}`);
}
