/** An object that came from outside: any name may hold anything. */
export type Untrusted = Readonly<Record<string, unknown>>;

/** Tells whether a value from outside is an object with names, and no array. */
export function isObject(value: unknown): value is Untrusted {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value from outside as an object; without any name where it is none. */
export function asObject(value: unknown): Untrusted {
  return isObject(value) ? value : {};
}
