/** What a batch, or a part of one, brought. */
export interface News {
  /** Some room's state or membership changed. */
  readonly rooms: boolean;
  /** And so that there may be something to do about rooms, or to send. */
  readonly standing: boolean;
  /** There are commands to answer. */
  readonly commands: boolean;
  /** Rows of ours were settled, or taken back. */
  readonly settled: boolean;
  /** Some room's events were left out: there are gaps to fill. */
  readonly gaps: boolean;
  /** Keys came, or somebody's devices changed: there may be requests to make. */
  readonly keys: boolean;
}

export const NO_NEWS: News = {
  ...{ rooms: false, standing: false, commands: false },
  ...{ settled: false, gaps: false, keys: false },
};

export function together(one: News, other: News): News {
  return {
    rooms: one.rooms || other.rooms,
    standing: one.standing || other.standing,
    commands: one.commands || other.commands,
    settled: one.settled || other.settled,
    gaps: one.gaps || other.gaps,
    keys: one.keys || other.keys,
  };
}

/** Whether there is anything that would be lost without the batch: what brings none may come again after a crash. */
export function isNews({ rooms, commands, settled, gaps, keys }: News): boolean {
  return rooms || commands || settled || gaps || keys;
}
