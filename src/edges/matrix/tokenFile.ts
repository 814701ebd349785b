import { type FileHandle, open, realpath, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { HomeserverError } from "../../ports/index.ts";
import { codeOf } from "../../text/thrown.ts";
import { asObject } from "../../text/untrusted.ts";

/** The content of a token file, which `crieur login` writes and a refresh replaces. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly deviceId: string;
  readonly userId: string;
}

/**
 * @param access `private`: the file is refused when others than its owner may read or write it.
 * @throws {HomeserverError} of concern `credentials`, with the remedy
 */
export async function readTokenFile(path: string, access: "private" | "any" = "private"): Promise<TokenPair> {
  let file: FileHandle | undefined;
  let text: string;
  try {
    file = await open(path, "r");
    const { mode } = await file.stat();
    if (access === "private" && (mode & 0o077) !== 0) {
      throw unusable(`others may read the token file ${path}; run: chmod 600 ${path}`);
    }
    text = await file.readFile("utf8");
  } catch (error) {
    if (error instanceof HomeserverError) throw error;
    throw unusable(
      `the token file ${path} cannot be read (${codeOf(error) ?? String(error)}); \`npx crieur login\` writes it`,
    );
  } finally {
    await file?.close();
  }
  const pair = parse(text);
  if (pair === null) {
    throw unusable(
      `the token file ${path} does not hold accessToken, deviceId and userId; \`npx crieur login\` writes it anew`,
    );
  }
  return pair;
}

function parse(text: string): TokenPair | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const { accessToken, refreshToken, deviceId, userId } = asObject(value);
  if (!isToken(accessToken) || typeof deviceId !== "string" || typeof userId !== "string") return null;
  return { accessToken, deviceId, userId, ...(isToken(refreshToken) ? { refreshToken } : {}) };
}

/**
 * Tells whether a value is visible ASCII: anything else cannot stand in a header, and fetch's error would repeat it.
 */
export function isToken(value: unknown): value is string {
  return typeof value === "string" && /^[\x21-\x7e]{1,4096}$/.test(value);
}

/**
 * Replaces the token file. Once this resolves, the pair survives a power cut: written beside, synced, renamed, synced.
 */
export async function writeTokenFile(path: string, pair: TokenPair): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const beside = `${target}.new`;
  await synced(beside, "w", async (file) => {
    await file.chmod(0o600);
    await file.writeFile(`${JSON.stringify(pair, null, 2)}\n`);
  });
  await rename(beside, target);
  await synced(dirname(target), "r", async () => {});
}

async function synced(path: string, flags: string, work: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await work(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

function unusable(message: string): HomeserverError {
  return new HomeserverError(message, { concern: "credentials" });
}
