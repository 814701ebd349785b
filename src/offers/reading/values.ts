import type { ExpectedValue } from "../conventions.ts";

/** A value of front matter as text, lists with commas; null for what is no text, such as an object. */
export function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10);
  if (!Array.isArray(value)) return null;
  const parts = value.map(textOf);
  return parts.every((part) => part !== null) ? parts.filter((part) => part !== "").join(", ") : null;
}

/** Whether a value is the expected one, be it written with quotes or in capitals. Nothing at all is no value. */
export function sameValue(value: unknown, expected: ExpectedValue): boolean {
  const text = textOf(value);
  return text !== null && text.trim().toLowerCase() === String(expected).trim().toLowerCase();
}
