import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { startConnectProxy } from "./connectProxy.ts";
import { freePort, type StartOptions, type Synapse, startSynapse } from "./process.ts";
import { lastLines, runCommand } from "./runCommand.ts";
import { SetupError } from "./setupError.ts";

/** Homeservers that know each other, and nobody else. */
export interface Federation {
  /** In the order of the names that were given. */
  readonly servers: readonly Synapse[];
  /** Ends all of them at once, as a power cut would. */
  kill(): Promise<void>;
}

/**
 * Starts a homeserver for each name, all on loopback, which reach each other by these names.
 *
 * @param python the interpreter that `installSynapse` returned
 * @param options for each of them; `directory` holds a folder for each
 * @throws {SetupError} when one does not start; then none runs
 */
export async function startFederation(
  python: string,
  names: readonly string[],
  { directory, ...options }: Omit<StartOptions, "port" | "serverName" | "federation">,
): Promise<Federation> {
  await mkdir(directory, { recursive: true });
  await makeCertificate(python, directory);
  const ports = new Map<string, number>();
  for (const name of names) ports.set(name, await freePort());
  const proxy = await startConnectProxy(ports);
  const starts = await Promise.allSettled(
    [...ports].map(([serverName, port]) =>
      startSynapse(python, {
        ...options,
        serverName,
        directory: join(directory, serverName),
        federation: {
          port,
          certificate: join(directory, "tls.crt"),
          privateKey: join(directory, "tls.key"),
          proxy: proxy.port,
          servers: names,
        },
      }),
    ),
  );
  const servers = starts.flatMap((start) => (start.status === "fulfilled" ? [start.value] : []));
  const kill = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.kill()));
    await proxy.close();
  };
  const failed = starts.find((start) => start.status === "rejected");
  if (failed !== undefined) {
    await kill();
    throw failed.reason;
  }
  return { servers, kill };
}

async function makeCertificate(python: string, directory: string): Promise<void> {
  const script = join(import.meta.dirname, "certificate.py");
  const { code, output } = await runCommand(python, [script, directory]);
  if (code === 0) return;
  throw new SetupError("start", "No certificate could be made for the homeservers.", lastLines(output, 10));
}
