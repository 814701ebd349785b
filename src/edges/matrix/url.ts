import { Mendable } from "../../ports/index.ts";

/**
 * The base address of a homeserver, without a slash at its end.
 *
 * @throws {Mendable} with the remedy
 */
export function readHomeserverUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const [address = ""] = text.split(/[?#]/, 1);
  const shown = JSON.stringify(address.replace(/\/\/[^/]{0,1000}@/, "//…@").slice(0, 200));
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new Mendable(
      "configuration",
      `homeserver.url ${shown} is no address; it looks like https://matrix.example.org`,
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw new Mendable("configuration", `homeserver.url ${shown} holds a user or password; take it out`);
  }
  if (url.search !== "" || url.hash !== "" || url.pathname.includes("/_matrix")) {
    throw new Mendable(
      "configuration",
      `homeserver.url ${shown} holds more than the address of the homeserver; cut it at the host`,
    );
  }
  return url.href.replace(/\/+$/, "");
}
