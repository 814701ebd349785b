/** Somebody who lives in a town, with a client of their own. What they do is in effect when it resolves. */
export interface Person {
  readonly userId: string;
  /** Says something, or with `edits` puts it in the place of what they said before. Returns the event. */
  say(room: string, body: string, options?: { readonly edits?: string }): Promise<string>;
  redact(room: string, event: string): Promise<unknown>;
  createRoom(room: NewTownRoom): Promise<string>;
  invite(room: string, user: string): Promise<void>;
  kick(room: string, user: string, reason?: string): Promise<void>;
  leave(room: string): Promise<void>;
  join(room: string): Promise<unknown>;
}

export interface NewTownRoom {
  readonly name: string;
  readonly invite: readonly string[];
}
