import { outlineOf } from "../body/outline.ts";
import { sentencesOf } from "./sentences.ts";

const MOST = 5;
/** Texts that are looked at, and how much of each: a contact is a line. */
const MOST_TEXTS = 20;
const TEXT_LIMIT = 500;

/** The e-mail addresses of `contact`: a text, a list, or an object such as `{name, email}`; each once. */
export function emailsIn(contact: unknown): string[] {
  const texts = textsIn(contact, 3).slice(0, MOST_TEXTS);
  const sentences = texts.flatMap((text) => sentencesOf(outlineOf(text.slice(0, TEXT_LIMIT))));
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
