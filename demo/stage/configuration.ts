import { writeFile } from "node:fs/promises";
import { stringify } from "yaml";
import type { DemoFolder } from "./folder.ts";
import type { Scene } from "./scene.ts";

const HEADER = `# Written by \`npx crieur demo\`, and written anew each time. It is an ordinary configuration: while the demo runs,
# \`npx crieur check --config\` and \`npx crieur search --config\` read it too. config/crieur.yaml explains each key.
`;

/** Writes the configuration of the demo's bot. It holds an access token, so nobody else may read it. */
export async function writeBotConfiguration(
  folder: DemoFolder,
  { bot, missions, team, administratorId }: Scene,
) {
  const content = {
    homeserver: { url: bot.url, accessToken: bot.accessToken },
    // A vanished file is believed sooner than in earnest: somebody is watching.
    offers: { folder: folder.offers, firstRun: "announce", settle: "2s" },
    store: `sqlite:${folder.store}`,
    rooms: [missions, team].map(({ id, filter }) => ({ room: id, ...(filter === "" ? {} : { filter }) })),
    // A message for each of the four open offers shows more than a list of them would.
    announcements: { listAbove: 4 },
    access: { invitesFrom: [bot.userId.slice(bot.userId.indexOf(":") + 1)], admins: [administratorId] },
    pace: { perSecond: 20 },
    http: { listen: "127.0.0.1:0" },
    log: "info",
  };
  await writeFile(folder.configuration, HEADER + stringify(content), { mode: 0o600 });
}
