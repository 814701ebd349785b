import { describe, expect, test } from "vitest";
import type { KeyRequest } from "../../src/ports/index.ts";
import type { UserId } from "../../src/rooms/identifiers.ts";
import { type CrowdPerson, makeCrowd } from "../support/crowd.ts";
import { type Device, Letterbox, newDevice, QUIET, ROOM, rulesFor } from "./letterbox.ts";

const PEOPLE = 300;

/** A bot in a room of many people, and what it sends to whom. */
class Crowded {
  readonly box = new Letterbox();
  readonly crowd: CrowdPerson[] = makeCrowd(PEOPLE, 1, "foule.example");
  /** The people of each request, in order. */
  readonly asked: { readonly kind: KeyRequest["kind"]; readonly people: string[] }[] = [];
  bot!: Device;
  readers!: UserId[];

  static async open(): Promise<Crowded> {
    const room = new Crowded();
    room.bot = await newDevice("crieur");
    for (const person of room.crowd) room.box.hold(person);
    await room.box.settle(room.bot);
    room.readers = [room.bot.user, ...room.crowd.map(({ userId }) => userId as UserId)];
    return room;
  }

  /** Says something, and returns the key that sealed it and the people to whom keys were sent for it. */
  async say(readers = this.readers): Promise<{ readonly key: unknown; readonly to: string[] }> {
    const { bot, box } = this;
    this.asked.length = 0;
    const carry = box.carry.bind(box);
    box.carry = async (device, request) => {
      const { device_keys: queried, one_time_keys: claimed, messages } = JSON.parse(request.body);
      const people = Object.keys(queried ?? claimed ?? messages ?? {});
      this.asked.push({ kind: request.kind, people });
      await carry(device, request);
    };
    const { content } = await box.say(bot, { body: "!" }, rulesFor(...readers));
    box.carry = carry;
    const to = this.asked.flatMap(({ kind, people }) => (kind === "send to devices" ? people : []));
    return { key: content.session_id, to };
  }

  /** Sync says that somebody's devices have changed. */
  async changed(person: string): Promise<void> {
    const said = { ...QUIET, changed: [person as UserId] };
    await this.bot.store.write((tx) => this.bot.crypto.receive(tx, said));
    await this.box.settle(this.bot);
  }
}

describe("in a room of many people", () => {
  test("keys are asked for, claimed and given a few people at a time, once each; what follows asks for nothing", async () => {
    const room = await Crowded.open();
    const first = await room.say();
    for (const [kind, most] of [
      ["query keys", 50],
      ["claim keys", 50],
      ["send to devices", 125],
    ] as const) {
      const requests = room.asked.filter((one) => one.kind === kind);
      expect(requests.every(({ people }) => people.length <= most)).toBe(true);
      const all = requests.flatMap(({ people }) => people).filter((one) => one !== room.bot.user);
      expect(all.sort()).toEqual(room.crowd.map(({ userId }) => userId).sort());
    }
    expect(await room.say()).toEqual({ key: first.key, to: [] });
    expect(room.asked).toEqual([]);
  });

  test("somebody who comes is given the key alone; when somebody leaves, all others are given another, in pieces", async () => {
    const room = await Crowded.open();
    const [late, ...others] = room.readers.toReversed();
    const first = await room.say(others);
    expect(await room.say()).toEqual({ key: first.key, to: [late] });
    const gone = await room.say(others);
    expect(gone.key).not.toBe(first.key);
    expect(gone.to.toSorted()).toEqual(others.filter((one) => one !== room.bot.user).toSorted());
    expect(Math.max(...room.asked.map(({ people }) => people.length))).toBeLessThanOrEqual(125);
  });

  test("a device that somebody adds is given the key alone", async () => {
    const room = await Crowded.open();
    const [person] = makeCrowd(1, 2, "loin.example");
    if (!person) throw new RangeError("no person");
    const { DEVICE0 } = person.devices;
    room.box.hold({ ...person, devices: { DEVICE0: DEVICE0 as object } });
    room.readers.push(person.userId as UserId);
    const first = await room.say();
    room.box.hold(person);
    await room.changed(person.userId);
    expect(await room.say()).toEqual({ key: first.key, to: [person.userId] });
  });

  test("when somebody loses a device, all are given another key in pieces; that person, nothing", async () => {
    const room = await Crowded.open();
    const first = await room.say();
    const loser = room.crowd[7] as CrowdPerson;
    room.box.hold({ ...loser, devices: {} });
    await room.changed(loser.userId);
    const lost = await room.say();
    expect(lost.key).not.toBe(first.key);
    expect(lost.to).toHaveLength(PEOPLE - 1);
    expect(lost.to).not.toContain(loser.userId);
    expect(Math.max(...room.asked.map(({ people }) => people.length))).toBeLessThanOrEqual(125);
  });

  test("a work that is undone while the key is given: everybody is given the key that serves", async () => {
    const room = await Crowded.open();
    const { bot } = room;
    await room.say();
    const gone = room.readers.slice(0, -1);
    const rules = rulesFor(...gone);
    const undone = bot.store.write(async (tx) => {
      expect(await bot.crypto.prepare(tx, ROOM, rules)).not.toEqual([]);
      throw new Error("full");
    });
    await expect(undone).rejects.toThrow("full");
    const { key, to } = await room.say(gone);
    expect(to).toHaveLength(PEOPLE - 1);
    expect(await room.say(gone)).toEqual({ key, to: [] });
  });
});
