import { runDemo } from "../../demo/demo.ts";
import type { CommonOptions } from "../config/commonOptions.ts";
import type { ExitCode } from "../terminal/exitCodes.ts";

export interface DemoOptions {
  readonly check?: boolean;
}

/** A real homeserver with the bot on it, for as long as somebody looks. */
export async function demo(common: CommonOptions, options: DemoOptions): Promise<ExitCode> {
  return await runDemo({ check: options.check ?? false, offers: common.offers });
}
