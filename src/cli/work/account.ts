import type { Config } from "../../config/load.ts";
import type { ConnectOptions } from "../../edges/matrix/connect.ts";
import { pathFrom } from "../../ports/paths.ts";

/** The account of the configuration, as `connect` takes it. Throws `ConfigError` where it is not settled. */
export function accountOf(config: Config): Pick<ConnectOptions, "url" | "credentials"> {
  const { url, token } = config.connection();
  const credentials =
    "literal" in token
      ? { accessToken: token.literal }
      : { accessTokenFile: pathFrom(config.cwd, token.file) };
  return { url, credentials };
}
