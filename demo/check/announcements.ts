import type { Onlooker } from "../stage/onlooker.ts";
import type { DemoRoom } from "../stage/scene.ts";

/** An announcement as the room shows it now, after its edits. */
export interface Announcement {
  readonly eventId: string;
  readonly body: string;
  /** Whether its title and facts are struck through. */
  readonly struck: boolean;
  readonly edits: number;
}

const ANNOUNCED = /^(?:📢 (?:Nouvelle offre|Offre rouverte)\s:|Offre fermée le )/u;

/** Lists the bot's announcements in a room, oldest first; not its answers, nor its welcome. */
export function announcementsIn(onlooker: Onlooker, room: DemoRoom, botId: string): Announcement[] {
  return onlooker
    .messages(room.id)
    .filter(({ sender, content }) => sender === botId && content?.msgtype === "m.text")
    .map(({ eventId, content, edits }) => ({
      eventId,
      body: String(content?.body),
      struck: String(content?.formatted_body).includes("<del>"),
      edits,
    }))
    .filter(({ body }) => ANNOUNCED.test(body));
}

export function titlesOf(announcements: readonly Announcement[]): string[] {
  return announcements.map(({ body }) => body.split("\n", 1)[0] ?? "");
}

/** Describes announcements, a line each, for a step that failed. */
export function told(announcements: readonly Announcement[]): string {
  const line = ({ body, struck, edits }: Announcement): string =>
    `${struck ? "[struck] " : ""}${body.split("\n").slice(0, 2).join(" ⏎ ")} (${edits} edits)`;
  return announcements.length === 0 ? "no announcement" : announcements.map(line).join("\n");
}
