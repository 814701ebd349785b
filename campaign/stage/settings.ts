import { writeFile } from "node:fs/promises";

/** Where a room is configured, and what it wants to hear. */
export interface ConfiguredRoom {
  readonly room: string;
  readonly filter: string;
  readonly notify: boolean;
}

export interface BotSettings {
  readonly url: string;
  readonly tokenFile: string;
  readonly offers: string;
  readonly store: string;
  readonly rooms: readonly ConfiguredRoom[];
  /** Empty: there is none. */
  readonly adminRoom: string;
}

/** Writes what an operator would, but for a pace that makes no round wait. */
export async function writeSettings(file: string, settings: BotSettings): Promise<void> {
  const { url, tokenFile, offers, store, rooms, adminRoom } = settings;
  const whole = {
    homeserver: { url, accessTokenFile: tokenFile },
    offers: { folder: offers, firstRun: "silent", settle: "1s", rescan: "* * * * *" },
    store: `sqlite:${store}`,
    rooms,
    access: { invitesFrom: ["*"], ...(adminRoom === "" ? {} : { adminRoom }) },
    pace: { perSecond: 200 },
    http: { listen: "127.0.0.1:0" },
  };
  await writeFile(file, JSON.stringify(whole));
}
