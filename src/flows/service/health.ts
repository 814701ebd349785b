/** The reasons why the bot does not do its work, each under its own name, in words for an operator. */
export class Health {
  readonly #reasons = new Map<string, string>();
  readonly #onChange: (name: string, reason: string | null) => void;

  /** `onChange` hears each reason once, when it appears, changes or goes (`null`). */
  constructor(onChange: (name: string, reason: string | null) => void = () => {}) {
    this.#onChange = onChange;
  }

  red(name: string, reason: string): void {
    if (this.#reasons.get(name) === reason) return;
    this.#reasons.set(name, reason);
    this.#onChange(name, reason);
  }

  green(name: string): void {
    if (this.#reasons.delete(name)) this.#onChange(name, null);
  }

  get reasons(): { name: string; reason: string }[] {
    return [...this.#reasons].map(([name, reason]) => ({ name, reason }));
  }
}
