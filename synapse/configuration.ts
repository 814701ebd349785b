import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";

/**
 * - `lifted`: no limit is ever met.
 * - `messages`: messages, state and redactions under Synapse's default (0.2/s, burst 10 per account); what a test does
 *   to set its scene (logins, rooms, invitations, joins) is free.
 * - `default`: all of Synapse's defaults.
 */
export type RateLimits = "lifted" | "messages" | "default";

export interface HomeserverOptions {
  /** Holds configuration, keys, database and log. Kept between starts, or removed by whoever made it. */
  readonly directory: string;
  readonly port: number;
  /** The part of user ids after the colon; no host of that name is needed. */
  readonly serverName: string;
  /** The secret with which accounts are registered, administrators too. */
  readonly sharedSecret: string;
  readonly rateLimits: RateLimits;
  /**
   * The version of rooms whose creation names none: "12" is Synapse's default, "10" has room ids that name a server.
   */
  readonly roomVersion: "10" | "12";
  /** Milliseconds that a refreshable access token lives. Without it login gives tokens without end. */
  readonly accessTokenLifetime?: number;
  /** Server names whose users may only be invited to `unrestricted` rooms, as Tchap's externals. */
  readonly externalServers: readonly string[];
  /** Other homeservers with which this one talks; by default there are none. */
  readonly federation?: FederationOptions;
}

/** How a homeserver reaches others of this machine, and they it: names lead through a proxy, because no DNS knows them. */
export interface FederationOptions {
  /** The port on which the others reach it, by TLS. */
  readonly port: number;
  readonly certificate: string;
  readonly privateKey: string;
  /** The port of a proxy that leads `name:443` to the server of that name (`connectProxy.ts`). */
  readonly proxy: number;
  /** The names of all that take part. */
  readonly servers: readonly string[];
}

export const CONFIGURATION_FILE = "homeserver.yaml";
export const LOG_FILE = "homeserver.log";

/** Writes everything that Synapse reads at start. No generate step: it makes its signing key itself. */
export async function writeHomeserverConfiguration(options: HomeserverOptions): Promise<void> {
  const { directory } = options;
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, CONFIGURATION_FILE), stringify(homeserver(options)), { mode: 0o600 });
  await writeFile(join(directory, "log.yaml"), stringify(LOGGING));
  await copyFile(join(import.meta.dirname, "modules.py"), join(directory, "crieur_modules.py"));
}

function homeserver(options: HomeserverOptions): Record<string, unknown> {
  return {
    server_name: options.serverName,
    public_baseurl: `http://127.0.0.1:${options.port}/`,
    listeners: [
      { port: options.port, type: "http", bind_addresses: ["127.0.0.1"], resources: [{ names: ["client"] }] },
      ...(options.federation === undefined ? [] : [federationListener(options.federation)]),
    ],
    ...(options.federation === undefined
      ? { federation_domain_whitelist: [] }
      : federation(options.federation)),
    database: { name: "sqlite3", args: { database: "homeserver.db" } },
    signing_key_path: "signing.key",
    // The least that bcrypt knows: these passwords protect nothing, and each registration and login waits for it.
    bcrypt_rounds: 4,
    registration_shared_secret: options.sharedSecret,
    macaroon_secret_key: options.sharedSecret,
    form_secret: options.sharedSecret,
    log_config: "log.yaml",
    report_stats: false,
    // Keep all traffic on the machine.
    trusted_key_servers: [],
    enable_media_repo: false,
    presence: { enabled: false },
    default_room_version: options.roomVersion,
    // Denied by default, and public rooms with it.
    room_list_publication_rules: [{ action: "allow" }],
    // A client under test must see what another did meanwhile even if it asks the same thing twice.
    caches: { global_factor: 0.2, sync_response_cache_duration: "0s" },
    filter_timeline_limit: 1000,
    // Makes the admin call that lets an account expire work; nobody expires on their own during a test.
    account_validity: { enabled: true, period: "52w" },
    ...(options.accessTokenLifetime === undefined
      ? {}
      : { refreshable_access_token_lifetime: options.accessTokenLifetime, refresh_token_lifetime: "24h" }),
    ...rateLimits(options.rateLimits),
    modules: [
      {
        module: "crieur_modules.TchapAccessRules",
        config: { id_server: "127.0.0.1:9", domains_forbidden_when_restricted: options.externalServers },
      },
      { module: "crieur_modules.EndsWithItsParent", config: {} },
    ],
  };
}

function federationListener({ port }: FederationOptions): Record<string, unknown> {
  const resources = [{ names: ["client", "federation"] }];
  return { port, type: "http", tls: true, bind_addresses: ["127.0.0.1"], resources };
}

function federation({ certificate, privateKey, proxy, servers }: FederationOptions): Record<string, unknown> {
  return {
    federation_domain_whitelist: servers,
    tls_certificate_path: certificate,
    tls_private_key_path: privateKey,
    // The certificate is made for this run, and everything stays on the machine.
    federation_verify_certificates: false,
    use_insecure_ssl_client_just_for_testing_do_not_use: true,
    ip_range_blacklist: [],
    https_proxy: `http://127.0.0.1:${proxy}`,
    serve_server_wellknown: true,
    // A server that was stopped by a test is asked again as soon as it is back.
    federation: { destination_min_retry_interval: "1s", destination_max_retry_interval: "2s" },
  };
}

const FREE = { per_second: 10_000, burst_count: 10_000 };

function rateLimits(limits: RateLimits): Record<string, unknown> {
  if (limits === "default") return {};
  return {
    ...(limits === "messages" ? {} : { rc_message: FREE, rc_admin_redaction: FREE }),
    rc_registration: FREE,
    rc_login: { address: FREE, account: FREE, failed_attempts: FREE },
    rc_joins: { local: FREE, remote: FREE },
    rc_joins_per_room: FREE,
    rc_invites: { per_room: FREE, per_user: FREE, per_issuer: FREE },
    rc_room_creation: FREE,
    rc_profile: FREE,
  };
}

const LOGGING = {
  version: 1,
  // Without it every traceback is lost.
  disable_existing_loggers: false,
  formatters: { plain: { format: "%(asctime)s %(levelname)s %(name)s: %(message)s" } },
  handlers: { stream: { class: "logging.StreamHandler", formatter: "plain" } },
  root: { level: "WARNING", handlers: ["stream"] },
};
