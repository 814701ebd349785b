import type { Exchange, FaultProxy } from "../tests/matrix/faultProxy.ts";
import type { CrowdPerson } from "../tests/support/crowd.ts";

type Json = Record<string, unknown>;

export interface CrowdProxy {
  /** Devices of the crowd that were sent something since the last time this was asked. */
  sent(): number;
  /** Sync tells once that the devices of this person have changed. */
  change(userId: string): void;
}

/**
 * Has a homeserver answer for a crowd that it does not know: who is in a room, keys, and messages to devices. What is asked
 * for others goes to the homeserver itself.
 */
export function crowdBehind(
  proxy: FaultProxy,
  homeserver: string,
  {
    token,
    room,
    crowd,
  }: { readonly token: string; readonly room: string; readonly crowd: readonly CrowdPerson[] },
): CrowdProxy {
  const people = new Map(crowd.map((one) => [one.userId, one]));
  const changed: string[] = [];
  let sent = 0;

  /** The request without those of the crowd, answered by the homeserver; `{}` where nobody else is left. */
  async function others({ method, path }: Exchange, body: Json, field: string): Promise<Json> {
    const left = Object.entries(body[field] as Json).filter(([user]) => !people.has(user));
    if (left.length === 0) return {};
    const answer = await fetch(`${homeserver}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ ...body, [field]: Object.fromEntries(left) }),
    });
    return (await answer.json()) as Json;
  }

  const answering =
    (field: string, answer: (asked: readonly [CrowdPerson, unknown][], body: Json, real: Json) => Json) =>
    async (exchange: Exchange): Promise<void> => {
      const body = JSON.parse(exchange.body.toString()) as Json;
      const asked = Object.entries(body[field] as Json).flatMap(([user, what]) => {
        const person = people.get(user);
        return person ? [[person, what] as [CrowdPerson, unknown]] : [];
      });
      const real = await others(exchange, body, field);
      const text = JSON.stringify(answer(asked, body, real));
      exchange.answer(200, { "content-type": "application/json" }, text);
    };

  const by = (asked: readonly [CrowdPerson, unknown][], of: (person: CrowdPerson) => unknown): Json =>
    Object.fromEntries(asked.map(([person]) => [person.userId, of(person)]));
  proxy.fault(
    { method: "POST", path: /\/keys\/query/ },
    answering("device_keys", (asked, _, real) => ({
      ...real,
      device_keys: { ...(real.device_keys as Json), ...by(asked, ({ devices }) => devices) },
      master_keys: { ...(real.master_keys as Json), ...by(asked, ({ master }) => master) },
      self_signing_keys: {
        ...(real.self_signing_keys as Json),
        ...by(asked, ({ selfSigning }) => selfSigning),
      },
    })),
  );
  proxy.fault(
    { method: "POST", path: /\/keys\/claim/ },
    answering("one_time_keys", (asked, _, real) => ({
      ...real,
      one_time_keys: { ...(real.one_time_keys as Json), ...by(asked, ({ oneTime }) => oneTime) },
    })),
  );
  proxy.fault(
    { method: "PUT", path: /\/sendToDevice\// },
    answering("messages", (asked) => {
      for (const [, messages] of asked) sent += Object.keys(messages as Json).length;
      return {};
    }),
  );
  proxy.fault({ method: "GET", path: /\/members/ }, async (exchange) => {
    const { status, headers, body } = await exchange.forward();
    const answer = JSON.parse(body.toString()) as { chunk: Json[] };
    const more = exchange.path.includes(encodeURIComponent(room))
      ? crowd.map(({ userId }) => ({
          ...answer.chunk[0],
          sender: userId,
          state_key: userId,
          content: { membership: "join" },
        }))
      : [];
    exchange.answer(status, headers, JSON.stringify({ ...answer, chunk: [...answer.chunk, ...more] }));
  });
  proxy.fault({ path: /\/sync\?/ }, async (exchange) => {
    const { status, headers, body } = await exchange.forward();
    if (changed.length === 0) return exchange.answer(status, headers, body);
    const answer = JSON.parse(body.toString()) as Json;
    const lists = { ...(answer.device_lists as Json), changed: changed.splice(0) };
    exchange.answer(status, headers, JSON.stringify({ ...answer, device_lists: lists }));
  });
  return {
    sent() {
      const count = sent;
      sent = 0;
      return count;
    },
    change: (userId) => void changed.push(userId),
  };
}
