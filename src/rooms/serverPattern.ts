/** A host, and a port when there is one (Matrix specification, appendices §"Server name"). */
const SERVER_NAME = /^(\[[0-9a-f:.]{2,45}\]|[0-9a-z.-]{1,255})(?::\d{1,5})?$/;

/**
 * Tells whether a pattern of `access.invitesFrom` covers a server name. `*` stands for any characters, dots too.
 * Without a port it covers every port of the server. External people's servers (`agent.externe.…` at Tchap) are covered
 * only by a pattern that names them. A string that is no server name is covered by nothing.
 */
export function matchesServer(pattern: string, server: string): boolean {
  const wanted = pattern.trim().toLowerCase();
  const [whole, host] = SERVER_NAME.exec(server.toLowerCase()) ?? [];
  if (whole === undefined || host === undefined) return false;
  if (isExternalServer(host) && !wanted.includes("externe")) return false;
  return matchesText(wanted, whole) || matchesText(wanted, host);
}

/** Tells whether a server is one of people from outside the administration (`agent.externe.…` at Tchap). */
export function isExternalServer(server: string): boolean {
  return server.toLowerCase().startsWith("agent.externe.");
}

/** The leftmost place for each part is enough, since `*` takes up the rest: linear in the text for each part. */
function matchesText(pattern: string, text: string): boolean {
  const parts = pattern.split("*");
  const first = parts.shift() ?? "";
  const last = parts.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}
