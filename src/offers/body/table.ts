import { foldInPlace } from "../../text/fold.ts";

/** Longer names of columns and rows are cut. */
const LONGEST_NAME = 80;

/** What an offer's form asks for, folded. */
const ASKED =
  /^(?:lieu|localisation|ville|site|affectation|residence|adresse|(?:type de )?contrat|duree|remuneration|salaire|tele-?travail|prise de (?:poste|fonctions?)|dates?|debut|demarrage|employeur|references?|quotite|temps de travail|contact|candidatures?|location|start|salary|contract)\b/;

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

  /** « | Lieu | Brest | » opens a form: a table of Markdown has no rows without a head. */
  #isAnswer(text: string): boolean {
    const asked = this.#columns[0];
    return (
      this.#column === 1 &&
      asked !== undefined &&
      ASKED.test(foldInPlace(asked)) &&
      !ASKED.test(foldInPlace(text))
    );
  }

  /** Takes the next cell of the row. Of the head only an answer has a name. */
  enter(text: string, isHead: boolean): CellNames {
    const at = this.#column;
    const name = text.slice(0, LONGEST_NAME);
    const isAnswer = isHead && this.#isAnswer(text);
    this.#column += 1;
    if (isAnswer) return { column: this.#columns[0] ?? "", row: "", isFirst: false };
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
