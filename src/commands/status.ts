import type { Quiet } from "../rooms/quiet.ts";
import { type BotCommand, helpText } from "./command.ts";
import type { BotState, RoomState } from "./context.ts";
import type { Deed } from "./deed.ts";
import { type Named, named } from "./notDone.ts";

/** How the room is served, and for those who administer the bot, how the bot is. */
export interface StatusAnswer {
  readonly kind: "status";
  readonly room: RoomState;
  readonly subscriptions: readonly Named[];
  readonly quiet: Quiet | null;
  /** The moment of the answer, milliseconds since the epoch. */
  readonly time: { readonly now: number; readonly timezone: string };
  /**
   * Told in the administrators' room, and to an administrator of the bot in private, because it names other rooms;
   * `elsewhere`: to an administrator in any other room; null: to everybody else.
   */
  readonly bot: BotState | "elsewhere" | null;
  /** What was given up counts as seen, once somebody who can do something about it has looked. */
  readonly deed: Deed | null;
}

/** `!offres état` */
export const statusCommand = {
  name: "status",
  word: "état",
  also: ["etat du salon", "statut", "status"],
  example: "",
  help: () =>
    helpText`ce que ce salon a reçu et attend, qui a changé ses abonnements, et ce qui ne va pas ; pour qui m'administre, l'état de l'ensemble.`,
  accepts: (rest) => rest === "",
  async run(_, { room, bot, time }): Promise<StatusAnswer> {
    const permission = await room.permission();
    const isAdministrator = permission.may && permission.administrator;
    const isAdministration = await room.isAdministration();
    const whole = isAdministration || (isAdministrator && (await room.isPrivate()));
    const scope = whole ? "everywhere" : "here";
    return {
      kind: "status",
      room: await room.state(),
      subscriptions: (await room.subscriptions()).map(named).sort((a, b) => a.number - b.number),
      quiet: await room.quiet(),
      time,
      bot: whole ? await bot() : isAdministrator ? "elsewhere" : null,
      deed: permission.may || isAdministration ? { deed: "see", scope } : null,
    };
  },
} as const satisfies BotCommand;
