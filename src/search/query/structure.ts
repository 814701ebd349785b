import type { Lexicon } from "../language/lexicon.ts";
import { type Choice, kindOf } from "./choice.ts";
import type { Facet } from "./facets.ts";
import type { Item } from "./items.ts";
import type { Or } from "./lexemes.ts";
import type { Unit } from "./unit.ts";

/** Alternatives of several words each are multiplied out, up to so many. */
const MOST_MULTIPLIED = 9;

type UnitItem = Extract<Item, { kind: "unit" }>;
type FacetItem = Extract<Item, { kind: "facet" }>;
type Kind = "unit" | Facet["kind"];

/**
 * Puts the parts of a query in order: what an offer has to answer, and what it must not say. An exclusion holds for the
 * next word or fact, and goes on over « et », « ni » and « ou »; over a comma, to what is of the same kind: « pas de dev, à
 * Lyon » wants Lyon.
 */
export class Structure {
  readonly choices: Choice[] = [];
  readonly unwanted: Unit[] = [];
  readonly shunned: Facet[] = [];
  /** What was passed over, as typed: no fact of an offer says it. */
  readonly unread: string[] = [];
  everything = false;
  /** Whether alternatives were more than are read. */
  isOverfull = false;
  readonly #lexicon: Lexicon;
  #except = false;
  /** Whether an exclusion goes on with what follows only where it is of this kind. */
  #exceptAlike: Kind | null = null;
  /** Whether the last part was excluded, so that « et » goes on with it; the general word that it was, if one. */
  #excluded: "no" | "yes" | "general" = "no";
  /** The kind of the last part that was excluded. */
  #excludedKind: Kind = "unit";
  /** Whether alternatives to the last choice follow. */
  #or: Or | null = null;
  /** Whether « et » stands after the last choice: two jobs with it between them are alternatives. */
  #and = false;
  /** Where the words that stand together began. */
  #clause = 0;
  /** The choices before an « ou » whose other side is several words as well. */
  #left: Choice[] | null = null;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  /** `excluded`: a minus stands before all of them. */
  take(items: readonly Item[], excluded = false): void {
    for (const item of items) this.#take(item, excluded);
  }

  /** Several wishes, of which an offer answers one; nothing else was taken before them. */
  takeClauses(clauses: readonly (readonly Item[])[]): void {
    for (const items of clauses) {
      const clause = new Structure(this.#lexicon);
      clause.take(items);
      clause.end();
      this.isOverfull ||= clause.isOverfull;
      this.unread.push(...clause.unread);
      this.#left = this.choices.length === 0 ? null : this.choices.splice(0);
      this.#clause = 0;
      this.choices.push(...clause.choices);
      this.#multiply();
    }
  }

  /** To be called after the last part. */
  end(): void {
    this.#multiply();
  }

  #take(item: Item, excluded: boolean): void {
    switch (item.kind) {
      case "everything":
        this.everything = true;
        return;
      case "unread":
        this.unread.push(item.text);
        // « sans 5 ans d'expérience, à Lyon » wants Lyon.
        this.#except = false;
        this.#exceptAlike = null;
        this.#or = null;
        return;
      case "except":
        this.#multiply();
        this.#except = true;
        this.#or = null;
        return;
      case "and":
        if (this.#excluded !== "no") this.#except = true;
        else this.#and = true;
        return;
      case "or":
        if (this.#excluded === "no") this.#or = item;
        else if (item.weak) this.#exceptAlike = this.#excludedKind;
        else this.#except = true;
        return;
      case "unit":
        this.#unit(item, excluded || this.#goesOn("unit"));
        return;
      case "facet":
        if (!excluded && this.#isOfExcluded(item)) return;
        this.#facet(item, excluded || this.#goesOn(item.value.kind));
    }
  }

  /** Whether what follows is excluded. */
  #goesOn(kind: Kind): boolean {
    const alike = this.#exceptAlike === kind;
    this.#exceptAlike = null;
    return this.#except || alike;
  }

  #unit(item: UnitItem, excluded: boolean): void {
    const isGeneral = this.#lexicon.isGeneral(item.unit.terms[0] ?? "");
    // « pas responsable qualité » leaves quality out, not all who are responsible for something.
    if (this.#excluded === "general" && item.linked && !this.#except) this.unwanted.pop();
    else if (!excluded) {
      this.#excluded = "no";
      if (this.#and && this.#joinsJobs(item.unit)) this.#or = { kind: "or", weak: false, tight: false };
      this.#and = false;
      this.#want({ units: [item.unit], facets: [], tie: this.#tieOf(item) }, item);
      return;
    }
    this.unwanted.push(item.unit);
    this.#excluded = isGeneral ? "general" : "yes";
    this.#excludedKind = "unit";
    this.#except = false;
    this.#or = null;
  }

  #facet({ value, text, firm }: FacetItem, excluded: boolean): void {
    const facet: Facet = { ...value, text, firm, excluded };
    if (excluded) {
      this.shunned.push(facet);
      this.#excluded = "yes";
      this.#excludedKind = value.kind;
      this.#except = false;
      this.#or = null;
      return;
    }
    this.#excluded = "no";
    this.#and = false;
    this.#want({ units: [], facets: [facet], tie: "none" }, null);
  }

  /** « pas de CDD de 3 mois » leaves out these CDDs, not all of them: takes the duration in where that was said. */
  #isOfExcluded({ value, text, firm }: FacetItem): boolean {
    const last = this.shunned.at(-1);
    if (value.kind !== "duration" || firm || last?.kind !== "contract") return false;
    if (this.#excluded !== "yes" || this.#excludedKind !== "contract") return false;
    if (this.#except || this.#exceptAlike !== null) return false;
    const of = [last.contract];
    this.shunned[this.shunned.length - 1] = { ...last, ...value, of, text: `${last.text} ${text}` };
    this.#excludedKind = "duration";
    return true;
  }

  #want(choice: Choice, word: UnitItem | null): void {
    const last = this.choices.at(-1);
    const or = this.#or;
    this.#or = null;
    if (or !== null && !or.weak && this.#isContractAfterDuration(choice)) {
      // Of « CDD d'un an ou freelance » the duration is the first contract's alone.
      this.choices.push(...this.choices.splice(-2).map((one) => either(one, choice)));
      this.#clause = this.choices.length;
      return;
    }
    if (or !== null && last !== undefined && (!or.weak || isAlike(last, choice))) {
      if (word !== null && !or.tight && this.#beginsJob(word.unit) && this.#isClauseOfJob()) {
        this.#multiply();
        this.#left = this.choices.splice(this.#clause);
      } else {
        this.choices[this.choices.length - 1] = either(last, choice);
        return;
      }
    } else if (word === null) this.#multiply();
    if (this.#left === null && (word === null || kindOf(last ?? choice) !== null || or !== null))
      this.#clause = this.choices.length;
    this.choices.push(choice);
    if (word === null) this.#clause = this.choices.length;
  }

  #isContractAfterDuration(choice: Choice): boolean {
    const [contract, duration] = this.choices.slice(-2).map(kindOf);
    return kindOf(choice) === "contract" && contract === "contract" && duration === "duration";
  }

  /** Multiplies the clauses on both sides of an « ou » out: an offer answers all words of one of them. */
  #multiply(): void {
    const left = this.#left;
    if (left === null) return;
    this.#left = null;
    const right = this.choices.splice(this.#clause);
    const product = left.flatMap((one) => right.map((other) => either(one, other)));
    this.isOverfull ||= product.length > MOST_MULTIPLIED;
    this.choices.push(...product.slice(0, MOST_MULTIPLIED));
    this.#clause = this.choices.length;
  }

  #tieOf({ linked, unit: { terms } }: UnitItem): Choice["tie"] {
    if (!linked || this.#or !== null || this.choices.length === this.#clause) return "none";
    return this.#isOfGeneral() && !this.#lexicon.isLevel(terms[0] ?? "") ? "speciality" : "linked";
  }

  /** Whether the last word is a general one, or says of what one is. */
  #isOfGeneral(): boolean {
    const last = this.choices.at(-1);
    if (last === undefined) return false;
    return (
      last.tie === "speciality" ||
      (last.units.length === 1 && this.#lexicon.isGeneral(last.units[0]?.terms[0] ?? ""))
    );
  }

  #beginsJob({ terms: [term = ""] }: Unit): boolean {
    return this.#lexicon.isJob(term) || this.#lexicon.isGeneral(term);
  }

  /** Nobody seeks a job that is two: « data scientist et designer » asks for both kinds. */
  #joinsJobs({ terms: [term = ""] }: Unit): boolean {
    return this.#lexicon.isJob(term) && this.#isClauseOfJob();
  }

  #isClauseOfJob(): boolean {
    const first = this.choices[this.#clause]?.units[0];
    return first !== undefined && this.#beginsJob(first);
  }
}

function isAlike(one: Choice, other: Choice): boolean {
  return kindOf(one) === kindOf(other) && one.units.length > 0 === other.units.length > 0;
}

function either(one: Choice, other: Choice): Choice {
  return {
    units: [...one.units, ...other.units.filter((unit) => !one.units.some((same) => isSameUnit(unit, same)))],
    facets: [...one.facets, ...other.facets],
    tie: one.tie === other.tie ? one.tie : "none",
  };
}

export function isSameUnit(one: Unit, other: Unit): boolean {
  return one.quoted === other.quoted && one.terms.join(" ") === other.terms.join(" ");
}
