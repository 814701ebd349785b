/** A placeholder: `${NAME}` or `${NAME:-default}`. */
const PLACEHOLDER = /\$\{([A-Za-z_][A-Za-z0-9_]{0,99})(?::-([^}]{0,500}))?\}/g;

/**
 * Fills in environment variables. As in a shell, a default also stands in for a variable that is empty.
 * Names that are not set, and have no default, are returned in `missing` and become empty.
 */
export function fillIn(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): { text: string; missing: string[] } {
  const missing: string[] = [];
  const filled = text.replaceAll(PLACEHOLDER, (_whole, name: string, fallback: string | undefined) => {
    const value = environment[name];
    if (value) return value;
    if (fallback === undefined) missing.push(name);
    return fallback ?? "";
  });
  return { text: filled, missing };
}
