/**
 * Whether a pattern of `access.invitesFrom` covers a server name. `*` stands for any characters, dots too. Without a
 * port it covers every port of the server. External people's servers (`agent.externe.…` at Tchap) are covered only
 * by a pattern that names them.
 */
export function matchesServer(pattern: string, server: string): boolean {
  const wanted = pattern.trim().toLowerCase();
  const whole = server.toLowerCase();
  if (whole.startsWith("agent.externe.") && !wanted.includes("externe")) return false;
  return matchesText(wanted, whole) || matchesText(wanted, withoutPort(whole));
}

function withoutPort(server: string): string {
  return server.replace(/:\d{1,5}$/, "");
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
