import type { Credentials } from "../../synapse/accounts.ts";
import { Client, messageContent } from "../../synapse/client.ts";
import type { JsonRecord, Requester } from "../../synapse/request.ts";
import { type Foreign, openForeign } from "../../tests/support/foreign.ts";
import type { NewTownRoom, Person } from "./person.ts";

/** Somebody in encrypted rooms: matrix-js-sdk seals and opens, and the rest is asked of the homeserver directly. */
export class SealedPerson implements Person {
  readonly foreign: Foreign;
  readonly #client: Client;

  private constructor(foreign: Foreign, client: Client) {
    this.foreign = foreign;
    this.#client = client;
  }

  /** `excludes`: their client does not talk with devices that their owner has not signed. */
  static async open(session: Credentials, options: Parameters<typeof openForeign>[1]): Promise<SealedPerson> {
    return new SealedPerson(await openForeign(session, options), await Client.open(session));
  }

  get userId(): string {
    return this.foreign.userId;
  }

  get request(): Requester {
    return this.#client.request;
  }

  say(room: string, body: string, options: { readonly edits?: string } = {}): Promise<string> {
    return this.foreign.say(room, messageContent(body, options));
  }

  /** Shows what they said before a second time, as a homeserver that lies could. */
  repeat(room: string, sealed: JsonRecord): Promise<string> {
    return this.#client.send(room, "m.room.encrypted", sealed);
  }

  redact(room: string, event: string): Promise<unknown> {
    return this.#client.redact(room, event);
  }

  /** In an encrypted room; its key serves for so many messages. */
  createRoom({ serves, ...room }: NewTownRoom & { readonly serves?: number }): Promise<string> {
    const encrypted = serves === undefined ? true : { rotation_period_msgs: serves };
    return this.#client.createRoom({ ...room, encrypted });
  }

  invite(room: string, user: string): Promise<void> {
    return this.#client.invite(room, user);
  }

  kick(room: string, user: string, reason?: string): Promise<void> {
    return this.#client.kick(room, user, reason);
  }

  leave(room: string): Promise<void> {
    return this.#client.leave(room);
  }

  join(room: string): Promise<unknown> {
    return this.#client.join(room);
  }

  /** The device is gone, and everybody hears of it. */
  async logOut(): Promise<void> {
    await this.stop();
    await this.#client.request("POST", "/_matrix/client/v3/logout", {});
  }

  async stop(): Promise<void> {
    this.#client.close();
    await this.foreign.stop();
  }
}
