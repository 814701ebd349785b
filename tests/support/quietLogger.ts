// Has to be imported before matrix-js-sdk: some of its parts take the methods of its logger when they are loaded.
import { logger } from "matrix-js-sdk/lib/logger.js";

const silence = (): void => {};
const { rebuild } = Object.assign(logger as unknown as { rebuild: () => void }, {
  methodFactory: () => silence,
});
rebuild();
