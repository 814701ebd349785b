import { NOBODY, type UserId } from "../rooms/identifiers.ts";
import { clipWords } from "../text/clip.ts";

const NAME_LIMIT = 80;

/** A person as a message names them: the name of their account without its server, so that nobody is pinged. */
export function personName(user: UserId): string {
  if (user === NOBODY) return "une personne";
  const [name = user] = user.slice(1).split(":");
  return clipWords(name, NAME_LIMIT);
}
