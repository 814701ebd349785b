import { outlineOf } from "../body/outline.ts";
import { sentencesOf } from "./sentences.ts";

const MOST = 5;

/** The e-mail addresses of `contact`: a text, a list, or an object such as `{name, email}`; each once. */
export function emailsIn(contact: unknown): string[] {
  const sentences = textsIn(contact, 3).flatMap((text) => sentencesOf(outlineOf(text.slice(0, 500))));
  const addresses = sentences.flatMap((sentence) => sentence.addresses);
  const emails = addresses.filter(({ kind }) => kind === "email").map(({ value }) => value);
  return [...new Set(emails)].slice(0, MOST);
}

/** Front matter is bounded; `depth` keeps a hostile one from being walked at all. */
function textsIn(value: unknown, depth: number): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || depth === 0) return [];
  return Object.values(value).flatMap((inner) => textsIn(inner, depth - 1));
}
