import { printable } from "../../src/terminal/printable.ts";
import type { Screen } from "../../src/terminal/screen.ts";
import { type ClientEvent, editedEvent, recordOf } from "../../synapse/timeline.ts";
import type { Scene } from "../stage/scene.ts";

/** Shows what happens in the rooms: that the bot came, who said what, what was edited. */
export class RoomView {
  readonly #screen: Screen;
  readonly #names: ReadonlyMap<string, string>;
  readonly #rooms: ReadonlyMap<string, string>;
  readonly #bot: string;
  readonly #echoOwn: boolean;

  /** @param echoOwn whether to show what was typed here; on a terminal it stands there already */
  constructor(screen: Screen, { names, missions, team, bot }: Scene, echoOwn: boolean) {
    this.#screen = screen;
    this.#names = names;
    this.#rooms = new Map([missions, team].map(({ id, name }) => [id, name]));
    this.#bot = bot.userId;
    this.#echoOwn = echoOwn;
  }

  show(event: ClientEvent): void {
    const { type, sender, content } = event;
    if (type === "m.room.member" && content.membership === "join" && sender === this.#bot) {
      this.#screen.print(this.#heading(event, " a rejoint le salon"));
    }
    if (type !== "m.room.message") return;
    // Only what this very client sent comes back with its transaction id.
    if (!this.#echoOwn && event.unsigned.transaction_id !== undefined) return;
    const edited = editedEvent(event) !== undefined;
    const shown = edited ? recordOf(content["m.new_content"]) : content;
    const html = typeof shown.formatted_body === "string" ? shown.formatted_body : null;
    this.#screen.message(this.#heading(event, edited ? " (modifié)" : ""), String(shown.body ?? ""), html);
  }

  #heading({ sender, roomId }: ClientEvent, note: string): string {
    const name = this.#screen.paint("name", printable(this.#names.get(sender) ?? sender));
    const room = this.#screen.paint("dim", `· ${this.#rooms.get(roomId) ?? roomId}`);
    return `${name}${note} ${room}`;
  }
}
