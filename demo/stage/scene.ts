import { type Credentials, login, register } from "../../synapse/accounts.ts";
import { administrator } from "../../synapse/administrator.ts";
import { Client } from "../../synapse/client.ts";
import type { Synapse } from "../../synapse/process.ts";

export interface Person {
  readonly user: string;
  readonly displayName: string;
  readonly password: string;
}

/** Display names end as Tchap's do. The passwords protect a homeserver on loopback that lives as long as the demo. */
export const PEOPLE = {
  bot: { user: "crieur", displayName: "Crieur [DINUM]", password: "crieur-demo" },
  agent: { user: "camille", displayName: "Camille Lavenir [DINUM]", password: "camille-demo" },
  administrator: { user: "dominique", displayName: "Dominique Communal [DINUM]", password: "dominique-demo" },
} as const satisfies Record<string, Person>;

export interface DemoRoom {
  readonly id: string;
  readonly name: string;
  readonly filter: string;
}

/** Accounts and rooms as they are before the bot comes. */
export interface Scene {
  /** Follows the rooms until it is closed. */
  readonly agent: Client;
  readonly bot: Credentials;
  readonly administratorId: string;
  /** The room without a filter: it hears of every offer. */
  readonly missions: DemoRoom;
  /** The room whose filter lets only offers of its trade through. */
  readonly team: DemoRoom;
  /** User id → display name. */
  readonly names: ReadonlyMap<string, string>;
}

/** Registers the accounts, and lets the administrator make the two rooms, the agent in them, the bot invited. */
export async function setScene({ url, sharedSecret }: Synapse): Promise<Scene> {
  const enter = async (person: Person, admin = false): Promise<Credentials> => {
    await register(url, sharedSecret, { ...person, admin });
    return login(url, { ...person, deviceName: "Démonstration de Crieur" });
  };
  const bot = await enter(PEOPLE.bot);
  const camille = await enter(PEOPLE.agent);
  const dominique = await enter(PEOPLE.administrator, true);
  await administrator(dominique).liftRateLimit(bot.userId);

  const agent = await Client.open(camille);
  const host = await Client.open(dominique);
  try {
    const open = async (name: string, alias: string, filter: string): Promise<DemoRoom> => {
      const id = await host.createRoom({ name, alias, invite: [agent.userId, bot.userId] });
      await agent.join(id);
      return { id, name, filter };
    };
    return {
      agent,
      bot,
      administratorId: dominique.userId,
      missions: await open("Missions numériques", "missions", ""),
      team: await open("Équipe DevOps", "equipe-devops", "devops"),
      names: new Map([
        [bot.userId, PEOPLE.bot.displayName],
        [agent.userId, PEOPLE.agent.displayName],
        [dominique.userId, PEOPLE.administrator.displayName],
      ]),
    };
  } finally {
    host.close();
  }
}
