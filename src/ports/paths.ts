import { isAbsolute, join } from "node:path";

/**
 * The path under which to open a file that was named relative to the folder `cwd`. An empty `cwd` stands for
 * the process's working directory: the name is then returned as it was typed, so that errors of the operating
 * system name it that way too.
 */
export function pathFrom(cwd: string, name: string): string {
  return cwd === "" || isAbsolute(name) ? name : join(cwd, name);
}
