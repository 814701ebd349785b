import type { CommonOptions } from "../../config/commonOptions.ts";
import { setUp } from "../../config/setUp.ts";
import { backUp } from "../../edges/store/backup.ts";
import { EXIT, type ExitCode } from "../../terminal/exitCodes.ts";
import type { Terminal } from "../../terminal/terminal.ts";

/** Copies the configured store, and says where to. */
export async function copyStore(
  common: CommonOptions,
  file: string,
  { force }: { readonly force: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const { config } = setUp(common, terminal);
  await backUp(config.settings.store, file, { cwd: config.cwd, force });
  terminal.complain(`The store is copied to ${file}. To put it back: docs/exploitation.md, « Sauvegarder ».`);
  return EXIT.fine;
}
