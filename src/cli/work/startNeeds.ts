import type { Config } from "../../config/load.ts";
import { examine } from "../../edges/matrix/connect.ts";
import { Mendable } from "../../ports/mendable.ts";
import { accountOf } from "./account.ts";

/**
 * What `crieur start` would still lack, in lines below a heading; none where it could start. Asks nobody: whether the
 * homeserver takes the token is only seen by a start.
 */
export async function startNeeds(config: Config): Promise<string[]> {
  const lacks = [...(await accountLacks(config)), ...roomsLack(config)];
  return lacks.length === 0 ? [] : ["`npx crieur start` still lacks:", ...lacks.map((line) => `  ${line}`)];
}

async function accountLacks(config: Config): Promise<string[]> {
  try {
    await examine(accountOf(config));
    return [];
  } catch (error) {
    if (error instanceof Mendable) return error.message.split("\n");
    throw error;
  }
}

function roomsLack({ file, settings: { rooms, access } }: Config): string[] {
  if (rooms.length > 0 || access.invitesFrom.length > 0) return [];
  return [
    `${file}: rooms: no room is named and access.invitesFrom lets nobody invite, so the bot would be nowhere; name one`,
  ];
}
