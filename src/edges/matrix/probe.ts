import { HomeserverError } from "../../ports.ts";
import { askWith } from "./ask.ts";
import { MalformedUrl, readHomeserverUrl } from "./url.ts";

export type HomeserverDescription =
  | { readonly kind: "homeserver"; readonly url: string; readonly versions: readonly string[] }
  /** Only people can mend it: exit code 78. */
  | { readonly kind: "malformed"; readonly message: string }
  /** It may come back: no answer, an error, or a web page in its place. */
  | { readonly kind: "unreachable"; readonly message: string };

/** What stands at an address, asked without an account. Rejects only when the signal aborts. */
export async function describeHomeserver(text: string, signal?: AbortSignal): Promise<HomeserverDescription> {
  try {
    const url = readHomeserverUrl(text);
    const answer = await askWith(url, null)("GET", "/_matrix/client/versions", {
      what: `find a homeserver at ${url}`,
      refusal: "passing",
      timeout: 20_000,
      ...(signal === undefined ? {} : { signal }),
    });
    const stated = answer.versions;
    const versions = Array.isArray(stated) ? stated.filter((version) => typeof version === "string") : [];
    if (versions.length > 0) return { kind: "homeserver", url, versions };
    return {
      kind: "unreachable",
      message: `cannot find a homeserver at ${url}: the answer names no Matrix version; check homeserver.url`,
    };
  } catch (error) {
    if (error instanceof MalformedUrl) return { kind: "malformed", message: error.message };
    if (error instanceof HomeserverError) return { kind: "unreachable", message: error.message };
    throw error;
  }
}
