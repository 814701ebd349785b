/** Longer names of columns and rows are cut. */
const LONGEST_NAME = 80;

/** What a cell stands under, empty where it has no name. */
export interface CellNames {
  readonly column: string;
  readonly row: string;
  /** The first of several in its row. */
  readonly isFirst: boolean;
}

/** The names under which the cells of a table stand. */
export class Table {
  readonly #columns: string[] = [];
  #column = 0;
  #row = "";

  beginRow(): void {
    this.#column = 0;
    this.#row = "";
  }

  /** Takes the next cell of the row. */
  enter(text: string, isHead: boolean): CellNames {
    const at = this.#column;
    const name = text.slice(0, LONGEST_NAME);
    this.#column += 1;
    if (isHead) {
      this.#columns[at] = name;
      return { column: "", row: "", isFirst: false };
    }
    if (at === 0) this.#row = name;
    return {
      column: this.#columns[at] ?? "",
      row: at === 0 ? "" : this.#row,
      isFirst: at === 0 && this.#columns.length > 1,
    };
  }
}
