/**
 * Options that keep a foreign repository from running anything here or asking anybody anything. The operator's own git
 * configuration (proxy, credential helper) holds, but for what stands here.
 */

/** Options before git's command. */
export const SAFE_OPTIONS: readonly string[] = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.askPass=",
  "core.autocrlf=false",
  "core.logAllRefUpdates=false",
  "core.sparseCheckout=false",
  "credential.interactive=false",
  "submodule.recurse=false",
  "fetch.recurseSubmodules=false",
  "transfer.bundleURI=false",
  "protocol.ext.allow=never",
  // Keep git from leaving a process behind its command.
  "gc.autoDetach=false",
  "maintenance.autoDetach=false",
  // Less than this for so long, in bytes and seconds, is a connection that hangs.
  "http.lowSpeedLimit=100",
  "http.lowSpeedTime=30",
].flatMap((setting) => ["-c", setting]);

/**
 * Attributes that outrank those of the repository (gitattributes(5)): files are written as they were committed, and
 * no filter runs, neither LFS nor any other that the operator has set up.
 */
export const RAW_FILES = "* -text -eol -filter -ident -working-tree-encoding\n";

/** Variables that git and ssh need. No other reaches them: neither the bot's token nor git's own tracing. */
const PASSED_ON = [
  ...["PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "XDG_CONFIG_HOME", "SSH_AUTH_SOCK"],
  ...["GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "SSL_CERT_FILE", "SSL_CERT_DIR"],
  ...["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"],
];

/**
 * The environment of git. `authorization` goes in here, scoped to the address, because every user of the machine can
 * read arguments.
 */
export function gitEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  secret: { readonly address: string; readonly authorization: string } | null,
): Record<string, string> {
  const passed = PASSED_ON.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]]));
  return {
    ...Object.fromEntries(passed),
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_ALLOW_PROTOCOL: "file:https:ssh",
    GIT_LFS_SKIP_SMUDGE: "1",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_NO_LAZY_FETCH: "1",
    ...(secret === null
      ? {}
      : {
          GIT_CONFIG_COUNT: "1",
          GIT_CONFIG_KEY_0: `http.${secret.address}.extraHeader`,
          GIT_CONFIG_VALUE_0: secret.authorization,
        }),
  };
}
