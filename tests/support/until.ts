/** How long a test waits for what must come, however busy the machine is. Milliseconds, like the pauses. */
const PATIENCE = 60_000;
const FIRST_PAUSE = 2;
const LONGEST_PAUSE = 25;

/**
 * Looks again and again until what is seen holds, and gives that back.
 *
 * @throws {Error} after 60 s, with what was seen last
 */
export async function eventually<Seen>(
  look: () => Seen | Promise<Seen>,
  holds: (seen: Seen) => boolean,
  what = "what was waited for",
): Promise<Seen> {
  const deadline = performance.now() + PATIENCE;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, 2 * pause)) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (performance.now() > deadline)
      throw new Error(`It never came to pass: ${what}. Seen last: ${JSON.stringify(seen, null, 2)}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Resolves once `condition` holds; rejects after 60 s with the name of what was waited for. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  await eventually(condition, Boolean, what);
}
