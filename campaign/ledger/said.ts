import { keyIn } from "../../src/messages/mark.ts";
import { bodyOf, type ClientEvent, editedEvent, recordOf } from "../../synapse/timeline.ts";

/** An event of a room, and when the homeserver took it. */
export interface DatedEvent extends ClientEvent {
  readonly sentAt: number;
}

/** What one event says: a message, or what an edit makes of one. */
export interface Version {
  readonly event: string;
  readonly at: number;
  /** As people read it, with ordinary spaces. */
  readonly text: string;
  /** Our mark's key, by which the bot itself knows what it sent. */
  readonly key: string | null;
}

/** A message of the bot with all that became of it. */
export interface Message {
  readonly event: string;
  readonly room: string;
  /** As it was sent, then its edits, oldest first. */
  readonly versions: readonly [Version, ...Version[]];
  /** The event that it answers. */
  readonly answers: string | null;
  readonly redactedAt: number | null;
}

/** An offer in a message, as its line says it. */
export interface Claim {
  readonly number: number;
  readonly revision: number;
  readonly open: boolean;
}

/** The messages of one account in a timeline, oldest first. */
export function messagesOf(bot: string, timeline: readonly DatedEvent[]): Message[] {
  const messages = new Map<string, Message>();
  const redactions = new Map<string, number>();
  for (const event of timeline) if (event.redacts) redactions.set(event.redacts, event.sentAt);
  for (const event of timeline) {
    if (event.sender !== bot || event.type !== "m.room.message") continue;
    const version = {
      event: event.eventId,
      at: event.sentAt,
      text: plain(bodyOf(event)),
      key: keyIn(event.content),
    };
    const original = editedEvent(event);
    if (original === undefined) {
      const relation = recordOf(event.content["m.relates_to"]);
      const { event_id: answered } = recordOf(relation["m.in_reply_to"]);
      messages.set(event.eventId, {
        event: event.eventId,
        room: event.roomId,
        versions: [version],
        answers: typeof answered === "string" ? answered : null,
        redactedAt: redactions.get(event.eventId) ?? null,
      });
    } else {
      const known = messages.get(original);
      if (known) messages.set(original, { ...known, versions: [...known.versions, version] });
    }
  }
  return [...messages.values()];
}

export function lastOf({ versions }: Pick<Message, "versions">): Version {
  return versions[versions.length - 1] ?? versions[0];
}

/** The offers that a text names, one a line at most: `lanterne0017 etat3` in a title. */
export function claimsIn(text: string): Claim[] {
  return text.split("\n").flatMap((line) => {
    const [, number, revision] = TITLE.exec(line) ?? [];
    if (number === undefined || revision === undefined) return [];
    return [{ number: Number(number), revision: Number(revision), open: !CLOSED.test(line) }];
  });
}

const TITLE = /\blanterne(\d{4}) etat(\d+)\b/;
const CLOSED = /ferm[ée]e/i;

/** A title as the driver writes it, and `claimsIn` reads it. */
export function titleOf(number: number, revision: number, about: string): string {
  return `Poste ${nameOf(number)} etat${revision} ${about}`.trim();
}

export function nameOf(number: number): string {
  return `lanterne${String(number).padStart(4, "0")}`;
}

function plain(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, " ");
}
