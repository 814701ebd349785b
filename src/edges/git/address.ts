/** The address of a repository, its secret apart from the part that may be shown. */
export interface GitAddress {
  /** Without credentials: for git's arguments, its files, messages and logs. */
  readonly shown: string;
  /** The user and password that an https address held, as an `Authorization` header; null when it held none. */
  readonly authorization: string | null;
}

const FORMS = "https://…, ssh://…, git@host:path, file:///… or an absolute path";

/** `git@host:path`, as ssh takes it. Neither user, host nor path begins with a hyphen: it would be an option. */
const SCP = /^[A-Za-z0-9_][\w.-]{0,99}@[A-Za-z0-9][\w.-]{0,252}:[^\s:-]\S{0,1999}$/;
const SSH = /^ssh:\/\/(?:[A-Za-z0-9_][\w.-]{0,99}@)?[A-Za-z0-9][\w.-]{0,252}(?::\d{1,5})?\/[^\s?#]{1,2000}$/;

/** Reads an address that git may be given, or says in a sentence why it may not; never repeats the address. */
export function readGitAddress(url: string): GitAddress | { readonly problem: string } {
  if (url.length > 4096 || /\p{Cc}/u.test(url))
    return { problem: `this is no address of a git repository; write ${FORMS}` };
  if (/^https:\/\//i.test(url)) return readHttps(url);
  if (/^ssh:\/\/[^/@]*:[^/@]*@/i.test(url))
    return { problem: "ssh takes no password from an address; leave it out, and use a key" };
  const isKnown = url.startsWith("/") || /^file:\/\/\/[^\s?#]/.test(url) || SSH.test(url) || SCP.test(url);
  if (!isKnown) return { problem: `expected the address of a git repository: ${FORMS}` };
  return { shown: url, authorization: null };
}

function readHttps(text: string): GitAddress | { readonly problem: string } {
  const url = URL.parse(text);
  if (url === null || /\s/.test(text) || url.hostname.startsWith("-") || url.pathname === "/")
    return { problem: "this https address cannot be read; write https://host/path/of/the/repository.git" };
  if (url.search !== "" || url.hash !== "")
    return { problem: "an address of a repository holds neither ? nor #; leave out what follows them" };
  const credentials = credentialsOf(url);
  if (credentials === null)
    return { problem: "the user or password in this address is not percent-encoded; write % as %25" };
  url.username = "";
  url.password = "";
  const authorization =
    credentials === "" ? null : `Authorization: Basic ${Buffer.from(credentials).toString("base64")}`;
  return { shown: url.href, authorization };
}

/** `user:password`; empty when there is neither, null when they cannot be read. */
function credentialsOf({ username, password }: URL): string | null {
  if (username === "" && password === "") return "";
  try {
    return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  } catch {
    return null;
  }
}

/** Tells whether git would take a name for a branch, and for nothing else (`git check-ref-format`). */
export function isBranchName(name: string): boolean {
  return (
    /^[^\s\p{Cc}~^:?*[\\]{1,250}$/u.test(name) &&
    !/^[-/.]|\.\.|@\{|\/\/|\/\.|[/.]$|\.lock(?:\/|$)|^@$/.test(name)
  );
}

/**
 * Tells whether a path is a folder within a repository: relative, and never out of it. Empty is the repository's root.
 */
export function isInnerPath(path: string): boolean {
  if (/[\p{Cc}\\]/u.test(path) || path.length > 1000 || path.startsWith("/")) return false;
  return path.split("/").every((part) => part !== ".." && part.toLowerCase() !== ".git");
}
