// @ts-check
// What a library loads and nothing here uses. It would stay in memory (docs/decisions/033-memory-at-rest.md).
import module from "node:module";

/** zod reads what it says in sixty languages, all at once; the command line speaks English. */
const LANGUAGES = "/zod/v4/locales/index.js";
const ENGLISH = 'export { default as en } from "./en.js";';

export function leaveOut() {
  module.registerHooks({
    load: (url, context, next) =>
      url.endsWith(LANGUAGES)
        ? { format: "module", source: ENGLISH, shortCircuit: true }
        : next(url, context),
  });
}
