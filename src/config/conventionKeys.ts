import { z } from "zod";
import { type Conventions, type ExpectedValue, FIELDS, type Field } from "../offers/conventions.ts";
import { isObject } from "../text/untrusted.ts";

const NAMES = "expected a name that offers give to this field, or a list of such names";
const name = z.string({ error: NAMES }).min(1, NAMES).max(100, "expected a name of at most 100 characters");

/** `startup: equipe` and `startup: [equipe, company]`. */
const names = z.preprocess(
  (given) => (given === null || given === undefined ? [] : typeof given === "string" ? [given] : given),
  z.array(name, { error: NAMES }),
);

const fieldShape = Object.fromEntries(FIELDS.map((field) => [field, names])) as Record<Field, typeof names>;

/** `offers.fields`: an unknown field of ours is refused, with the nearest. */
export const fieldNames = z.preprocess(
  (given) => given ?? {},
  z.strictObject(fieldShape, { error: "expected fields, each with the names that offers give to it" }),
);

/** `offers.open`; null when it is left out or empty. */
export const openRule = z
  .unknown()
  .nullish()
  .transform((given, context): Conventions["open"] => {
    const complain = (message: string, path: string[] = []): void => {
      context.addIssue({ code: "custom", message, path });
    };
    if (given === null || given === undefined || given === "always") return given ?? null;
    if (!isObject(given)) {
      complain('expected keys with the values that mean open, such as {status: open}, or "always"');
      return null;
    }
    const rule: Record<string, ExpectedValue> = {};
    for (const [key, value] of Object.entries(given)) {
      if (key === "open") complain('is asked only where an offer has no "open"; name another key', [key]);
      else if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
        rule[key] = value;
      else complain("expected one value: a text, a number, true or false", [key]);
    }
    return Object.keys(rule).length === 0 ? null : rule;
  });
