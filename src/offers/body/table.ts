/** Longer names of columns and rows are cut. */
const LONGEST_NAME = 80;

/** The names under which the cells of a table stand. */
export class Table {
  readonly #columns: string[] = [];
  #column = 0;
  #row = "";

  beginRow(): void {
    this.#column = 0;
    this.#row = "";
  }

  /** Takes the next cell of the row; returns the names of its column and its row, empty when they have none. */
  enter(text: string, isHead: boolean): string {
    const column = this.#column;
    const name = text.slice(0, LONGEST_NAME);
    this.#column += 1;
    if (isHead) {
      this.#columns[column] = name;
      return "";
    }
    if (column === 0) this.#row = name;
    return [this.#columns[column] ?? "", column === 0 ? "" : this.#row].join(" ").trim();
  }
}
