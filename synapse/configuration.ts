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
    ],
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
    federation_domain_whitelist: [],
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
